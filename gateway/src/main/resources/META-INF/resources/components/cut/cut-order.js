import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { shared } from '../styles.js';
import { count } from '../words.js';

/** Says what putting the cuts in force would do, and does it when asked. Tells `ordered` and `discarded`. */
class CutOrder extends LitElement {
  static properties = { film: {}, shots: {}, change: {}, drawn: { type: Boolean, reflect: true }, error: { state: true }, busy: { state: true } };

  static styles = [shared, css`
    :host([drawn]) { position: sticky; bottom: 0.6rem; z-index: 3; }
    .card { display: grid; gap: 0.7rem; padding: 0.9rem 1.2rem; }
  `];

  constructor() {
    super();
    this.error = '';
    this.busy = false;
  }

  willUpdate() {
    this.drawn = this.change.added > 0 || this.change.withdrawn > 0;
  }

  render() {
    const { added, withdrawn, unchanged } = this.change;
    const working = this.film.state === 'INGESTING' || this.film.state === 'UPLOADED';
    if (!this.drawn) {
      return html`<div class="card"><p class="soft">${working
        ? 'The film is being cut at these places.' : 'These are the cuts in force. Move a threshold, split or merge to draw others.'}</p></div>`;
    }
    return html`<div class="card">
      <div class="row spread">
        <p aria-live="polite"><strong>${count(added, 'new clip')} will be cut, ${count(withdrawn, 'clip')} withdrawn,
          ${unchanged.toLocaleString('en')} ${unchanged === 1 ? 'stays' : 'stay'} unchanged.</strong>
          ${working ? html`<span class="soft">The film is still being worked on.</span>` : ''}</p>
        <span class="row">
          <button class="quiet" @click=${() => this.dispatchEvent(new Event('discarded'))}>Discard</button>
          <button class="primary" ?disabled=${this.busy || this.shots.length === 0} @click=${this.order}>Apply cuts</button>
        </span>
      </div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
    </div>`;
  }

  async order() {
    this.busy = true;
    this.error = '';
    try {
      await api.defineShots(this.film.film, this.shots);
      this.dispatchEvent(new Event('ordered'));
      this.dispatchEvent(new Event('changed', { bubbles: true, composed: true }));
    } catch (problem) {
      this.error = problem.message;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('cut-order', CutOrder);
