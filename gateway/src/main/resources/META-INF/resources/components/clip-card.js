import { LitElement, css, html } from 'lit';
import { objectUrl } from '../api.js';
import { shared } from './styles.js';
import { seconds, verdictTone, verdictWord } from './words.js';

/** A clip: its poster, a strip of its frames under the pointer, the clip itself on click; its verdict and caption. */
class ClipCard extends LitElement {
  static properties = { clip: {}, playing: { state: true } };

  static styles = [shared, css`
    :host { display: grid; }
    article.card { padding: 0; overflow: hidden; display: grid; grid-template-rows: auto 1fr; }
    .picture {
      position: relative; padding: 0; border: 0; border-radius: 0; width: 100%; aspect-ratio: 16 / 9;
      background: var(--sunken); overflow: hidden;
    }
    .picture:focus-visible { outline-offset: -4px; }
    img, video { width: 100%; height: 100%; object-fit: cover; display: block; }
    .picture > .play {
      position: absolute; inset: 50% auto auto 50%; translate: -50% -50%; width: 3rem; height: 3rem; padding: 0.85rem;
      border-radius: 50%; background: rgb(15 20 24 / 62%); color: #fff; opacity: 0; transition: opacity 0.15s;
    }
    .strip { position: absolute; inset: auto 0 0; height: 30%; opacity: 0; transition: opacity 0.2s; background: #000; }
    .picture:hover .strip, .picture:focus-visible .strip, .picture:hover .play, .picture:focus-visible .play { opacity: 1; }
    .rejected img { filter: saturate(0.55) opacity(0.72); }
    .say { padding: 0.8rem 1rem 1rem; display: grid; gap: 0.45rem; align-content: start; }
    .say p { font-size: 0.9rem; overflow-wrap: anywhere; }
    .number { font-size: 0.82rem; color: var(--ink-soft); }
  `];

  constructor() {
    super();
    this.playing = false;
  }

  render() {
    const { clip } = this;
    const label = clip.verdict?.verdict;
    return html`<article class="card ${label && label !== 'Kept' ? 'rejected' : ''}">
      ${this.playing ? this.video() : this.poster()}
      <div class="say">
        <div class="row spread">
          <span class="badge ${label ? verdictTone(label) : 'busy'}">${label ? verdictWord(label) : 'Being judged'}</span>
          <span class="number">Shot ${clip.shot}, ${seconds(clip.frames / 16)}</span>
        </div>
        ${label && label !== 'Kept' ? html`<p class="soft">${sentence(clip.reason)}</p>` : ''}
        ${clip.caption ? html`<p>${clip.caption.text}</p>` : label === 'Kept' ? html`<p class="soft">Waiting for its caption.</p>` : ''}
      </div>
    </article>`;
  }

  poster() {
    const { clip } = this;
    return html`<button class="picture" @click=${() => { this.playing = true; }} aria-label="Play shot ${clip.shot}">
      <img src=${objectUrl(clip.poster)} alt="" loading="lazy">
      <img class="strip" src=${objectUrl(clip.strip)} alt="" loading="lazy">
      <svg class="play" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="M6 3.500v17l14-8.500z"/></svg>
    </button>`;
  }

  video() {
    return html`<div class="picture"><video src=${objectUrl(this.clip.video)} poster=${objectUrl(this.clip.poster)}
      autoplay loop muted playsinline controls aria-label="Shot ${this.clip.shot}"></video></div>`;
  }
}

const sentence = (text) => (text ? `${text[0].toUpperCase()}${text.slice(1)}.` : '');

customElements.define('clip-card', ClipCard);
