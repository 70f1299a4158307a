import { LitElement, css, html } from 'lit';
import { uploads } from '../../uploads.js';
import { shared } from '../styles.js';
import { bytes, seconds } from '../words.js';

const STATES = {
  waiting: ['Waiting', ''],
  sending: ['Sending', 'busy'],
  paused: ['Paused', 'warn'],
  refused: ['Refused', 'bad'],
  done: ['Arrived', 'good'],
};

/** One file on its way: how far, how fast, how long still, and what can be asked of it. */
class UploadRow extends LitElement {
  static properties = { item: {}, sent: {}, state: {}, error: {} };

  static styles = [shared, css`
    .card { padding: 0.85rem 1.1rem; display: grid; gap: 0.5rem; }
    strong { overflow-wrap: anywhere; }
  `];

  render() {
    const { item } = this;
    const [word, tone] = item.error && item.state === 'sending' ? ['Line broken, trying again', 'warn'] : STATES[item.state];
    return html`<div class="card">
      <div class="row spread">
        <span><strong>${item.file.name}</strong> <span class="soft small number">${bytes(item.file.size)}</span></span>
        <span class="row compact"><span class="badge ${tone}" role="status">${word}</span>${this.buttons()}</span>
      </div>
      ${item.state === 'done' || item.state === 'refused' ? '' : html`
        <progress .max=${item.file.size || 1} .value=${this.sent} aria-label="Sent of ${item.file.name}"></progress>
        <span class="small soft number">${this.words()}</span>`}
      ${item.error ? html`<p class=${item.state === 'refused' ? 'error' : 'notice'} role="alert">${item.error}</p>` : ''}
    </div>`;
  }

  buttons() {
    const { item } = this;
    const name = item.file.name;
    return html`
      ${item.state === 'sending' || item.state === 'waiting'
        ? html`<button @click=${() => uploads.pause(item)} aria-label="Pause ${name}">Pause</button>` : ''}
      ${item.state === 'paused' || item.state === 'refused'
        ? html`<button @click=${() => uploads.resume(item)} aria-label="Go on with ${name}">Go on</button>` : ''}
      <button class="quiet" @click=${() => uploads.drop(item)} aria-label=${item.state === 'done' ? `Hide ${name}` : `Cancel ${name}`}>
        ${item.state === 'done' ? 'Hide' : 'Cancel'}</button>`;
  }

  words() {
    const { item } = this;
    const share = `${bytes(this.sent)} of ${bytes(item.file.size)}, ${Math.floor((this.sent / (item.file.size || 1)) * 100)} %`;
    const rate = item.state === 'sending' ? uploads.rate(item) : undefined;
    const pace = rate > 0 ? `, ${bytes(Math.round(rate))}/s, ${seconds(Math.round((item.file.size - this.sent) / rate))} left` : '';
    return `${share}${pace}${item.continued ? ', continued from an earlier visit' : ''}`;
  }
}

customElements.define('upload-row', UploadRow);
