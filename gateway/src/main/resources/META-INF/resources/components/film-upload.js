import { LitElement, css, html } from 'lit';
import * as api from '../api.js';
import { shared } from './styles.js';
import { bytes } from './words.js';

/** Takes films from the person's disk, one after the other, and shows how far each is. */
class FilmUpload extends LitElement {
  static properties = {
    project: {},
    another: { type: Boolean },
    name: { state: true },
    size: { state: true },
    sent: { state: true },
    error: { state: true },
    over: { state: true },
  };

  static styles = [shared, css`
    .drop {
      display: grid; justify-items: center; gap: 0.6rem; text-align: center; padding: 1.8rem 1rem;
      border: 1.5px dashed color-mix(in srgb, var(--ink-soft) 45%, var(--line)); border-radius: var(--radius);
    }
    .drop.over { border-color: var(--accent); background: var(--accent-soft); }
    :host([another]) .drop { grid-auto-flow: column; justify-content: center; align-items: center; padding: 0.9rem 1rem; }
    @media (max-width: 560px) { :host([another]) .drop { grid-auto-flow: row; } }
    .sending { width: min(26rem, 100%); display: grid; gap: 0.4rem; }
    .error { width: 100%; }
    input { display: none; }
  `];

  constructor() {
    super();
    this.name = '';
    this.size = 0;
    this.sent = 0;
    this.error = '';
    this.over = false;
  }

  async take(files) {
    this.over = false;
    this.error = '';
    for (const file of files) {
      this.name = file.name;
      this.size = file.size;
      this.sent = 0;
      try {
        await api.uploadFilm(this.project, file, (share) => { this.sent = share; });
        this.dispatchEvent(new Event('changed', { bubbles: true, composed: true }));
      } catch (problem) {
        this.error = `${file.name}: ${problem.message}`;
      }
    }
    this.name = '';
  }

  drop(event) {
    event.preventDefault();
    this.take([...event.dataTransfer.files]);
  }

  render() {
    return html`
      <div class="drop ${this.over ? 'over' : ''}"
        @dragover=${(event) => { event.preventDefault(); this.over = true; }}
        @dragleave=${() => { this.over = false; }} @drop=${this.drop}>
        ${this.name ? this.sending() : this.choosing()}
        ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      </div>`;
  }

  choosing() {
    return html`
      <button class=${this.another ? '' : 'primary'} @click=${() => this.renderRoot.querySelector('input').click()}>
        ${this.another ? 'Add another film' : 'Choose a film'}</button>
      <span class="soft small">or drop one here. Any length; MP4, MKV, MOV, WebM, AVI.</span>
      <input type="file" accept="video/*,.mkv,.avi" multiple aria-label="Film files" tabindex="-1"
        @change=${(event) => { this.take([...event.target.files]); event.target.value = ''; }}>`;
  }

  sending() {
    return html`<div class="sending" role="status">
      <span>Sending <strong>${this.name}</strong>, ${bytes(this.size)}</span>
      <progress max="1" .value=${this.sent} aria-label="Sent"></progress>
      <span class="soft small number">${Math.round(this.sent * 100)} %</span>
    </div>`;
  }
}

customElements.define('film-upload', FilmUpload);
