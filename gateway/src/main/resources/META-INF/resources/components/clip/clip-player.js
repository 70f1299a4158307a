import { LitElement, css, html } from 'lit';
import { objectUrl } from '../../api.js';
import { shared } from '../styles.js';

const RATE = 16;

/** A clip's preview, playing round and round, or held and moved by single frames. */
class ClipPlayer extends LitElement {
  static properties = { clip: {}, frame: { state: true }, held: { state: true } };

  static styles = [shared, css`
    :host { display: grid; gap: 0.6rem; min-width: 0; align-content: start; }
    .picture { background: #000; border-radius: 10px; overflow: hidden; display: grid; place-items: center; }
    video { display: block; width: 100%; max-height: min(62vh, 40rem); object-fit: contain; }
    .controls { display: flex; align-items: center; gap: 0.5rem; }
    .controls button svg { width: 1rem; height: 1rem; }
    input { padding: 0; accent-color: var(--accent); flex: 1; }
    .frame { min-width: 5.5rem; text-align: right; }
  `];

  constructor() {
    super();
    this.frame = 0;
    this.held = false;
  }

  willUpdate(changed) {
    if (changed.has('clip')) {
      this.frame = 0;
      this.held = false;
    }
  }

  render() {
    const { clip } = this;
    return html`
      <div class="picture"><video src=${objectUrl(clip.preview)} poster=${objectUrl(clip.poster)} .muted=${true} autoplay loop playsinline
        aria-label="Shot ${clip.shot}" @timeupdate=${this.tick} @play=${() => { this.held = false; }}
        @pause=${() => { this.held = true; }} @click=${this.toggle}></video></div>
      <div class="controls compact">
        <button @click=${() => this.step(-1)} aria-label="One frame back" title="One frame back (,)">−1</button>
        <button @click=${this.toggle} aria-label=${this.held ? 'Play' : 'Pause'} title="Play or pause (Space)">${this.held ? play : pause}</button>
        <button @click=${() => this.step(1)} aria-label="One frame on" title="One frame on (.)">+1</button>
        <input type="range" min="0" max=${clip.frames - 1} .value=${String(this.frame)} aria-label="Frame"
          @input=${(event) => this.show(Number(event.target.value))}>
        <span class="small number frame">${this.frame + 1} of ${clip.frames}</span>
      </div>`;
  }

  get video() {
    return this.renderRoot.querySelector('video');
  }

  tick() {
    this.frame = Math.min(Math.floor(this.video.currentTime * RATE + 0.01), this.clip.frames - 1);
  }

  toggle() {
    if (this.video.paused) {
      this.video.play();
    } else {
      this.video.pause();
    }
  }

  step(by) {
    this.show((this.frame + by + this.clip.frames) % this.clip.frames);
  }

  /** Holds the video in the middle of that frame's time, where rounding cannot show its neighbour. */
  show(frame) {
    this.video.pause();
    this.frame = frame;
    this.video.currentTime = (frame + 0.5) / RATE;
  }
}

const play = html`<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="M6 3.500v17l14-8.500z"/></svg>`;
const pause = html`<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="M6 4h4v16H6zM14 4h4v16h-4z"/></svg>`;

customElements.define('clip-player', ClipPlayer);
