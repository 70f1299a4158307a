import { LitElement, css, html } from 'lit';
import { styled } from '../styled.js';
import { shared } from '../styles.js';
import { laid, valueAt, yOf } from './lanes.js';
import { frameAt, moved, xOf, zoomed } from './view.js';

const HEIGHT = 210;
const MARK = 9;
/** Pixels between cuts from which on each is drawn through the whole height. */
const APART = 12;

/**
 * The scores of a film over time, with cuts, transitions and flashes, and the thresholds to be dragged. Tells `viewed`
 * (another stretch), `pointed` (the playhead) and `threshold` (`{setting, value}`).
 */
class ScoreCurve extends LitElement {
  static properties = { scores: {}, plan: {}, settings: {}, view: {}, frames: {}, playhead: {}, width: { state: true } };

  static styles = [shared, css`
    .frame { position: relative; height: ${HEIGHT}px; touch-action: pan-y; cursor: crosshair; border-radius: 8px; overflow: hidden; background: var(--sunken); }
    canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
    .line { position: absolute; left: 0; right: 0; height: 1.4rem; translate: 0 -50%; cursor: ns-resize; touch-action: none; }
    .line::before { content: ''; position: absolute; left: 0; right: 0; top: 50%; border-top: 2px solid var(--bad); }
    .line span {
      position: absolute; right: 0.4rem; top: 50%; translate: 0 -50%; background: var(--bad); color: var(--surface);
      font-size: 0.75rem; font-weight: 600; line-height: 1.35; padding: 0.05rem 0.5rem; border-radius: 999px;
    }
    .line:focus-visible { outline-offset: -3px; }
    .name { position: absolute; left: 0.5rem; font-size: 0.74rem; color: var(--ink-soft); pointer-events: none; }
  `];

  constructor() {
    super();
    this.width = 0;
    this.sizes = new ResizeObserver(() => { this.width = this.clientWidth; });
    this.recolour = () => this.requestUpdate();
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes.observe(this);
    addEventListener('themechange', this.recolour);
  }

  disconnectedCallback() {
    this.sizes.disconnect();
    removeEventListener('themechange', this.recolour);
    super.disconnectedCallback();
  }

  firstUpdated() {
    this.renderRoot.querySelector('.frame').addEventListener('wheel', (event) => this.wheel(event), { passive: false });
  }

  render() {
    return html`<div class="frame" @pointerdown=${this.point} @pointermove=${this.follow} @pointerup=${this.leave} @pointercancel=${this.leave}>
      <canvas role="img" aria-label="Scores of the film's frames, ${this.plan?.cuts.length ?? 0} cuts"></canvas>
      ${laid(HEIGHT).map((at) => html`
        <span class="name" ${styled({ top: `${at.top + 3}px` })}>${at.lane.word}</span>${this.line(at)}`)}
    </div>`;
  }

  line(at) {
    const { setting, word, top } = at.lane;
    const value = this.settings[setting];
    return html`<div class="line" role="slider" tabindex="0" aria-orientation="vertical" aria-label="${word}: threshold"
      aria-valuemin="0" aria-valuemax=${top} aria-valuenow=${value} ${styled({ top: `${yOf(at, value)}px` })}
      @pointerdown=${this.grab} @pointermove=${(event) => this.drag(event, at)} @pointerup=${this.release} @pointercancel=${this.release}
      @keydown=${(event) => this.key(event, at.lane, value)}><span class="number">${Number(value.toFixed(2))}</span></div>`;
  }

  updated() {
    const canvas = this.renderRoot.querySelector('canvas');
    const scale = devicePixelRatio;
    canvas.width = Math.round(this.width * scale);
    canvas.height = Math.round(HEIGHT * scale);
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    this.paint(pen);
  }

  paint(pen) {
    const style = getComputedStyle(this);
    const colour = (name) => style.getPropertyValue(name).trim();
    if (this.plan) {
      pen.fillStyle = colour('--warn-soft');
      this.plan.transitions.forEach(({ from, to }) => this.band(pen, from, to));
      pen.fillStyle = `${colour('--ink-soft')}22`;
      this.plan.scraps.forEach(({ from, to }) => this.band(pen, from, to));
      this.cuts(pen, colour('--bad'));
      pen.fillStyle = colour('--warn');
      this.plan.flashes.forEach(({ from }) => this.tick(pen, from, 3, 2 * MARK));
    }
    laid(HEIGHT).forEach((at) => this.curve(pen, at, colour(at.lane.score === 'ratio' ? '--accent' : '--ink-soft')));
    pen.fillStyle = colour('--ink');
    this.tick(pen, this.playhead, 2);
  }

  cuts(pen, colour) {
    const seen = this.plan.cuts.filter((cut) => cut >= this.view.from && cut <= this.view.to);
    const through = this.width / Math.max(seen.length, 1) > APART;
    pen.fillStyle = `${colour}88`;
    seen.forEach((cut) => this.tick(pen, cut, 1, through ? HEIGHT : MARK));
  }

  band(pen, from, to) {
    if (to >= this.view.from && from <= this.view.to) {
      const x = xOf(this.view, from, this.width);
      pen.fillRect(x, 0, Math.max(xOf(this.view, to, this.width) - x, 1.5), HEIGHT);
    }
  }

  tick(pen, frame, wide, tall = HEIGHT) {
    if (frame >= this.view.from && frame <= this.view.to) {
      pen.fillRect(xOf(this.view, frame, this.width) - wide / 2, HEIGHT - tall, wide, tall);
    }
  }

  curve(pen, at, colour) {
    if (!this.scores) {
      return;
    }
    const { from, stretch } = this.scores;
    const values = this.scores[at.lane.score];
    pen.beginPath();
    values.forEach((value, index) => {
      const x = xOf(this.view, from + (index + 0.5) * stretch, this.width);
      if (index === 0) {
        pen.moveTo(x, yOf(at, value));
      } else {
        pen.lineTo(x, yOf(at, value));
      }
    });
    pen.strokeStyle = colour;
    pen.lineWidth = 1.3;
    pen.lineJoin = 'round';
    pen.stroke();
  }

  x(event) {
    return event.clientX - this.getBoundingClientRect().left;
  }

  point(event) {
    if (event.button === 0) {
      this.pointing = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      this.follow(event);
    }
  }

  follow(event) {
    if (this.pointing) {
      const frame = Math.round(frameAt(this.view, this.x(event), this.width));
      this.tell('pointed', Math.min(Math.max(frame, 0), this.frames - 1));
    }
  }

  leave() {
    this.pointing = false;
  }

  grab(event) {
    event.stopPropagation();
    this.held = true;
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  drag(event, at) {
    if (this.held) {
      const value = valueAt(at, event.clientY - this.getBoundingClientRect().top);
      this.tell('threshold', { setting: at.lane.setting, value });
    }
  }

  release() {
    this.held = false;
  }

  key(event, lane, value) {
    const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
    if (steps[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      this.tell('threshold', { setting: lane.setting, value: Math.max(lane.least, value + steps[event.key] * lane.step) });
    }
  }

  /** Ctrl and the wheel zoom, the wheel sideways (or with Shift) scrolls; the wheel alone is the page's. */
  wheel(event) {
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const frame = frameAt(this.view, this.x(event), this.width);
      this.tell('viewed', zoomed(this.view, 1.0025 ** event.deltaY, frame, this.frames));
    } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      event.preventDefault();
      this.tell('viewed', moved(this.view, (sideways / this.width) * (this.view.to - this.view.from), this.frames));
    }
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('score-curve', ScoreCurve);
