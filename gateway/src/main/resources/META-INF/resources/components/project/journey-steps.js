import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { shared } from '../styles.js';
import { count, slug } from '../words.js';
import '../film/film-upload.js';

const STEPS = [['Film', 'films'], ['Clips', 'clips'], ['Dataset', 'dataset'], ['Training', 'dataset'], ['Render', 'renders']];

/**
 * Where a project stands: `{at, title, text, action?, busy?, progress?}`. `at` is the index of the step that is on, and
 * `action` what the one button does.
 */
export function standing(journey) {
  const films = journey.films;
  const working = films.find((film) => film.state === 'UPLOADED' || film.state === 'INGESTING');
  const kept = (journey.clips.Kept ?? 0) + (journey.stills?.Kept ?? 0);
  const doubtful = journey.clips.Review ?? 0;
  const dataset = journey.datasets.at(-1);
  const run = journey.runs.at(-1);
  const render = journey.renders.at(-1);

  if (films.length === 0) {
    return { at: 0, title: 'Begin with a film', text: 'Its shots become the clips a style is learnt from.', action: 'upload' };
  }
  if (run) {
    return afterTraining(journey, run, render);
  }
  if (dataset) {
    return withDataset(dataset);
  }
  if (working) {
    return {
      at: working.state === 'UPLOADED' ? 0 : 1, busy: true, progress: working.progress,
      title: working.state === 'UPLOADED' ? 'The film waits for its turn' : 'Finding the shots',
      text: `${working.name} is being cut into clips of exactly 16 frames a second. Clips appear as they come.`,
    };
  }
  if (kept === 0) {
    return {
      at: 1, title: 'No clip to learn from yet', button: doubtful > 0 ? 'Look at them' : 'Look at the clips', action: 'review',
      text: doubtful > 0
        ? `${count(doubtful, 'clip')} of these films ${doubtful === 1 ? 'wants' : 'want'} a look before any is kept.`
        : 'No clip of these films was kept; each says why. Other thresholds or another film may do better.',
    };
  }
  if (journey.captioned < kept) {
    return {
      at: 1, busy: true, progress: { stage: 'captions', done: journey.captioned, total: kept },
      title: 'Describing the clips', text: `${journey.captioned} of ${count(kept, 'kept clip')} have a caption.`,
    };
  }
  return {
    at: 2, action: 'freeze', button: 'Freeze dataset',
    title: `${count(kept, 'clip')} ready to learn from`,
    text: 'Look through them first. Freezing keeps exactly these clips and captions, so that a training can be repeated.',
  };
}

function withDataset(dataset) {
  if (dataset.state === 'FROZEN') {
    return {
      at: 2, action: 'cache', button: 'Encode dataset', title: 'Encode the dataset',
      text: `${count(dataset.clips, 'clip')} are turned into latents and text embeddings once, so that training never waits for them.`,
    };
  }
  if (dataset.state === 'CACHING') {
    return {
      at: 2, busy: true, progress: dataset.progress, title: 'Encoding the dataset',
      text: `Latents and text embeddings for ${dataset.baseModel}.`,
    };
  }
  if (dataset.state === 'CACHED') {
    return {
      at: 3, action: 'train', button: 'Train adapter', title: 'Train the adapter',
      text: `${count(dataset.itemsPerEpoch, 'item')} an epoch are encoded and wait.`,
    };
  }
  return {
    at: 2, action: 'freeze', button: 'Freeze dataset again', title: 'The dataset could not be encoded',
    text: dataset.problem?.sentence ?? 'Encoding was cancelled.',
  };
}

function afterTraining(journey, run, render) {
  if (run.state === 'REQUESTED' || run.state === 'RUNNING') {
    return {
      at: 3, busy: true, progress: { stage: 'steps', done: run.step, total: run.steps },
      title: 'Training the adapter', text: `Step ${run.step} of ${run.steps}. The loss is drawn under Dataset as it falls.`,
    };
  }
  if (run.state !== 'FINISHED' && run.checkpoints.length === 0) {
    return {
      at: 3, action: 'train', button: 'Train again', title: 'The training did not finish',
      text: run.problem?.sentence ?? 'It was cancelled before it saved an adapter.',
    };
  }
  if (!render) {
    return {
      at: 4, action: 'render', button: 'Write a prompt', title: 'The adapter is ready',
      text: 'Describe a clip and see it drawn in the style it learnt.',
    };
  }
  if (render.state === 'REQUESTED' || render.state === 'RUNNING') {
    return { at: 4, busy: true, progress: render.progress, title: 'Rendering', text: render.recipe.prompt };
  }
  return {
    at: render.state === 'FINISHED' ? 5 : 4, action: 'render', button: 'Write another prompt',
    title: render.state === 'FINISHED' ? 'From film to clip, done' : 'The render did not finish',
    text: render.problem?.sentence ?? 'Try another prompt, or add a film and train on more.',
  };
}

