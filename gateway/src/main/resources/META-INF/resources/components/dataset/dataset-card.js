import { LitElement, html } from 'lit';
import { shared } from '../styles.js';
import { count, stateTone, stateWord } from '../words.js';

/** A dataset: what it is made of and how it is encoded. */
class DatasetCard extends LitElement {
  static properties = { dataset: {} };

  static styles = shared;

  render() {
    const { dataset } = this;
    return html`<article class="card stack">
      <div class="row spread">
        <h3>Dataset of ${count(dataset.clips, 'clip')}</h3>
        <span class="badge ${stateTone(dataset.state)}">${stateWord(dataset.state)}</span>
      </div>
      ${dataset.problem ? html`<p class="error">${dataset.problem.sentence}</p>` : ''}
      ${dataset.state === 'CACHING' && dataset.progress ? html`
        <progress .max=${dataset.progress.total || 1} .value=${dataset.progress.done} aria-label=${dataset.progress.stage}></progress>` : ''}
      <dl class="facts">
        ${dataset.parts.map((part, index) => html`<div><dt>Part ${index + 1}</dt>
          <dd>${part.width} × ${part.height}, ${frames(part)}</dd></div>`)}
        ${dataset.itemsPerEpoch !== undefined ? html`<div><dt>Items an epoch</dt><dd>${dataset.itemsPerEpoch}</dd></div>` : ''}
        ${dataset.latents !== undefined ? html`<div><dt>Latents</dt><dd>${dataset.latents}</dd></div>` : ''}
        ${dataset.texts !== undefined ? html`<div><dt>Texts</dt><dd>${dataset.texts}</dd></div>` : ''}
        ${dataset.baseModel ? html`<div><dt>Encoded for</dt><dd>${dataset.baseModel}</dd></div>` : ''}
      </dl>
      ${Object.entries(dataset.lost).map(([reason, lost]) => html`
        <p class="notice">${count(lost, 'fragment')} lost: ${reason.replaceAll('_', ' ')}.</p>`)}
    </article>`;
  }
}

const frames = (part) =>
  part.targetFrames.length === 1 && part.targetFrames[0] === 1 ? 'stills' : `${part.targetFrames.join(', ')} frames`;

customElements.define('dataset-card', DatasetCard);
