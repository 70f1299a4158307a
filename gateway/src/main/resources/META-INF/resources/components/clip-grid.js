import { LitElement, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { shared } from './styles.js';
import { verdictWord } from './words.js';
import './clip-card.js';

/** The clips with what was decided about them, and buttons to see one kind only. */
class ClipGrid extends LitElement {
  static properties = { clips: {}, verdicts: {}, more: { type: Boolean }, only: { state: true } };

  static styles = [shared, css`
    .filters { margin-bottom: 1rem; }
    .filters button { min-height: 2.2rem; padding: 0.25rem 0.9rem; font-size: 0.88rem; font-weight: 500; }
    .filters button[aria-pressed='true'] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
    .grid { display: grid; gap: var(--gap); grid-template-columns: repeat(auto-fill, minmax(min(16.5rem, 100%), 1fr)); }
    .more { margin: 1.2rem auto 0; display: flex; }
  `];

  constructor() {
    super();
    this.only = '';
  }

  render() {
    if (this.clips.length === 0) {
      return html`<p class="empty">Clips appear here as the film's shots are found.</p>`;
    }
    const shown = this.only ? this.clips.filter((clip) => clip.verdict?.verdict === this.only) : this.clips;
    const all = Object.values(this.verdicts).reduce((sum, clips) => sum + clips, 0);
    return html`
      <div class="row filters" role="group" aria-label="Show">
        ${this.filter('', `All ${Math.max(all, this.clips.length)}`)}
        ${Object.entries(this.verdicts).map(([label, clips]) => this.filter(label, `${verdictWord(label)} ${clips}`))}
      </div>
      <div class="grid">${repeat(shown, (clip) => clip.clip, (clip) => html`<clip-card .clip=${clip}></clip-card>`)}</div>
      ${this.more ? html`<button class="more" @click=${() => this.dispatchEvent(new Event('more'))}>Show more</button>` : ''}`;
  }

  filter(label, text) {
    return html`<button aria-pressed=${String(this.only === label)} @click=${() => { this.only = label; }}>${text}</button>`;
  }
}

customElements.define('clip-grid', ClipGrid);