/** The five steps, where the project is among them, and the one thing that can be done next. */
class JourneySteps extends LitElement {
  static properties = { journey: {}, error: { state: true }, ordering: { state: true } };

  static styles = [shared, css`
    ol { list-style: none; display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); margin: 0 0 1rem; padding: 0; gap: 0.5rem; }
    li { display: grid; gap: 0.4rem; font-size: 0.88rem; color: var(--ink-soft); }
    li::before { content: ''; height: 4px; border-radius: 4px; background: var(--line); }
    li.done::before { background: var(--good); }
    li.now::before { background: var(--accent); }
    li.now { color: var(--ink); font-weight: 600; }
    li a { color: inherit; text-decoration: none; border-radius: 6px; justify-self: start; }
    li a:hover { color: var(--accent); }
    .next { display: grid; gap: 1rem; padding: 1.5rem; }
    .next > .row { flex-wrap: nowrap; }
    .next .say { flex: 1; min-width: 0; display: grid; gap: 0.3rem; }
    .next .say p { color: var(--ink-soft); overflow-wrap: anywhere; }
    @media (max-width: 620px) {
      .next > .row { flex-direction: column; align-items: stretch; gap: 1rem; }
      li { font-size: 0.74rem; }
    }
  `];

  constructor() {
    super();
    this.error = '';
    this.ordering = false;
  }

  render() {
    const now = standing(this.journey);
    return html`
      <ol aria-label="Steps">${STEPS.map(([step, section], index) => html`
        <li class=${index < now.at ? 'done' : index === now.at ? 'now' : ''} aria-current=${index === now.at ? 'step' : 'false'}>
          <a href="#/projects/${this.journey.project}/${section}">${step}${index < now.at ? html`<span class="visually-hidden">, done</span>` : ''}</a></li>`)}</ol>
      <div class="card next">
        <div class="row spread">
          <div class="say" aria-live="polite">
            <h2>${now.title}</h2>
            <p>${now.text}</p>
          </div>
          ${now.button ? html`<button class="primary" ?disabled=${this.ordering} @click=${() => this.order(now.action)}>${now.button}</button>` : ''}
        </div>
        ${now.busy ? this.progress(now.progress) : ''}
        ${now.action === 'upload' ? html`<film-upload .project=${this.journey.project}></film-upload>` : ''}
        ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      </div>`;
  }

  progress(progress) {
    if (!progress || progress.total === 0) {
      return html`<progress aria-label="In progress"></progress>`;
    }
    return html`<div class="stack">
      <progress .max=${progress.total} .value=${progress.done} aria-label=${progress.stage}></progress>
      <span class="small soft number">${progress.stage}, ${progress.done} of ${progress.total}</span></div>`;
  }

  async order(action) {
    if (action === 'render') {
      this.dispatchEvent(new CustomEvent('write-prompt', { bubbles: true, composed: true }));
      return;
    }
    if (action === 'review') {
      location.hash = `#/projects/${this.journey.project}/clips`;
      return;
    }
    this.ordering = true;
    this.error = '';
    try {
      await this.place(action);
      this.dispatchEvent(new Event('changed', { bubbles: true, composed: true }));
    } catch (problem) {
      this.error = problem.message;
    } finally {
      this.ordering = false;
    }
  }

  place(action) {
    const dataset = this.journey.datasets.at(-1)?.dataset;
    switch (action) {
      case 'freeze': return api.freezeDataset(this.journey.project);
      case 'cache': return api.cacheDataset(dataset);
      case 'train': return api.train(dataset, { name: slug(this.journey.name) });
      default: throw new Error(`no such action: ${action}`);
    }
  }
}

customElements.define('journey-steps', JourneySteps);
