import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { shared } from '../styles.js';
import { seconds, sentence, verdictTone, verdictWord } from '../words.js';
import '../still/crop-editor.js';
import './clip-player.js';
import './measure-bars.js';
import { person } from './person.js';

const RULINGS = { k: 'KEEP', x: 'REJECT', u: 'AS_SCREENED' };

/** One clip or still, large: the moving picture, what was measured and why it stands where it does, and the ruling. */
class ClipView extends LitElement {
  static properties = { clip: {}, thresholds: {}, place: {}, whole: { state: true }, error: { state: true }, cropping: { state: true } };

  static styles = [shared, css`
    dialog {
      border: 1px solid var(--line); border-radius: var(--radius); padding: 0; background: var(--paper); color: var(--ink);
      width: min(78rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); overflow: auto;
    }
    dialog::backdrop { background: rgb(10 12 14 / 62%); }
    .bar {
      position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: 0.6rem; padding: 0.7rem 1rem;
      background: var(--paper); border-bottom: 1px solid var(--line);
    }
    .bar h2 { font-size: 1.15rem; white-space: nowrap; outline: none; }
    .bar .end { margin-left: auto; display: flex; gap: 0.4rem; }
    .body { display: grid; grid-template-columns: minmax(0, 1.7fr) minmax(17rem, 1fr); gap: 1.4rem; padding: 1.1rem; }
    .side { display: grid; gap: 1rem; align-content: start; }
    .still { display: grid; gap: 0.7rem; align-content: start; }
    .still img { display: block; width: 100%; max-height: min(66vh, 44rem); object-fit: contain; background: #000; border-radius: 10px; }
    .rulings { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0.5rem; }
    .rulings button { padding: 0.4rem; font-size: 0.92rem; border-radius: 10px; }
    .rulings button[aria-pressed='true'] { border-color: var(--accent); background: var(--accent-soft); }
    kbd { border: 0; padding: 0; background: none; color: var(--ink-soft); }
    .waiting { min-height: 20rem; display: grid; place-items: center; }
    @media (max-width: 760px) { .body { grid-template-columns: minmax(0, 1fr); padding: 0.8rem; } .wide, kbd { display: none; } .rulings button { font-size: 0.86rem; } }
  `];

  constructor() {
    super();
    this.whole = null;
    this.error = '';
    this.cropping = false;
  }

  willUpdate(changed) {
    if (changed.has('clip') && this.whole?.clip !== this.clip.clip) {
      this.cropping = false;
      this.read();
    }
  }

  firstUpdated() {
    this.renderRoot.querySelector('dialog').showModal();
  }

  async read() {
    const { clip } = this.clip;
    try {
      const whole = await api.clip(clip);
      if (clip === this.clip.clip) {
        this.whole = whole;
        this.error = '';
      }
    } catch (problem) {
      this.error = problem.message;
    }
  }

  render() {
    const { clip } = this;
    const kind = clip.medium === 'STILL' ? 'Still' : 'Shot';
    return html`<dialog aria-label="${kind} ${clip.shot}" @keydown=${this.key} @close=${() => this.tell('closed')} @click=${this.aside}>
      <div class="bar">
        <h2 tabindex="-1" autofocus>${kind} ${clip.shot}</h2><span class="soft small number wide">${this.place}</span>
        <span class="end compact">
          <button @click=${() => this.tell('step', -1)} aria-label="Clip before" title="Clip before (←)">←</button>
          <button @click=${() => this.tell('step', 1)} aria-label="Next clip" title="Next clip (→)">→</button>
          <button class="quiet" @click=${this.shut} aria-label="Close">Close</button>
        </span>
      </div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      ${this.whole ? html`<div class="body">${this.picture()} ${this.side()}</div>` : html`<p class="soft waiting" role="status">Opening…</p>`}
    </dialog>`;
  }

