import { LitElement, css, html } from 'lit';
import { uploads } from '../../uploads.js';
import { shared } from '../styles.js';
import './upload-row.js';

/** Takes films, pictures and zips from the person's disk. */
class FilmUpload extends LitElement {
  static properties = {
    project: {},
    another: { type: Boolean },
    over: { state: true },
  };

  static styles = [shared, css`
    .drop {
      display: grid; justify-items: center; gap: 0.5rem 0.9rem; text-align: center; padding: 1.8rem 1rem;
      border: 1.5px dashed color-mix(in srgb, var(--ink-soft) 45%, var(--line)); border-radius: var(--radius);
    }
    .drop.over { border-color: var(--accent); background: var(--accent-soft); }
    :host([another]) .drop { grid-auto-flow: column; justify-content: center; align-items: center; padding: 0.9rem 1rem; }
    @media (max-width: 700px) { :host([another]) .drop { grid-auto-flow: row; } }
    .hint { max-width: 44rem; }
    ul { list-style: none; margin: 0 0 0.9rem; padding: 0; display: grid; gap: 0.6rem; }
    input { display: none; }
  `];

  constructor() {
    super();
    this.over = false;
    this.redraw = () => this.requestUpdate();
    this.arrived = () => this.dispatchEvent(new Event('changed', { bubbles: true, composed: true }));
  }

  connectedCallback() {
    super.connectedCallback();
    uploads.addEventListener('changed', this.redraw);
    uploads.addEventListener('arrived', this.arrived);
  }

  disconnectedCallback() {
    uploads.removeEventListener('changed', this.redraw);
    uploads.removeEventListener('arrived', this.arrived);
    super.disconnectedCallback();
  }

  take(files) {
    this.over = false;
    uploads.add(this.project, files);
  }

  drop(event) {
    event.preventDefault();
    this.take([...event.dataTransfer.files]);
  }

  render() {
    const items = uploads.of(this.project);
    return html`
      ${items.length > 0 ? html`<ul aria-label="Uploads">${items.map((item) => html`
        <li><upload-row .item=${item} .sent=${item.sent} .state=${item.state} .error=${item.error}></upload-row></li>`)}</ul>` : ''}
      <div class="drop ${this.over ? 'over' : ''}"
        @dragover=${(event) => { event.preventDefault(); this.over = true; }}
        @dragleave=${() => { this.over = false; }} @drop=${this.drop}>
        <button class=${this.another ? '' : 'primary'} @click=${() => this.renderRoot.querySelector('input').click()}>
          ${this.another ? 'Add films or pictures' : 'Choose a film'}</button>
        <span class="soft small hint">or drop some here: films of any length (MP4, MKV, MOV, WebM, AVI), pictures, or a zip of
          clips or pictures with captions. A broken upload goes on where it was when you choose the same file again.
          What is put into the watched folder of the ingest machine comes in by itself.</span>
        <input type="file" accept="video/*,image/*,.mkv,.avi,.zip,application/zip" multiple aria-label="Film files" tabindex="-1"
          @change=${(event) => { this.take([...event.target.files]); event.target.value = ''; }}>
      </div>`;
  }
}

customElements.define('film-upload', FilmUpload);
