import { LitElement, css, html } from 'lit';
import { clipUrl } from '../../api.js';
import { shared } from '../styles.js';
import { seconds, verdictTone, verdictWord } from '../words.js';
import { MEASURES, saying } from './measures.js';
import { person } from './person.js';

const LINGER = 140;

/** One clip in the grid: its poster, playing under the pointer; what counts for it, and whether a person said so. */
class ClipTile extends LitElement {
  static properties = {
    clip: {}, sort: {}, active: { type: Boolean, reflect: true }, chosen: { type: Boolean, reflect: true }, playing: { state: true },
  };

  static styles = [shared, css`
    :host { cursor: pointer; border-radius: 10px; }
    .tile {
      height: 100%; display: grid; grid-template-rows: 1fr auto; overflow: hidden; border-radius: 10px;
      background: var(--surface); border: 1px solid var(--line);
    }
    :host([chosen]) .tile { background: var(--accent-soft); border-color: var(--accent); }
    :host([active]) .tile { outline: 2.5px solid var(--accent); outline-offset: 1px; }
    .picture { position: relative; min-height: 0; background: var(--sunken); overflow: hidden; }
    img, video { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; display: block; pointer-events: none; }
    .faded img { filter: saturate(0.45); opacity: 0.6; }
    .badge { position: absolute; left: 0.4rem; bottom: 0.4rem; font-size: 0.72rem; padding: 0.05rem 0.5rem; }
    .mark {
      position: absolute; right: 0.4rem; top: 0.4rem; width: 1.5rem; height: 1.5rem; border-radius: 50%; display: grid; place-items: center;
      background: rgb(15 20 24 / 45%); border: 1.5px solid rgb(255 255 255 / 85%); color: transparent; opacity: 0; transition: opacity 0.12s;
    }
    .mark svg { width: 0.9rem; height: 0.9rem; }
    :host(:hover) .mark, :host([chosen]) .mark { opacity: 1; }
    :host([chosen]) .mark { background: var(--accent); color: var(--accent-ink); border-color: var(--accent-ink); }
    .say {
      display: flex; justify-content: space-between; gap: 0.5rem; padding: 0.3rem 0.6rem; font-size: 0.8rem;
      line-height: 1.5; color: var(--ink-soft);
    }
    .say span { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    @media (hover: none) { .mark { opacity: 1; } }
  `];

  constructor() {
    super();
    this.playing = false;
    this.addEventListener('pointerenter', (event) => {
      if (event.pointerType === 'mouse' && this.clip.medium !== 'STILL' && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
        this.timer = setTimeout(() => { this.playing = true; }, LINGER);
      }
    });
    this.addEventListener('pointerleave', () => this.rest());
  }

  disconnectedCallback() {
    this.rest();
    super.disconnectedCallback();
  }

  rest() {
    clearTimeout(this.timer);
    this.playing = false;
  }

  render() {
    const { clip } = this;
    return html`<div class="tile ${clip.standing && clip.standing !== 'Kept' && clip.standing !== 'Review' ? 'faded' : ''}">
      <div class="picture">
        <img src=${clipUrl(clip.clip, 'poster.jpg')} alt="" loading="lazy" draggable="false">
        ${this.playing ? html`<video src=${clipUrl(clip.clip, 'preview.mp4')} .muted=${true} autoplay loop playsinline
          aria-hidden="true"></video>` : ''}
        ${this.badge()}
        <span class="mark" data-mark aria-hidden="true">${check}</span>
      </div>
      <div class="say number"><span>${clip.medium === 'STILL' ? 'Still' : 'Shot'} ${clip.shot}</span><span>${this.aside()}</span></div>
    </div>`;
  }

  badge() {
    const { standing, ruling } = this.clip;
    if (!standing) {
      return html`<span class="badge busy">Being judged</span>`;
    }
    return html`<span class="badge ${verdictTone(standing)} ${ruling ? 'person' : ''}">
      ${ruling ? person : ''}${verdictWord(standing)}${ruling ? html`<span class="visually-hidden">, decided by a person</span>` : ''}</span>`;
  }

  aside() {
    const { clip } = this;
    const measure = MEASURES.find((each) => this.sort?.endsWith(each.column));
    if (measure && measure.column !== 'frames' && clip[measure.column] !== undefined) {
      return `${measure.word} ${saying(measure, clip[measure.column])}`;
    }
    return clip.medium === 'STILL' ? this.size() : `${clip.frames} f · ${seconds(clip.frames / 16)}`;
  }

  size() {
    return this.clip.width ? `${this.clip.width} × ${this.clip.height}` : '';
  }
}

const check = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"><path d="M5 12.500l4.500 4.500L19 7.500"/></svg>`;

customElements.define('clip-tile', ClipTile);
