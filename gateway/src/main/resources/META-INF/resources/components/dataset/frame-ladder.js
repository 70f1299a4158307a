import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { styled } from '../styled.js';
import { shared } from '../styles.js';
import { count, settled } from '../words.js';

/** The lengths a fragment can have, and how many kept clips are long enough for each. Tells `chosen` with the lengths. */
class FrameLadder extends LitElement {
  static properties = { project: {}, area: {}, frames: {}, ladder: { state: true }, error: { state: true } };

  static styles = [shared, css`
    .rungs { display: grid; grid-template-columns: repeat(auto-fit, minmax(2.6rem, 1fr)); gap: 0.3rem; margin-top: 0.6rem; }
    .rungs button {
      display: grid; grid-template-rows: 3.6rem auto auto; justify-content: stretch; align-items: stretch;
      grid-template-columns: minmax(0, 1fr); padding: 0.25rem 0.15rem; min-height: 0; gap: 0.15rem; border-radius: 10px;
      font-size: 0.82rem; text-align: center;
    }
    .rungs button[aria-pressed='true'] { border-color: var(--accent); background: var(--accent-soft); }
    .pile { position: relative; border-radius: 5px; background: var(--sunken); overflow: hidden; }
    .pile span { position: absolute; inset: auto 0 0; background: var(--good); opacity: 0.75; }
    .lost { font-weight: 400; font-size: 0.72rem; color: var(--ink-soft); }
    .lost.many { color: var(--warn); font-weight: 600; }
  `];

  constructor() {
    super();
    this.ladder = [];
    this.error = '';
    this.ask = settled(() => this.read(), 200);
  }

  willUpdate(changed) {
    if (changed.has('area') || changed.has('project')) {
      this.ask();
    }
  }

  disconnectedCallback() {
    this.ask.forget();
    super.disconnectedCallback();
  }

  async read() {
    try {
      this.ladder = (await api.resolutions(this.project, { area: this.area })).ladder;
      this.error = '';
    } catch (problem) {
      this.error = problem.message;
    }
  }

  render() {
    return html`<h3>Lengths</h3>
      <p class="small soft">4n + 1 frames at 16 a second. The pile is the kept clips that are long enough; the number below says how many are lost.</p>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      <div class="rungs number" role="group" aria-label="Lengths of fragments">${this.ladder.map((rung) => this.rung(rung))}</div>`;
  }

  rung({ frames, clips, lost, tokens }) {
    const share = clips + lost > 0 ? clips / (clips + lost) : 0;
    return html`<button aria-pressed=${String(this.frames.includes(frames))} @click=${() => this.toggle(frames)}
      aria-label="${count(frames, 'frame')}: ${clips} clips are long enough, ${lost} lost"
      title="${(frames / 16).toFixed(1)} s, ${tokens.toLocaleString('en')} tokens">
      <span class="pile"><span ${styled({ height: `${share * 100}%` })}></span></span>
      <span>${frames}</span>
      <span class="lost ${share < 0.75 ? 'many' : ''}">${lost === 0 ? '·' : `−${lost}`}</span></button>`;
  }

  toggle(frames) {
    const chosen = this.frames.includes(frames) ? this.frames.filter((each) => each !== frames) : [...this.frames, frames];
    if (chosen.length > 0) {
      this.dispatchEvent(new CustomEvent('chosen', { detail: chosen.sort((one, other) => one - other) }));
    }
  }
}

customElements.define('frame-ladder', FrameLadder);
