import { LitElement, css, html, svg } from 'lit';
import { limitOf, place, saying, valueAt } from '../clip/measures.js';
import { styled } from '../styled.js';
import { shared } from '../styles.js';
import { count } from '../words.js';

const WIDTH = 600;
const HEIGHT = 96;

/** How the clips lie along one measure, and the thresholds on it to be dragged. Tells `moved` with `{path, value}`. */
class MeasureHistogram extends LitElement {
  static properties = { measure: {}, spread: {}, thresholds: {}, defaults: {}, note: {} };

  static styles = [shared, css`
    :host { display: grid; gap: 0.35rem; align-content: start; }
    .frame { position: relative; padding-top: 0.3rem; }
    svg { display: block; width: 100%; height: 6rem; overflow: visible; touch-action: pan-y; }
    .bar { fill: color-mix(in srgb, var(--ink-soft) 42%, transparent); }
    .kept { fill: var(--good); opacity: 0.8; }
    .out { fill: color-mix(in srgb, var(--bad) 9%, transparent); }
    .out.doubt { fill: color-mix(in srgb, var(--accent) 10%, transparent); }
    .base { stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke; }
    .handle {
      position: absolute; top: 0; bottom: 0; width: 1.6rem; translate: -50% 0; cursor: ew-resize; touch-action: none;
      border-radius: 6px;
    }
    .handle::before { content: ''; position: absolute; left: 50%; top: 0; bottom: 0; border-left: 2px solid var(--bad); translate: -50% 0; }
    .handle::after {
      content: ''; position: absolute; left: 50%; top: -0.15rem; width: 0.8rem; height: 0.8rem; border-radius: 50%;
      background: var(--bad); border: 2px solid var(--surface); translate: -50% 0;
    }
    .handle.doubt::before { border-left-style: dashed; border-color: var(--accent); }
    .handle.doubt::after { background: var(--accent); }
    .scale { display: flex; justify-content: space-between; font-size: 0.76rem; color: var(--ink-soft); }
    .fields { gap: 0.35rem 1rem; }
    .fields label { display: flex; align-items: center; gap: 0.4rem; font-size: 0.84rem; font-weight: 500; color: var(--ink-soft); }
    .fields input { width: 5.4rem; padding: 0.2rem 0.45rem; font-size: 0.88rem; }
    .changed input { border-color: var(--accent); font-weight: 600; }
  `];

  /** The value at the right end, which stays put while a line is dragged. */
  get top() {
    if (this.heldTop !== undefined) {
      return this.heldTop;
    }
    const bins = this.bins();
    const limits = this.measure.limits.map((limit) => limitOf(this.thresholds, limit.path));
    return Math.max(bins.at(-1)?.to ?? 0, ...limits.map((value) => value * 1.15), this.measure.step * 4);
  }

  /** The bins, the last no wider than the others, though it holds all that is higher. */
  bins() {
    const bins = this.spread?.bins ?? [];
    const last = bins.length - 1;
    return bins.map((bin, index) =>
      (index === last && index > 0 ? { ...bin, to: bin.from + bins[0].to - bins[0].from, more: bin.to } : bin));
  }

  render() {
    const { measure, spread } = this;
    const bins = this.bins();
    return html`
      <div class="row spread"><h3>${measure.word}</h3>
        <span class="small soft number">${spread ? count(spread.clips, 'clip') : 'counting…'}</span></div>
      <div class="frame">
        <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${measure.word} of the clips">
          ${measure.limits.map((limit) => this.outside(limit))}
          ${bins.map((bin) => this.bar(bin, Math.max(...bins.map((each) => each.clips), 1)))}
          <line class="base" x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT}/>
        </svg>
        ${measure.limits.map((limit) => this.handle(limit))}
      </div>
      <div class="scale number" aria-hidden="true"><span>0</span><span>${saying(measure, this.top)}${bins.at(-1)?.more > this.top ? ' and more' : ''}</span></div>
      <div class="row fields">${measure.limits.map((limit) => this.field(limit))}</div>
      ${this.note ? html`<p class="small soft">${this.note}</p>` : ''}`;
  }

  bar(bin, most) {
    const x = place(this.measure, bin.from, this.top) * WIDTH;
    const width = Math.max(place(this.measure, bin.to, this.top) * WIDTH - x - 1, 1);
    const tall = (clips) => (clips === 0 ? 0 : Math.max((clips / most) * HEIGHT, 1.5));
    return svg`<rect class="bar" x=${x} y=${HEIGHT - tall(bin.clips)} width=${width} height=${tall(bin.clips)}>
        <title>${saying(this.measure, bin.from)} to ${saying(this.measure, bin.more ?? bin.to)}: ${bin.clips}, ${bin.kept} kept</title></rect>
      <rect class="kept" x=${x} y=${HEIGHT - tall(bin.kept)} width=${width} height=${tall(bin.kept)} pointer-events="none"/>`;
  }

  outside(limit) {
    const x = place(this.measure, limitOf(this.thresholds, limit.path), this.top) * WIDTH;
    const low = limit.side === 'low';
    return svg`<rect class="out ${limit.doubt ? 'doubt' : ''}" x=${low ? 0 : x} y="0" width=${low ? x : WIDTH - x} height=${HEIGHT}/>`;
  }

  handle(limit) {
    const value = limitOf(this.thresholds, limit.path);
    const left = `${place(this.measure, value, this.top) * 100}%`;
    return html`<div class="handle ${limit.doubt ? 'doubt' : ''}" role="slider" tabindex="0" ${styled({ left })}
      aria-label="${this.measure.word}: ${limit.word}" aria-valuemin="0" aria-valuemax=${this.top} aria-valuenow=${value}
      aria-valuetext=${saying(this.measure, value)} title="${limit.word} ${saying(this.measure, value)}"
      @pointerdown=${(event) => this.grab(event)} @pointermove=${(event) => this.drag(event, limit)}
      @pointerup=${this.drop} @pointercancel=${this.drop} @keydown=${(event) => this.key(event, limit, value)}></div>`;
  }

  field(limit) {
    const value = limitOf(this.thresholds, limit.path);
    const changed = value !== limitOf(this.defaults, limit.path);
    const scale = this.measure.percent ? 100 : 1;
    return html`<label class=${changed ? 'changed' : ''}>${limit.word}
      <input type="number" min="0" step=${Number((this.measure.step * scale).toPrecision(3))} .value=${String(Number((value * scale).toPrecision(6)))}
        @change=${(event) => event.target.value !== '' && this.tell(limit, Number(event.target.value) / scale)}>${this.measure.percent ? '%' : ''}</label>`;
  }

  grab(event) {
    this.held = true;
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  drag(event, limit) {
    if (!this.held) {
      return;
    }
    const { left, width } = this.renderRoot.querySelector('svg').getBoundingClientRect();
    this.heldTop ??= this.top;
    const share = Math.min(Math.max((event.clientX - left) / width, 0), 1);
    this.tell(limit, valueAt(this.measure, share, this.heldTop));
  }

  drop() {
    this.held = false;
    this.heldTop = undefined;
  }

  key(event, limit, value) {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
    if (steps[event.key]) {
      event.preventDefault();
      this.tell(limit, value + steps[event.key] * this.measure.step);
    }
  }

  tell(limit, wanted) {
    const { step } = this.measure;
    const value = Math.max(0, Number((Math.round(wanted / step) * step).toFixed(6)));
    this.dispatchEvent(new CustomEvent('moved', { detail: { path: limit.path, value } }));
  }
}

customElements.define('measure-histogram', MeasureHistogram);
