import { LitElement, css, html } from 'lit';
import { styled } from '../styled.js';
import { shared } from '../styles.js';
import { clock } from '../words.js';
import { moved } from './view.js';

/** The whole film as one bar, with the stretch that is in sight as a window to be dragged. Tells `viewed`. */
class FilmOverview extends LitElement {
  static properties = { view: {}, frames: {}, rate: {}, playhead: {} };

  static styles = [shared, css`
    .bar {
      position: relative; height: 1.1rem; border-radius: 6px; background: var(--sunken); touch-action: none;
      cursor: pointer; overflow: hidden;
    }
    .window {
      position: absolute; inset-block: 0; min-width: 6px;
      background: color-mix(in srgb, var(--accent) 35%, transparent); border: 1.5px solid var(--accent);
      border-radius: 6px; cursor: grab;
    }
    .head { position: absolute; inset-block: 0; width: 2px; background: var(--ink); translate: -50% 0; }
    .ends { display: flex; justify-content: space-between; font-size: 0.76rem; color: var(--ink-soft); margin-top: 0.15rem; }
  `];

  render() {
    const { view, frames } = this;
    const percent = (frame) => `${(frame / frames) * 100}%`;
    return html`<div class="bar" role="scrollbar" tabindex="0" aria-label="Stretch of the film in sight" aria-orientation="horizontal"
        aria-valuemin="0" aria-valuemax=${frames} aria-valuenow=${Math.round(view.from)} @keydown=${this.key}
        @pointerdown=${this.grab} @pointermove=${this.drag} @pointerup=${this.release} @pointercancel=${this.release}>
        <div class="window" ${styled({ left: percent(view.from), width: percent(view.to - view.from) })}></div>
        <div class="head" ${styled({ left: percent(this.playhead) })}></div>
      </div>
      <div class="ends number" aria-hidden="true"><span>${clock(view.from / this.rate)}</span><span>${clock(view.to / this.rate)}</span></div>`;
  }

  grab(event) {
    this.held = true;
    event.currentTarget.setPointerCapture(event.pointerId);
    this.drag(event);
  }

  drag(event) {
    if (this.held) {
      const { left, width } = this.getBoundingClientRect();
      const middle = ((event.clientX - left) / width) * this.frames;
      this.tell(middle - (this.view.from + this.view.to) / 2);
    }
  }

  release() {
    this.held = false;
  }

  key(event) {
    const steps = { ArrowLeft: -0.2, ArrowRight: 0.2, PageUp: -1, PageDown: 1 };
    if (steps[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      this.tell(steps[event.key] * (this.view.to - this.view.from));
    }
  }

  tell(by) {
    this.dispatchEvent(new CustomEvent('viewed', { detail: moved(this.view, by, this.frames) }));
  }
}

customElements.define('film-overview', FilmOverview);
