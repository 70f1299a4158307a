import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { styled } from '../styled.js';
import { shared } from '../styles.js';
import { UNIT, largest, lawful, sized, stretched } from './crop-box.js';

const CORNERS = [
  { left: true, top: true, cursor: 'nwse-resize' }, { left: false, top: true, cursor: 'nesw-resize' },
  { left: true, top: false, cursor: 'nesw-resize' }, { left: false, top: false, cursor: 'nwse-resize' },
];
const PRESET = 768;

/** Chooses a part of a still to make another still of. */
class CropEditor extends LitElement {
  static properties = { still: {}, box: { state: true }, square: { state: true }, error: { state: true }, busy: { state: true } };

  static styles = [shared, css`
    :host { display: grid; gap: 0.8rem; align-content: start; }
    .picture { position: relative; width: fit-content; max-width: 100%; margin: 0 auto; touch-action: none; line-height: 0; }
    img { display: block; max-width: 100%; max-height: min(58vh, 40rem); border-radius: 4px; user-select: none; }
    .veil { position: absolute; inset: 0; overflow: hidden; pointer-events: none; }
    .veil span { position: absolute; box-shadow: 0 0 0 4000px rgb(8 10 12 / 60%); }
    .box { position: absolute; border: 2px solid #fff; outline: 1px solid rgb(0 0 0 / 60%); cursor: move; }
    .box:focus-visible { outline: 3px solid var(--accent); }
    .corner { position: absolute; width: 1.5rem; height: 1.5rem; display: grid; place-items: center; }
    .corner::before {
      content: ''; width: 0.75rem; height: 0.75rem; background: #fff; border: 1px solid rgb(0 0 0 / 55%);
      border-radius: 2px;
    }
    .fields { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 0.6rem; }
    .result { font-weight: 600; }
  `];

  constructor() {
    super();
    this.error = '';
    this.busy = false;
  }

  willUpdate(changed) {
    if (changed.has('still')) {
      this.square = true;
      this.box = largest(this.still.resolution, true);
    }
  }

  render() {
    const { box, still } = this;
    return html`
      <div class="row choice" role="group" aria-label="Shape">
        <button aria-pressed=${String(this.square)} @click=${() => this.shape(true)}>Square</button>
        <button aria-pressed=${String(!this.square)} @click=${() => this.shape(false)}>Free</button>
        <button ?disabled=${Math.min(still.resolution.width, still.resolution.height) < PRESET} @click=${this.preset}>${PRESET} × ${PRESET}</button>
        <span class="result number" role="status">makes ${box.width} × ${box.height} pixels</span>
      </div>
      <div class="picture"><img src=${api.objectUrl(still.video)} alt="Still ${still.shot}" draggable="false">
        <div class="veil"><span ${styled(this.placed())}></span></div>
        <div class="box" tabindex="0" role="group" aria-label="Part that is kept; arrows move it, Shift and arrows change its size"
          ${styled(this.placed())} @pointerdown=${this.grab} @pointermove=${this.drag} @pointerup=${this.drop}
          @pointercancel=${this.drop} @keydown=${this.key}>
          ${CORNERS.map((corner) => html`<span class="corner" ${styled(cornerStyle(corner))}
            @pointerdown=${(event) => this.grab(event, corner)}></span>`)}
        </div>
      </div>
      <div class="fields">
        ${this.field('Left', 'x', 1)} ${this.field('Top', 'y', 1)} ${this.field('Width', 'width', UNIT)} ${this.field('Height', 'height', UNIT)}
      </div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      <div class="row">
        <button class="primary" ?disabled=${this.busy} @click=${this.order}>Make still</button>
        <button class="quiet" @click=${() => this.dispatchEvent(new Event('cancelled'))}>Cancel</button>
      </div>`;
  }

  field(word, name, step) {
    return html`<label>${word} <input type="number" min="0" step=${step} .value=${String(this.box[name])}
      @change=${(event) => this.become({ ...this.box, [name]: Number(event.target.value) })}></label>`;
  }

  become(box) {
    this.box = lawful(box, this.still.resolution, this.square);
    this.requestUpdate();
  }

  shape(square) {
    this.square = square;
    this.become(this.box);
  }

  preset() {
    this.square = true;
    this.box = sized(this.box, PRESET, this.still.resolution);
  }

  placed() {
    const { width, height } = this.still.resolution;
    const { box } = this;
    return {
      left: `${(box.x / width) * 100}%`, top: `${(box.y / height) * 100}%`,
      width: `${(box.width / width) * 100}%`, height: `${(box.height / height) * 100}%`,
    };
  }

  /** Where in the picture's own pixels the pointer is. */
  at(event) {
    const shown = this.renderRoot.querySelector('img').getBoundingClientRect();
    const scale = this.still.resolution.width / shown.width;
    return { x: (event.clientX - shown.left) * scale, y: (event.clientY - shown.top) * scale };
  }

  grab(event, corner = null) {
    event.stopPropagation();
    const at = this.at(event);
    this.held = { corner, from: at, box: this.box };
    this.renderRoot.querySelector('.box').setPointerCapture(event.pointerId);
  }

  drag(event) {
    if (!this.held) {
      return;
    }
    const at = this.at(event);
    const { corner, from, box } = this.held;
    if (corner) {
      this.box = stretched(box, corner, at, this.still.resolution, this.square);
    } else {
      this.become({ ...box, x: box.x + at.x - from.x, y: box.y + at.y - from.y });
    }
  }

  drop() {
    this.held = null;
  }

  key(event) {
    const moves = { ArrowLeft: [-UNIT, 0], ArrowRight: [UNIT, 0], ArrowUp: [0, -UNIT], ArrowDown: [0, UNIT] };
    const move = moves[event.key];
    if (!move) {
      return;
    }
    event.preventDefault();
    const [x, y] = move;
    const { box } = this;
    if (!event.shiftKey) {
      this.become({ ...box, x: box.x + x, y: box.y + y });
    } else if (this.square) {
      this.become({ ...box, width: box.width + x + y, height: box.width + x + y });
    } else {
      this.become({ ...box, width: box.width + x, height: box.height + y });
    }
  }

  async order() {
    this.busy = true;
    this.error = '';
    try {
      await api.crop(this.still.clip, this.box);
      this.dispatchEvent(new Event('cropped'));
    } catch (problem) {
      this.error = problem.message;
    } finally {
      this.busy = false;
    }
  }
}

const cornerStyle = ({ left, top, cursor }) => ({
  [left ? 'left' : 'right']: '-0.8rem', [top ? 'top' : 'bottom']: '-0.8rem', cursor,
});

customElements.define('crop-editor', CropEditor);
