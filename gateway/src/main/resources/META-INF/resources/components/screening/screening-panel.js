import { LitElement, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import * as api from '../../api.js';
import { measuresOf, movedLimit } from '../clip/measures.js';
import { shared } from '../styles.js';
import { STANDINGS, count, settled, verdictTone, verdictWord } from '../words.js';
import './measure-histogram.js';

const BINS = 48;

/** What clips must be like: a distribution and thresholds for each measure, and what they would make of the clips. */
class ScreeningPanel extends LitElement {
  static properties = {
    project: {}, screening: {}, clips: {}, stills: {}, medium: { state: true }, draft: { state: true }, spreads: { state: true },
    preview: { state: true }, error: { state: true }, busy: { state: true },
  };

  static styles = [shared, css`
    .charts { display: grid; gap: var(--gap); grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); margin-top: 1rem; }
    .outcome.touched { position: sticky; bottom: 0.6rem; z-index: 3; }
    .outcome { margin-top: 1.2rem; display: grid; gap: 0.6rem; }
    .counts { gap: 0.35rem 0.5rem; }
    .counts .badge s { font-weight: 400; opacity: 0.8; margin-right: 0.15rem; }
    .headline { font-weight: 600; }
    .distance { display: flex; align-items: center; gap: 0.6rem; }
    .distance input { width: 5rem; }
  `];

  constructor() {
    super();
    this.medium = 'CLIP';
    this.draft = null;
    this.spreads = {};
    this.preview = null;
    this.error = '';
    this.busy = false;
    this.ask = settled(() => this.look(), 220);
    this.count = settled(() => this.readSpreads(), 400);
  }

  disconnectedCallback() {
    this.ask.forget();
    this.count.forget();
    super.disconnectedCallback();
  }

  willUpdate(changed) {
    if (changed.has('screening') && this.screening) {
      this.take(this.screening.thresholds);
    }
    if (changed.has('clips') || changed.has('stills') || changed.has('medium') || changed.has('screening')) {
      this.count();
    }
  }

  /** New thresholds are in force: what a person has begun to change stays as it is, over them. */
  take(thresholds) {
    if (!this.touched || same(this.draft, thresholds)) {
      this.draft = thresholds;
      this.preview = null;
    }
    this.base = thresholds;
  }

  get touched() {
    return this.draft !== null && !same(this.draft, this.base);
  }

  render() {
    if (!this.screening || !this.draft) {
      return html`<p class="soft" role="status">Reading the thresholds…</p>`;
    }
    return html`
      <div class="row spread">
        <div class="row choice" role="group" aria-label="Medium">
          ${this.choice('CLIP', 'Clips')} ${this.choice('STILL', 'Stills')}
        </div>
        <p class="small soft">Drag a line or type. Green is kept now; solid lines decide, dashed ones ask a person to look.
          What a person ruled stays.</p>
      </div>
      <div class="charts">
        ${repeat(this.shown(), (measure) => measure.column, (measure) => html`
          <measure-histogram class="card" .measure=${measure} .spread=${this.spreads[measure.column]} .thresholds=${this.draft}
            .defaults=${this.screening.defaults} .note=${measure.column === 'frames' ? this.shortest() : ''} @moved=${(event) => this.move(event.detail)}></measure-histogram>`)}
        <div class="card stack"><h3>Duplicates</h3>
          <p class="small soft">Pictures are compared by 64 bits of how they look. Fewer bits apart than this, and the later one is a duplicate.</p>
          <label class="distance">Bits <input type="number" min="0" max="64" step="1" .value=${String(this.draft.duplicateDistance)}
            @change=${(event) => this.move({ path: ['duplicateDistance'], value: Number(event.target.value) })}></label>
        </div>
      </div>
      ${this.outcome()}`;
  }

  shown() {
    return measuresOf(this.medium).filter((measure) => measure.limits.length > 0);
  }

  /** The dataset parts in force decide what is too short. */
  shortest() {
    const moving = this.screening.parts.filter((part) => part.medium !== 'STILL' && part.extraction !== 'full')
      .flatMap((part) => part.targetFrames).filter((frames) => frames > 1);
    return moving.length > 0 ? `The dataset parts in force need ${Math.min(...moving)} frames, and that counts.` : '';
  }

  choice(medium, word) {
    return html`<button aria-pressed=${String(this.medium === medium)} @click=${() => { this.medium = medium; this.spreads = {}; }}>${word}</button>`;
  }

  outcome() {
    const now = this.standings();
    const then = (this.medium === 'CLIP' ? this.preview?.standings : this.preview?.stills) ?? now;
    const touched = this.touched;
    const labels = STANDINGS.filter((label) => (touched ? now[label] !== then[label] : now[label]));
    return html`<div class="card outcome ${touched ? 'touched' : ''}" aria-live="polite">
      <div class="row spread"><p class="headline number">${this.headline(now, then)}</p>
        ${this.buttons(touched)}</div>
      <div class="row counts">${labels.map((label) => html`<span class="badge ${verdictTone(label)} number">${verdictWord(label)}
        ${touched ? html`<s>${now[label] ?? 0}</s>` : ''}${then[label] ?? 0}</span>`)}</div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
    </div>`;
  }

  headline(now, then) {
    if (!this.touched) {
      return `${(now.Kept ?? 0).toLocaleString('en')} kept with these thresholds.`;
    }
    if (!this.preview) {
      return 'Working out what that would keep…';
    }
    const [kept, before, changed] = [then.Kept ?? 0, now.Kept ?? 0, this.preview.changed].map((clips) => clips.toLocaleString('en'));
    return `Would keep ${kept}, now ${before}; ${changed} would stand otherwise.`;
  }

  buttons(touched) {
    const atDefaults = same(this.draft, this.screening.defaults);
    return html`<div class="row compact">
      <button class="quiet" ?disabled=${atDefaults} @click=${() => this.become(this.screening.defaults)}>Reset to defaults</button>
      <button ?disabled=${!touched} @click=${() => this.become(this.base)}>Discard changes</button>
      <button class="primary" ?disabled=${!touched || this.busy} @click=${this.apply}>Apply</button>
    </div>`;
  }

  /** What counts now. */
  standings() {
    const counts = {};
    for (const clip of this.medium === 'CLIP' ? this.clips : this.stills) {
      if (clip.standing) {
        counts[clip.standing] = (counts[clip.standing] ?? 0) + 1;
      }
    }
    return counts;
  }

  move({ path, value }) {
    this.become(movedLimit(this.draft, path, value));
  }

  become(thresholds) {
    this.draft = thresholds;
    this.error = '';
    if (this.touched) {
      this.ask();
    } else {
      this.ask.forget();
      this.preview = null;
    }
  }

  async look() {
    const asked = this.draft;
    try {
      const preview = await api.previewScreening(this.project, { thresholds: asked, parts: this.screening.parts });
      if (asked === this.draft) {
        this.preview = preview;
      }
    } catch (problem) {
      this.error = problem.message;
    }
  }

  async readSpreads() {
    const { medium } = this;
    for (const measure of this.shown()) {
      try {
        const spread = await api.measures(this.project, { measure: measure.column, bins: BINS, medium });
        if (medium === this.medium) {
          this.spreads = { ...this.spreads, [measure.column]: spread };
        }
      } catch (problem) {
        this.error = problem.message;
      }
    }
  }

  async apply() {
    this.busy = true;
    this.error = '';
    try {
      await api.defineScreening(this.project, { thresholds: this.draft, parts: this.screening.parts });
      this.preview = null;
      this.dispatchEvent(new Event('screened', { bubbles: true, composed: true }));
    } catch (problem) {
      this.error = problem.message;
    } finally {
      this.busy = false;
    }
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

customElements.define('screening-panel', ScreeningPanel);
