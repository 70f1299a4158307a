import { LitElement, css, html } from 'lit';
import { shared } from '../styles.js';
import { count } from '../words.js';

/** What can be done with the clips that are chosen; stays at the lower edge of the window while some are. */
class RulingBar extends LitElement {
  static properties = { chosen: {}, undoable: {}, what: {} };

  static styles = [shared, css`
    :host { position: sticky; bottom: 0; z-index: 3; padding: 0.8rem 0 0.7rem; pointer-events: none; }
    .bar {
      pointer-events: auto; margin: 0 auto; width: fit-content; max-width: 100%; display: flex; flex-wrap: wrap; align-items: center; justify-content: center;
      gap: 0.45rem; padding: 0.5rem 0.7rem 0.5rem 1.1rem; border-radius: 22px; background: var(--surface); border: 1px solid var(--line); box-shadow: var(--shadow);
    }
    strong { margin-right: 0.4rem; font-size: 0.92rem; }
  `];

  render() {
    if (this.chosen === 0) {
      return this.undoable ? html`<div class="bar compact"><button class="quiet" @click=${() => this.tell('undone')}>Take back the last ruling</button></div>` : '';
    }
    return html`<div class="bar compact" role="toolbar" aria-label="Chosen clips">
      <strong role="status">${count(this.chosen, this.what)} chosen</strong>
      <button @click=${() => this.tell('ruled', 'KEEP')}>Keep</button>
      <button @click=${() => this.tell('ruled', 'REJECT')}>Reject</button>
      <button @click=${() => this.tell('ruled', 'AS_SCREENED')}>As screened</button>
      ${this.undoable ? html`<button class="quiet" @click=${() => this.tell('undone')}>Take back</button>` : ''}
      <button class="quiet" @click=${() => this.tell('cleared')}>Choose none</button>
    </div>`;
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('ruling-bar', RulingBar);
