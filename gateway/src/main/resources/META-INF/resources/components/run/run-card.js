import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { shared } from '../styles.js';
import { bytes, seconds, stateTone, stateWord } from '../words.js';
import './loss-chart.js';

/** A run: its loss as it falls, its checkpoints and previews, and what can be asked of it while it lasts. */
class RunCard extends LitElement {
  static properties = { run: {}, losses: {}, error: { state: true } };

  static styles = [shared, css`
    .previews { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); }
    .previews video { width: 100%; border-radius: 8px; display: block; background: var(--sunken); }
    ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.35rem; }
    li { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; font-size: 0.92rem; }
  `];

  constructor() {
    super();
    this.error = '';
  }

  get busy() {
    return this.run.state === 'REQUESTED' || this.run.state === 'RUNNING';
  }

  render() {
    const { run } = this;
    return html`<article class="card stack">
      <div class="row spread">
        <h3>${run.recipe.name}</h3>
        <span class="badge ${stateTone(run.state)}">${stateWord(run.state)}</span>
      </div>
      ${run.problem ? html`<p class="error">${run.problem.sentence}</p>` : ''}
      ${this.busy ? html`<progress .max=${run.steps} .value=${run.step} aria-label="Steps"></progress>` : ''}
      <dl class="facts">
        <div><dt>Step</dt><dd>${run.step} of ${run.steps}</dd></div>
        ${run.firstLoss !== undefined
          ? html`<div><dt>Loss, first to last</dt><dd>${number(run.firstLoss)} → ${number(run.lastLoss)}</dd></div>`
          : run.meanLoss !== undefined ? html`<div><dt>Mean loss</dt><dd>${number(run.meanLoss)}</dd></div>` : ''}
        <div><dt>Rank</dt><dd>${run.recipe.rank}</dd></div>
        <div><dt>Learning rate</dt><dd>${run.recipe.learningRate}</dd></div>
        <div><dt>Base model</dt><dd>${run.recipe.baseModel}</dd></div>
        ${run.secondsPerStep !== undefined ? html`<div><dt>A step</dt><dd>${seconds(run.secondsPerStep)}</dd></div>` : ''}
      </dl>
      ${this.losses.length > 1
        ? html`<loss-chart .losses=${this.losses} .checkpoints=${run.checkpoints}></loss-chart>`
        : html`<p class="soft small">The loss is drawn here from the second step on.</p>`}
      ${this.saved()} ${this.previews()}
      ${this.busy ? html`<div class="row">
        <button @click=${() => this.ask('SAVE_NOW')}>Save now</button>
        <button class="quiet" @click=${() => this.ask('CANCEL')}>Cancel</button></div>` : ''}
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
    </article>`;
  }

  saved() {
    const { run } = this;
    if (!run.adapter && run.checkpoints.length === 0) {
      return '';
    }
    return html`<div class="stack"><h4 class="visually-hidden">Saved adapters</h4><ul>
      ${run.checkpoints.map((checkpoint) => html`<li>
        <a href=${api.objectUrl(checkpoint.adapter.key)} download>Step ${checkpoint.step}</a>
        <span class="soft number">epoch ${checkpoint.epoch}, ${bytes(checkpoint.adapter.size)}${
          checkpoint.validationLoss !== undefined ? `, validation ${number(checkpoint.validationLoss)}` : ''}</span></li>`)}
      ${run.adapter ? html`<li><a href=${api.objectUrl(run.adapter.key)} download><strong>Final adapter</strong></a>
        <span class="soft number">${bytes(run.adapter.size)}</span></li>` : ''}
    </ul></div>`;
  }

  previews() {
    if (this.run.previews.length === 0) {
      return '';
    }
    return html`<div class="previews">${this.run.previews.map((preview) => html`<figure>
      <video src=${api.objectUrl(preview.clip)} poster=${api.objectUrl(preview.poster)} muted loop playsinline controls
        aria-label="Preview at step ${preview.step}"></video>
      <figcaption class="small soft">Step ${preview.step}</figcaption></figure>`)}</div>`;
  }

  async ask(wanted) {
    this.error = '';
    try {
      await api.command(this.run.run, wanted);
    } catch (problem) {
      this.error = problem.message;
    }
  }
}

const number = (value) => (typeof value === 'number' ? value.toPrecision(3) : String(value));

customElements.define('run-card', RunCard);