  picture() {
    const { whole } = this;
    if (whole.medium !== 'STILL') {
      return html`<clip-player .clip=${whole}></clip-player>`;
    }
    if (this.cropping) {
      return html`<crop-editor .still=${whole} @cropped=${() => { this.cropping = false; }}
        @cancelled=${() => { this.cropping = false; }}></crop-editor>`;
    }
    return html`<div class="still"><img src=${api.objectUrl(whole.video)} alt="Still ${whole.shot}">
      ${isCrop(whole.clip) ? '' : html`<div><button @click=${() => { this.cropping = true; }}>Crop</button></div>`}</div>`;
  }

  side() {
    const { whole, clip } = this;
    const ruled = clip.ruling;
    return html`<div class="side">
      <div class="stack">
        <div class="row"><span class="badge ${verdictTone(clip.standing)} ${ruled ? 'person' : ''}">
          ${ruled ? person : ''}${verdictWord(clip.standing ?? 'Being judged')}</span>
          ${ruled ? html`<span class="small soft">decided by a person</span>` : ''}</div>
        ${whole.reason && whole.verdict?.verdict !== 'Kept' ? html`<p class="small">${
          ruled ? html`<span class="soft">Screening said ${verdictWord(whole.verdict.verdict).toLowerCase()}:</span> ` : ''}${sentence(whole.reason)}</p>` : ''}
      </div>
      <div class="rulings" role="group" aria-label="Ruling">
        ${this.ruling('KEEP', 'Keep', 'K')} ${this.ruling('REJECT', 'Reject', 'X')} ${this.ruling('AS_SCREENED', 'As screened', 'U')}
      </div>
      <measure-bars .clip=${whole} .thresholds=${this.thresholds}></measure-bars>
      <div><h3>Caption</h3><p class="small ${whole.caption ? '' : 'soft'}">${whole.caption?.text ?? 'None yet.'}</p></div>
      <dl class="facts">
        <div><dt>Picture</dt><dd>${whole.resolution.width} × ${whole.resolution.height}</dd></div>
        ${whole.medium === 'STILL' ? '' : html`<div><dt>Length</dt><dd>${whole.frames} frames, ${seconds(whole.frames / 16)}</dd></div>`}
        <div><dt>Film frames</dt><dd>${filmFrames(whole)}</dd></div>
      </dl>
    </div>`;
  }

  ruling(ruling, word, key) {
    const pressed = (this.clip.ruling ?? 'AS_SCREENED') === ruling;
    return html`<button aria-pressed=${String(pressed)} @click=${() => this.tell('ruled', ruling)}>${word} <kbd aria-hidden="true">${key}</kbd></button>`;
  }

  key(event) {
    const typing = event.composedPath()[0].localName === 'input';
    if (event.ctrlKey || event.metaKey || typing || this.cropping) {
      return;
    }
    const player = this.renderRoot.querySelector('clip-player');
    const letter = event.key.toLowerCase();
    const acts = {
      arrowright: () => this.tell('step', 1), arrowleft: () => this.tell('step', -1),
      ',': () => player?.step(-1), '.': () => player?.step(1), ' ': () => player?.toggle(),
    };
    const act = RULINGS[letter] ? () => this.tell('ruled', RULINGS[letter]) : acts[letter];
    const pressing = letter === ' ' && event.composedPath()[0].localName === 'button';
    if (act && !pressing) {
      event.preventDefault();
      act();
    }
  }

  /** A click beside the dialog closes it. */
  aside(event) {
    if (event.composedPath()[0].localName === 'dialog') {
      this.shut();
    }
  }

  shut() {
    this.renderRoot.querySelector('dialog').close();
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

const filmFrames = ({ firstFrame, lastFrame }) =>
  [...new Set([firstFrame, lastFrame])].map((frame) => frame.toLocaleString('en')).join(' to ');

/** A crop's name ends in the part it was cut out of; what is cut out already is not cut again. */
const isCrop = (clip) => /-[0-9a-f]{16}$/.test(clip);

customElements.define('clip-view', ClipView);
