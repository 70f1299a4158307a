import { LitElement, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { clipUrl } from '../../api.js';
import { styled } from '../styled.js';
import { shared } from '../styles.js';
import { nameOf } from './cut-plan.js';
import { frameAt, xOf } from './view.js';

const THUMB = 44;

/** The shots under the curve, as blocks with the posters of their clips. Tells `picked` (an index) and `trimmed`. */
class ShotStrip extends LitElement {
  static properties = { shots: {}, plan: {}, posters: {}, view: {}, selected: {}, playhead: {}, width: { state: true } };

  static styles = [shared, css`
    .strip { position: relative; height: 4.2rem; overflow: hidden; background: var(--sunken); border-radius: 8px; }
    .block {
      position: absolute; inset-block: 0.25rem; min-height: 0; padding: 0; border-radius: 5px; overflow: hidden; display: block; background: var(--good-soft);
      border: 1px solid color-mix(in srgb, var(--good) 55%, transparent); cursor: pointer; transition: none;
    }
    .block.new { background: var(--accent-soft); border: 1.5px dashed var(--accent); }
    .block img { width: 100%; height: 100%; object-fit: cover; display: block; pointer-events: none; }
    .block.selected { outline: 2.5px solid var(--accent); outline-offset: -1px; z-index: 1; }
    .block b {
      position: absolute; left: 0.25rem; bottom: 0.15rem; font-size: 0.68rem; padding: 0 0.3rem; border-radius: 4px;
      background: rgb(10 12 14 / 62%); color: #fff;
    }
    .gone {
      position: absolute; inset-block: 0.25rem; border-radius: 3px;
      background: repeating-linear-gradient(45deg, color-mix(in srgb, var(--warn) 45%, transparent) 0 4px, transparent 4px 8px);
    }
    .grip { position: absolute; inset-block: 0.25rem; width: 12px; translate: -50% 0; z-index: 2; cursor: ew-resize; touch-action: none; }
    .grip::before {
      content: ''; position: absolute; inset: 25% 3px; border-radius: 4px; background: var(--accent);
      border: 1px solid var(--surface);
    }
    .head { position: absolute; inset-block: 0; width: 2px; background: var(--ink); translate: -50% 0; z-index: 3; pointer-events: none; }
  `];

  constructor() {
    super();
    this.width = 0;
    this.sizes = new ResizeObserver(() => { this.width = this.clientWidth; });
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  disconnectedCallback() {
    this.sizes.disconnect();
    super.disconnectedCallback();
  }

  render() {
    const seen = this.shots.map((shot, index) => ({ ...shot, index })).filter((shot) => shot.to > this.view.from && shot.from < this.view.to);
    const selected = this.shots[this.selected];
    return html`<div class="strip" aria-label="Shots">
      ${(this.plan?.transitions ?? []).map((gone) => html`<div class="gone" title="a fade or dissolve, cut out whole" ${styled(this.placed(gone))}></div>`)}
      ${repeat(seen, nameOf, (shot) => this.block(shot))}
      ${selected ? ['from', 'to'].map((end) => html`<div class="grip" ${styled({ left: `${this.x(selected[end])}px` })}
        @pointerdown=${this.grab} @pointermove=${(event) => this.drag(event, end)} @pointerup=${this.release} @pointercancel=${this.release}></div>`) : ''}
      <div class="head" ${styled({ left: `${this.x(this.playhead)}px` })}></div>
    </div>`;
  }

  block(shot) {
    const clip = this.posters.get(nameOf(shot));
    const wide = this.x(shot.to) - this.x(shot.from) >= THUMB;
    return html`<button class="block ${clip ? '' : 'new'} ${shot.index === this.selected ? 'selected' : ''}" tabindex="-1"
      aria-label="Shot ${shot.index + 1}, frames ${shot.from} to ${shot.to - 1}${clip ? '' : ', new'}" ${styled(this.placed(shot))}
      @click=${() => this.tell('picked', shot.index)}>
      ${wide && clip ? html`<img src=${clipUrl(clip, 'poster.jpg')} alt="" loading="lazy" draggable="false">` : ''}
      ${wide ? html`<b class="number">${shot.index + 1}</b>` : ''}</button>`;
  }

  x(frame) {
    return xOf(this.view, frame, this.width);
  }

  placed({ from, to }) {
    const left = this.x(from);
    return { left: `${left}px`, width: `${Math.max(this.x(to) - left - 1, 1.5)}px` };
  }

  grab(event) {
    event.stopPropagation();
    this.held = true;
    event.currentTarget.setPointerCapture(event.pointerId);
    this.tell('grabbed');
  }

  drag(event, end) {
    if (this.held) {
      const x = event.clientX - this.getBoundingClientRect().left;
      this.tell('trimmed', { end, frame: Math.round(frameAt(this.view, x, this.width)) });
    }
  }

  release() {
    this.held = false;
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('shot-strip', ShotStrip);
