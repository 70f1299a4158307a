import { LitElement, css, html } from 'lit';
import { shared } from '../styles.js';
import { USUAL } from './cut-plan.js';

const FIELDS = [
  ['ratio', 'Ratio', '× its neighbours', 0.1, 1.1],
  ['window', 'Neighbours', 'on each side', 1, 1],
  ['leastContent', 'Least change', 'of 255', 1, 1],
  ['leastSeconds', 'Shortest shot', 'seconds', 0.1, 0],
  ['guard', 'Guard', 'frames off at a cut', 1, 0],
];

/** What decides where cuts are drawn, as fields. Tells `threshold` with `{setting, value}` and `reset`. */
class CutSettings extends LitElement {
  static properties = { settings: {} };

  static styles = [shared, css`
    .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); gap: 0.8rem; align-items: end; }
    .changed { border-color: var(--accent); font-weight: 600; }
    .hint { font-size: 0.78rem; }
  `];

  render() {
    return html`<div class="fields">${FIELDS.map(([setting, word, unit, step, least]) => html`
        <label>${word} <input type="number" min=${least} step=${step} .value=${String(Number(this.settings[setting].toFixed(2)))}
          class=${this.settings[setting] === USUAL[setting] ? '' : 'changed'}
          @change=${(event) => this.tell(setting, Math.max(least, Number(event.target.value)))}><span class="hint">${unit}</span></label>`)}
      <div class="compact"><button class="quiet" ?disabled=${FIELDS.every(([setting]) => this.settings[setting] === USUAL[setting])}
        @click=${() => this.dispatchEvent(new Event('reset'))}>Defaults</button></div>
    </div>`;
  }

  tell(setting, value) {
    this.dispatchEvent(new CustomEvent('threshold', { detail: { setting, value } }));
  }
}

customElements.define('cut-settings', CutSettings);
