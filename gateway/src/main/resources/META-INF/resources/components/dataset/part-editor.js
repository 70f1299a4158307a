import { LitElement, css, html } from 'lit';
import { shared } from '../styles.js';
import './frame-ladder.js';
import { EXTRACTIONS, longest, said } from './part.js';
import './resolution-picker.js';

const SQUARES = [512, 768, 1024];

/** One dataset part: which size, which lengths, how fragments are chosen, how often it counts. Tells `edited`, `removed`. */
class PartEditor extends LitElement {
  static properties = { project: {}, part: {}, number: {}, open: { type: Boolean } };

  static styles = [shared, css`
    .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: 0.9rem; align-items: end; }
    summary { cursor: pointer; font-weight: 600; border-radius: 8px; }
    summary h3 { display: inline; }
    details[open] summary { margin-bottom: 1rem; }
    .wide { grid-column: span 2; }
  `];

  render() {
    const { part } = this;
    const still = part.medium === 'STILL';
    return html`<details class="card" ?open=${this.open} @toggle=${(event) => { this.open = event.target.open; }}>
      <summary><h3>Part ${this.number}</h3> <span class="soft number">${said(part)}${part.repeats > 1 ? `, ${part.repeats} times` : ''}</span></summary>
      ${this.open ? html`<div class="stack">
        <div class="fields">
          ${this.amount('Width', 'width', 16, 16)} ${this.amount('Height', 'height', 16, 16)}
          ${this.amount('Repeats', 'repeats', 1, 1)}
          ${still ? '' : this.extraction()}
        </div>
        ${still ? html`<div class="row choice" role="group" aria-label="Square sizes">${SQUARES.map((side) => html`
          <button @click=${() => this.edit({ width: side, height: side })}>${side} × ${side}</button>`)}</div>` : ''}
        <resolution-picker .project=${this.project} .width=${part.width} .height=${part.height} .frames=${longest(part)}
          @picked=${(event) => this.edit(event.detail)}></resolution-picker>
        ${still || part.extraction === 'full' ? '' : html`<frame-ladder .project=${this.project} .area=${part.width * part.height}
          .frames=${part.targetFrames} @chosen=${(event) => this.edit({ targetFrames: event.detail })}></frame-ladder>`}
        <div><button class="quiet" @click=${() => this.dispatchEvent(new Event('removed'))}>Remove part ${this.number}</button></div>
      </div>` : ''}
    </details>`;
  }

  extraction() {
    const { part } = this;
    return html`<label class="wide">Fragments
        <select @change=${(event) => this.edit({ extraction: event.target.value })}>
          ${Object.entries(EXTRACTIONS).map(([name, word]) => html`
            <option value=${name} ?selected=${name === part.extraction}>${name}: ${word}</option>`)}
        </select></label>
      ${part.extraction === 'uniform' ? this.amount('Fragments a clip', 'samples', 1, 1) : ''}
      ${part.extraction === 'slide' ? this.amount('Frames between', 'stride', 1, 1) : ''}
      ${part.extraction === 'full' ? this.amount('Frames at most', 'maxFrames', 4, 1) : ''}`;
  }

  amount(word, name, step, least) {
    return html`<label>${word} <input type="number" min=${least} step=${step} .value=${String(this.part[name])}
      @change=${(event) => this.edit({ [name]: Math.max(least, Math.round(Number(event.target.value))) })}></label>`;
  }

  edit(change) {
    this.dispatchEvent(new CustomEvent('edited', { detail: { ...this.part, ...change } }));
  }
}

customElements.define('part-editor', PartEditor);
