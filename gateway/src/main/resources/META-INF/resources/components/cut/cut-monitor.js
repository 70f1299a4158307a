import { LitElement, css, html } from 'lit';
import { clipUrl } from '../../api.js';
import { shared } from '../styles.js';
import { clock } from '../words.js';

/** The picture at the playhead, out of the preview of the clip that has it. */
class CutMonitor extends LitElement {
  static properties = { frame: {}, rate: {}, clip: {} };

  static styles = [shared, css`
    figure { margin: 0; display: grid; gap: 0.4rem; }
    .picture {
      aspect-ratio: 16 / 9; background: #101214; border-radius: 10px; overflow: hidden; display: grid;
      place-items: center; color: #b9bcc0;
    }
    video { width: 100%; height: 100%; object-fit: contain; display: block; }
    p { padding: 1rem; text-align: center; }
  `];

  render() {
    return html`<figure>
      <div class="picture">${this.clip
        ? html`<video src=${clipUrl(this.clip.id, 'preview.mp4')} poster=${clipUrl(this.clip.id, 'poster.jpg')} .muted=${true} playsinline preload="auto"
          aria-label="Picture at the playhead" @loadedmetadata=${this.seek}></video>`
        : html`<p class="small">No clip shows this frame.</p>`}</div>
      <figcaption class="row spread small number"><span>Frame ${this.frame.toLocaleString('en')}</span><span class="soft">${clock(this.frame / this.rate)}</span></figcaption>
    </figure>`;
  }

  updated() {
    this.seek();
  }

  seek() {
    const video = this.renderRoot.querySelector('video');
    if (video && video.readyState > 0) {
      video.currentTime = (this.frame - this.clip.from + 0.5) / this.rate;
    }
  }
}

customElements.define('cut-monitor', CutMonitor);
