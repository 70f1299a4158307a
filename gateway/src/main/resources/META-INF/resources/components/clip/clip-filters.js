import { LitElement, css, html } from 'lit';
import { shared } from '../styles.js';
import { STANDINGS, verdictWord } from '../words.js';
import { measuresOf } from './measures.js';

/** Which clips are seen and in which order. Tells `filtered` with what changed. */
class ClipFilters extends LitElement {
  static properties = { medium: {}, counts: {}, films: {}, standing: {}, film: {}, sort: {} };

  static styles = [shared, css`
    :host { display: grid; gap: 0.8rem; }
    .fields { gap: 0.6rem 1rem; }
    .fields label {
      display: flex; align-items: center; gap: 0.5rem; font-weight: 500; color: var(--ink-soft); font-size: 0.88rem;
      min-width: 0;
    }
    select { min-height: 0; padding: 0.35rem 0.6rem; width: auto; max-width: min(16rem, 60vw); font-size: 0.9rem; }
  `];

  render() {
    const all = Object.values(this.counts).reduce((sum, clips) => sum + clips, 0);
    const known = STANDINGS.filter((standing) => this.counts[standing] || standing === this.standing);
    return html`
      <div class="row choice" role="group" aria-label="Standing">
        ${this.chip('', `All ${all.toLocaleString('en')}`)}
        ${known.map((standing) => this.chip(standing, `${verdictWord(standing)} ${(this.counts[standing] ?? 0).toLocaleString('en')}`))}
      </div>
      <div class="row fields">
        ${this.films.length > 1 ? html`<label>Film
          <select @change=${(event) => this.tell({ film: event.target.value })}>
            <option value="">all</option>
            ${this.films.map((film) => html`<option value=${film.film} ?selected=${film.film === this.film}>${film.name}</option>`)}
          </select></label>` : ''}
        <label>Sort
          <select @change=${(event) => this.tell({ sort: event.target.value })}>
            <option value="" ?selected=${this.sort === ''}>in film order</option>
            ${measuresOf(this.medium).map(({ column, word }) => html`
              <option value=${column} ?selected=${this.sort === column}>${word.toLowerCase()}, least first</option>
              <option value="-${column}" ?selected=${this.sort === `-${column}`}>${word.toLowerCase()}, most first</option>`)}
          </select></label>
      </div>`;
  }

  chip(standing, text) {
    return html`<button aria-pressed=${String(this.standing === standing)} @click=${() => this.tell({ standing })}>${text}</button>`;
  }

  tell(detail) {
    this.dispatchEvent(new CustomEvent('filtered', { detail }));
  }
}

customElements.define('clip-filters', ClipFilters);
