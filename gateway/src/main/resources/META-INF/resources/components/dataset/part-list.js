import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { shared } from '../styles.js';
import { settled } from '../words.js';
import './lost-clips.js';
import { clipPart, stillPart } from './part.js';
import './part-editor.js';

/** The dataset parts in force, edited as a draft that is put in force as a whole. */
class PartList extends LitElement {
  static properties = {
    project: {}, screening: {}, kept: {}, draft: { state: true }, fits: { state: true }, error: { state: true }, busy: { state: true },
  };

  static styles = [shared, css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
    lost-clips { border-top: 1px solid var(--line); padding-top: 0.6rem; }
  `];

  constructor() {
    super();
    this.draft = [];
    this.base = [];
    this.fits = [];
    this.error = '';
    this.busy = false;
    this.ask = settled(() => this.readFits(), 300);
  }

  disconnectedCallback() {
    this.ask.forget();
    super.disconnectedCallback();
  }

  willUpdate(changed) {
    if (changed.has('screening') && this.screening) {
      if (!this.touched || same(this.draft, this.screening.parts)) {
        this.draft = this.screening.parts;
      }
      this.base = this.screening.parts;
    }
    if (changed.has('draft') || changed.has('kept') || changed.has('screening')) {
      this.ask();
    }
  }

  get touched() {
    return !same(this.draft, this.base);
  }

  render() {
    if (!this.screening) {
      return html`<p class="soft" role="status">Reading the parts…</p>`;
    }
    return html`
      <p class="soft">A part looks at the same clips at one size and some lengths. Small clips teach movement, large stills teach detail;
        mixing both is what makes a style. ${this.draft.length === 0
          ? 'No part is in force: a dataset then gets two that suit the clips, sized for the small base model.' : ''}</p>
      ${this.draft.map((part, index) => html`
        <part-editor .project=${this.project} .part=${part} .number=${index + 1}
          @edited=${(event) => this.replace(index, event.detail)} @removed=${() => this.replace(index)}></part-editor>`)}
      <div class="row">
        <button @click=${this.addClips}>Add a part of clips</button>
        <button @click=${() => { this.draft = [...this.draft, stillPart()]; }}>Add a part of stills</button>
      </div>
      ${this.fits.length > 0 ? html`<div class="card stack"><h3>What the parts make of what is kept</h3>
        ${this.fits.map((fit, index) => html`<lost-clips .fit=${fit} .number=${index + 1}
          .word=${this.draft[index]?.medium === 'STILL' ? 'still' : 'clip'}></lost-clips>`)}</div>` : ''}
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      ${this.touched ? html`<div class="row">
        <button class="primary" ?disabled=${this.busy} @click=${this.apply}>Put parts in force</button>
        <button ?disabled=${this.busy} @click=${() => { this.draft = this.base; this.error = ''; }}>Discard changes</button>
        <span class="soft small">Clips too short for the shortest moving fragment are screened out.</span></div>` : ''}`;
  }

  replace(index, part) {
    this.draft = this.draft.flatMap((each, at) => (at !== index ? [each] : part ? [part] : []));
  }

  async addClips() {
    try {
      const { resolutions } = await api.resolutions(this.project, { area: 80_000, frames: 45 });
      const { width, height } = resolutions[0] ?? { width: 368, height: 208 };
      this.draft = [...this.draft, clipPart({ width, height })];
    } catch (problem) {
      this.error = problem.message;
    }
  }

  async readFits() {
    if (this.draft.length === 0) {
      this.fits = [];
      return;
    }
    const asked = this.draft;
    try {
      const { parts } = await api.fit(this.project, asked);
      if (asked === this.draft) {
        this.fits = parts;
        this.error = '';
      }
    } catch (problem) {
      this.error = problem.message;
    }
  }

  async apply() {
    this.busy = true;
    this.error = '';
    try {
      await api.defineScreening(this.project, { thresholds: this.screening.thresholds, parts: this.draft });
      this.dispatchEvent(new Event('screened', { bubbles: true, composed: true }));
    } catch (problem) {
      this.error = problem.message;
    } finally {
      this.busy = false;
    }
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

customElements.define('part-list', PartList);
