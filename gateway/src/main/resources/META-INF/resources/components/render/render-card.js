import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { shared } from '../styles.js';
import { seconds, sentence, stateTone, stateWord } from '../words.js';

const EXTRAS = {
  nag: 'NAG', cfgZeroStar: 'CFG-Zero*', skipLayers: 'skipped layers', teaCache: 'TeaCache', enhanceAVideo: 'Enhance-A-Video',
};

/** A render: the clip playing round and round, the words and settings that made it. */
class RenderCard extends LitElement {
  static properties = { item: {}, runs: {}, error: { state: true } };

  static styles = [shared, css`
    :host { display: grid; }
    article.card { padding: 0; overflow: hidden; display: grid; grid-template-rows: auto 1fr; }
    .picture { aspect-ratio: 16 / 10; background: var(--sunken); display: grid; place-items: center; padding: 0; }
    video { width: 100%; height: 100%; object-fit: contain; display: block; }
    .picture > .stack { width: 70%; text-align: center; }
    .say { padding: 0.9rem 1.1rem 1.1rem; display: grid; gap: 0.55rem; align-content: start; }
    .say p { overflow-wrap: anywhere; }
  `];

  constructor() {
    super();
    this.error = '';
  }

  get busy() {
    return this.item.state === 'REQUESTED' || this.item.state === 'RUNNING';
  }

  render() {
    const { item } = this;
    return html`<article class="card">
      <div class="picture">${this.picture()}</div>
      <div class="say">
        <div class="row spread"><span class="badge ${stateTone(item.state)}">${stateWord(item.state)}</span>
          <span class="small soft number">${item.seconds !== undefined ? seconds(item.seconds) : ''}</span></div>
        <p>${item.recipe.prompt}</p>
        <p class="small soft number">${this.settings()}</p>
        ${(item.notes ?? []).map((note) => html`<p class="notice">${sentence(note)}</p>`)}
        ${item.problem ? html`<p class="error">${item.problem.sentence}</p>` : ''}
        ${item.clip ? html`<p class="small"><a href=${api.objectUrl(item.clip.key)} download>Download MP4</a></p>` : ''}
        ${this.busy ? html`<div><button class="quiet" @click=${this.cancel}>Cancel</button></div>` : ''}
        ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      </div>
    </article>`;
  }

  picture() {
    const { item } = this;
    if (item.clip) {
      return html`<video src=${api.objectUrl(item.clip.key)} poster=${item.poster ? api.objectUrl(item.poster) : ''}
        .muted=${true} autoplay loop muted playsinline controls aria-label=${item.recipe.prompt}></video>`;
    }
    if (!this.busy) {
      return html`<span class="soft">No clip</span>`;
    }
    const { progress } = item;
    return html`<div class="stack">${progress && progress.total > 0
      ? html`<progress .max=${progress.total} .value=${progress.done} aria-label=${progress.stage}></progress>
        <span class="small soft number">${progress.stage}, ${progress.done} of ${progress.total}</span>`
      : html`<progress aria-label="Waiting"></progress><span class="small soft">Waiting for its turn</span>`}</div>`;
  }

  settings() {
    const { recipe } = this.item;
    const style = recipe.adapters.map((adapter) => this.style(adapter)).join(' + ') || 'base model alone';
    const extras = Object.keys(recipe.options ?? {}).map((option) => EXTRAS[option] ?? option);
    return [
      style, `${recipe.width} × ${recipe.height}, ${recipe.frames} frames`, `${recipe.steps} steps ${recipe.sampler}`,
      ...extras, `seed ${recipe.seed}`,
    ].join(' · ');
  }

  style(adapter) {
    const run = this.runs.find((each) => adapter.object.key.startsWith(`runs/${each.run}/`));
    return `${run ? run.recipe.name : 'adapter'} at ${adapter.strength}`;
  }

  async cancel() {
    try {
      await api.command(this.item.render, 'CANCEL');
    } catch (problem) {
      this.error = problem.message;
    }
  }
}

customElements.define('render-card', RenderCard);
