import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { shared } from '../styles.js';
import { settled } from '../words.js';

const AREAS = [10_240, 40_000, 80_000, 110_000, 160_000, 262_144, 400_000, 640_000];
const SHOWN = 8;
/** Share of the wanted area under which a size is not what was asked for. */
const SMALL = 0.35;

/** Sizes that suit the clips, the least stretched first. Tells `picked` with `{width, height}`. */
class ResolutionPicker extends LitElement {
  static properties = { project: {}, width: {}, height: {}, frames: {}, area: { state: true }, found: { state: true }, error: { state: true } };

  static styles = [shared, css`
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: 0.88rem; }
    th { text-align: right; font-weight: 600; color: var(--ink-soft); font-size: 0.8rem; }
    th:first-child, td:first-child { text-align: left; }
    th, td { padding: 0.28rem 0.5rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
    td { text-align: right; }
    tr.now td { background: var(--accent-soft); }
    td button { min-height: 1.9rem; padding: 0.05rem 0.7rem; font-size: 0.88rem; }
    .head label { display: flex; align-items: center; gap: 0.5rem; font-weight: 500; }
    .head select { min-height: 0; width: auto; padding: 0.3rem 0.5rem; }
  `];

  constructor() {
    super();
    this.area = 0;
    this.found = null;
    this.error = '';
    this.ask = settled(() => this.read(), 200);
  }

  willUpdate(changed) {
    if (changed.has('width') && this.area === 0) {
      this.area = nearest(this.width * this.height);
    }
    if (changed.has('area') || changed.has('frames')) {
      this.ask();
    }
  }

  disconnectedCallback() {
    this.ask.forget();
    super.disconnectedCallback();
  }

  async read() {
    try {
      this.found = await api.resolutions(this.project, { area: this.area, frames: this.frames });
      this.error = '';
    } catch (problem) {
      this.error = problem.message;
    }
  }

  render() {
    return html`
      <div class="row spread head"><h3>Sizes that suit the clips</h3>
        <label class="small">at most <select @change=${(event) => { this.area = Number(event.target.value); }}>
          ${AREAS.map((area) => html`<option value=${area} ?selected=${area === this.area}>${area.toLocaleString('en')} pixels</option>`)}</select></label></div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      ${this.found ? this.table() : ''}`;
  }

  table() {
    return html`<div class="scroll"><table class="number">
      <thead><tr><th scope="col">Size</th><th scope="col">Stretch</th><th scope="col">Tokens at ${this.frames} frames</th><th scope="col">Memory</th></tr></thead>
      <tbody>${this.offered().map((each) => html`
        <tr class=${each.width === this.width && each.height === this.height ? 'now' : ''}>
          <td><button aria-pressed=${String(each.width === this.width && each.height === this.height)}
            @click=${() => this.pick(each)}>${each.width} × ${each.height}</button></td>
          <td>${(each.stretch * 100).toFixed(2)} %</td><td>${each.tokens.toLocaleString('en')}</td><td>${each.vram}</td></tr>`)}
      </tbody></table></div>
      ${this.found.note ? html`<p class="small soft">${this.found.note}</p>` : ''}`;
  }

  offered() {
    const large = this.found.resolutions.filter((each) => each.area >= this.area * SMALL);
    return (large.length > 0 ? large : this.found.resolutions).slice(0, SHOWN);
  }

  pick({ width, height }) {
    this.dispatchEvent(new CustomEvent('picked', { detail: { width, height } }));
  }
}

const nearest = (area) => AREAS.reduce((best, each) => (Math.abs(Math.log(each / area)) < Math.abs(Math.log(best / area)) ? each : best));

customElements.define('resolution-picker', ResolutionPicker);
