import { LitElement, css, html } from 'lit';
import { clipUrl } from '../../api.js';
import { shared } from '../styles.js';
import { count, sentence } from '../words.js';

const SHOWN = 24;

/** What one part makes of the kept clips: how many fit, and which are lost and why. */
class LostClips extends LitElement {
  static properties = { fit: {}, number: {}, word: {}, all: { state: true } };

  static styles = [shared, css`
    summary { cursor: pointer; border-radius: 8px; }
    ul {
      list-style: none; margin: 0.8rem 0 0; padding: 0; display: grid; gap: 0.6rem;
      grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr));
    }
    li { display: flex; gap: 0.6rem; align-items: center; font-size: 0.85rem; min-width: 0; }
    img { width: 5rem; aspect-ratio: 16 / 9; object-fit: cover; border-radius: 6px; background: var(--sunken); flex: none; }
    button { margin-top: 0.8rem; }
  `];

  render() {
    const { fits, lost } = this.fit;
    const said = html`Part ${this.number}: ${count(fits, this.word)} ${fits === 1 ? 'fits' : 'fit'}, <strong>${lost.length} lost</strong>`;
    if (lost.length === 0) {
      return html`<p class="number">Part ${this.number}: ${count(fits, this.word)} ${fits === 1 ? 'fits' : 'fit'}, none lost</p>`;
    }
    const shown = this.all ? lost : lost.slice(0, SHOWN);
    return html`<details><summary class="number">${said}</summary>
      <ul>${shown.map((each) => html`<li><img src=${clipUrl(each.clip, 'poster.jpg')} alt="" loading="lazy">
        <span>${sentence(each.reason)}</span></li>`)}</ul>
      ${shown.length < lost.length ? html`<button @click=${() => { this.all = true; }}>Show all ${lost.length}</button>` : ''}
    </details>`;
  }
}

customElements.define('lost-clips', LostClips);
