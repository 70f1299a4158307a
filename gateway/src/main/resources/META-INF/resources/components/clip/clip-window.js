import { LitElement, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styled } from '../styled.js';
import { shared } from '../styles.js';
import './clip-tile.js';

const LEAST_WIDTH = 168;
const GAP = 12;
const UNDER_PICTURE = 34;
const SPARE_ROWS = 2;
const DRAGGED = 6;

/** Thousands of clips as tiles, of which only those in sight exist. A list box: arrows move, the review does the rest. */
class ClipWindow extends LitElement {
  static properties = {
    clips: {}, active: {}, chosen: {}, sort: {}, label: {}, width: { state: true }, first: { state: true }, last: { state: true },
    box: { state: true },
  };

  static styles = [shared, css`
    .list { position: relative; border-radius: 10px; user-select: none; -webkit-user-select: none; }
    .list:focus-visible { outline: none; }
    .list:focus-visible [active] { outline: 3px solid var(--accent); outline-offset: 3px; }
    .at { position: absolute; top: 0; left: 0; }
    .box {
      position: absolute; z-index: 2; border: 1px solid var(--accent);
      background: color-mix(in srgb, var(--accent) 18%, transparent); border-radius: 4px; pointer-events: none;
    }
  `];

  constructor() {
    super();
    this.width = 0;
    this.first = 0;
    this.last = 0;
    this.box = null;
    this.measure = () => this.look();
    this.sizes = new ResizeObserver(() => { this.width = this.clientWidth; });
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes.observe(this);
    addEventListener('scroll', this.measure, { passive: true });
    addEventListener('resize', this.measure);
  }

  disconnectedCallback() {
    this.sizes.disconnect();
    removeEventListener('scroll', this.measure);
    removeEventListener('resize', this.measure);
    super.disconnectedCallback();
  }

  get columns() {
    return Math.max(2, Math.floor((this.width + GAP) / (LEAST_WIDTH + GAP)));
  }

  get tileWidth() {
    return (this.width - GAP * (this.columns - 1)) / this.columns;
  }

  get rowHeight() {
    return Math.round((this.tileWidth * 9) / 16) + UNDER_PICTURE + GAP;
  }

  get rows() {
    return Math.ceil(this.clips.length / this.columns);
  }

  updated() {
    this.look();
  }

  /** Works out which tiles are in sight. */
  look() {
    if (this.width === 0) {
      return;
    }
    const { top } = this.getBoundingClientRect();
    const firstRow = Math.max(0, Math.floor(-top / this.rowHeight) - SPARE_ROWS);
    const lastRow = Math.ceil((innerHeight - top) / this.rowHeight) + SPARE_ROWS;
    this.first = Math.min(firstRow * this.columns, this.clips.length);
    this.last = Math.min(Math.max(lastRow, 0) * this.columns, this.clips.length);
  }

  render() {
    const shown = this.clips.slice(this.first, this.last);
    const height = `${Math.max(this.rows * this.rowHeight - GAP, 0)}px`;
    return html`<div class="list" role="listbox" tabindex="0" aria-multiselectable="true" aria-label=${this.label}
        aria-activedescendant=${this.active ?? ''} ${styled({ height })}
        @pointerdown=${this.grab} @pointermove=${this.stretch} @pointerup=${this.release} @pointercancel=${this.release}>
      ${this.width === 0 ? '' : repeat(shown, (clip) => clip.clip, (clip, index) => this.tile(clip, this.first + index))}
      ${this.box ? html`<div class="box" ${styled(this.boxStyle())}></div>` : ''}
    </div>`;
  }

  tile(clip, index) {
    const left = (index % this.columns) * (this.tileWidth + GAP);
    const top = Math.floor(index / this.columns) * this.rowHeight;
    return html`<clip-tile class="at" id=${clip.clip} role="option" data-index=${index} .clip=${clip} .sort=${this.sort}
      ?active=${clip.clip === this.active} ?chosen=${this.chosen.has(clip.clip)}
      aria-selected=${String(this.chosen.has(clip.clip))} aria-setsize=${this.clips.length} aria-posinset=${index + 1}
      ${styled({
        width: `${this.tileWidth}px`, height: `${this.rowHeight - GAP}px`, transform: `translate(${left}px, ${top}px)`,
      })}></clip-tile>`;
  }

  focusList() {
    this.renderRoot.querySelector('.list').focus({ preventScroll: true });
  }

  /** Scrolls as little as it takes to bring that clip into sight. */
  reveal(index) {
    const top = this.getBoundingClientRect().top + Math.floor(index / this.columns) * this.rowHeight;
    const [above, below] = [130, 76];
    if (top < above) {
      scrollBy({ top: top - above });
    } else if (top + this.rowHeight > innerHeight - below) {
      scrollBy({ top: top + this.rowHeight - innerHeight + below });
    }
  }

  grab(event) {
    if (event.button !== 0 || event.pointerType === 'touch') {
      return;
    }
    this.start = this.inside(event);
  }

  stretch(event) {
    if (!this.start) {
      return;
    }
    const now = this.inside(event);
    if (!this.box && Math.hypot(now.x - this.start.x, now.y - this.start.y) < DRAGGED) {
      return;
    }
    if (!this.box) {
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    this.box = { from: this.start, to: now };
    this.dispatchEvent(new CustomEvent('boxed', { detail: { clips: this.within(), add: event.ctrlKey || event.metaKey } }));
  }

  release() {
    this.start = null;
    if (this.box) {
      this.box = null;
      swallowTheClick();
    }
  }

  inside(event) {
    const { left, top } = this.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  within() {
    const { from, to } = this.box;
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return this.clips.filter((clip, index) => {
      const x = (index % this.columns) * (this.tileWidth + GAP);
      const y = Math.floor(index / this.columns) * this.rowHeight;
      return x < right && x + this.tileWidth > left && y < bottom && y + this.rowHeight - GAP > top;
    }).map((clip) => clip.clip);
  }

  boxStyle() {
    const { from, to } = this.box;
    return {
      left: `${Math.min(from.x, to.x)}px`, top: `${Math.min(from.y, to.y)}px`,
      width: `${Math.abs(to.x - from.x)}px`, height: `${Math.abs(to.y - from.y)}px`,
    };
  }
}

/** The click that ends a drag means nothing. */
function swallowTheClick() {
  const swallow = (event) => event.stopPropagation();
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }));
}

customElements.define('clip-window', ClipWindow);
