import { LitElement, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import * as api from '../api.js';
import { follow } from '../events.js';
import { shared } from './styles.js';
import { count } from './words.js';
import './clip-grid.js';
import './dataset-card.js';
import './film-card.js';
import './film-upload.js';
import './journey-steps.js';
import './render-card.js';
import './render-form.js';
import './run-card.js';

const CLIP_FACTS = new Set(['ClipCut', 'ClipScreened', 'ClipCaptioned']);
const SETTLE = 250;

/** One project, live: reads the journey, listens, and reads again what a fact says has changed. */
class ProjectPage extends LitElement {
  static properties = {
    project: {},
    journey: { state: true },
    clips: { state: true },
    next: { state: true },
    losses: { state: true },
    error: { state: true },
  };

  static styles = [shared, css`
    .head { margin-bottom: 1.5rem; }
    .head .crumb { display: inline-block; margin-bottom: 0.5rem; font-size: 0.9rem; }
    .head p { color: var(--ink-soft); margin-top: 0.35rem; }
    section { margin-top: 2.6rem; scroll-margin-top: 5rem; }
    section > h2 { margin-bottom: 0.9rem; }
    .cards { display: grid; gap: var(--gap); grid-template-columns: minmax(0, 1fr); }
    .renders { display: grid; gap: var(--gap); grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); margin-top: var(--gap); }
  `];

  constructor() {
    super();
    this.forget();
    this.waiting = new Set();
  }

  forget() {
    this.journey = null;
    this.clips = [];
    this.next = null;
    this.losses = {};
    this.error = '';
  }

  willUpdate(changed) {
    if (changed.has('project')) {
      this.leave();
      this.forget();
      this.enter();
    }
  }

  disconnectedCallback() {
    this.leave();
    super.disconnectedCallback();
  }

  enter() {
    this.read(['journey', 'clips']);
    this.stream = follow(this.project, {
      onConnected: (connected) => {
        this.dispatchEvent(new CustomEvent('connected', { detail: connected, bubbles: true, composed: true }));
        if (connected) {
          this.read(['journey', 'clips']);
        }
      },
      onFact: (type, fact) => this.hear(type, fact),
    });
  }

  leave() {
    this.stream?.close();
    clearTimeout(this.timer);
    this.timer = null;
  }

  hear(type, fact) {
    if (type === 'TrainingProgressed') {
      const known = this.losses[fact.run] ?? [];
      this.losses = { ...this.losses, [fact.run]: [...known.filter((loss) => loss.step < fact.step), fact] };
    }
    this.read(CLIP_FACTS.has(type) ? ['journey', 'clips'] : ['journey']);
  }

  /** Facts come in bursts; what they change is read once they settle. */
  read(what) {
    what.forEach((each) => this.waiting.add(each));
    if (!this.timer) {
      this.timer = setTimeout(() => this.readNow(), this.journey ? SETTLE : 0);
    }
  }

  async readNow() {
    const what = [...this.waiting];
    this.waiting.clear();
    const project = this.project;
    try {
      const [journey, page] = await Promise.all([
        api.journey(project),
        what.includes('clips') ? api.clips(project, { limit: Math.max(120, this.clips.length) }) : null,
      ]);
      if (project !== this.project) {
        return;
      }
      document.title = `${journey.name} · Genga`;
      this.journey = journey;
      if (page) {
        this.clips = page.clips;
        this.next = page.next ?? null;
      }
      this.error = '';
      await this.readLosses(journey);
    } catch (problem) {
      this.error = problem.message;
    } finally {
      this.timer = null;
      if (this.waiting.size > 0 && this.isConnected) {
        this.read([]);
      }
    }
  }

  async readLosses(journey) {
    for (const run of journey.runs) {
      if (!this.losses[run.run]) {
        this.losses = { ...this.losses, [run.run]: await api.losses(run.run) };
      }
    }
  }

  async more() {
    const page = await api.clips(this.project, { after: this.next, limit: 120 });
    this.clips = [...this.clips, ...page.clips];
    this.next = page.next ?? null;
  }

  render() {
    if (!this.journey) {
      return this.error
        ? html`<p class="error" role="alert">${this.error}</p><p><a href="#/">All projects</a></p>`
        : html`<p class="soft" role="status">Opening the project…</p>`;
    }
    const { journey } = this;
    return html`
      <div class="head">
        <a class="crumb" href="#/">All projects</a>
        <h1>${journey.name}</h1>
        <p>Every caption and prompt begins with “${journey.triggerPhrase}”</p>
      </div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      <journey-steps .journey=${journey} .clips=${this.clips} @changed=${() => this.read(['journey'])}></journey-steps>
      ${this.films(journey)} ${this.clipSection(journey)} ${this.training(journey)} ${this.renders(journey)}`;
  }

  films(journey) {
    if (journey.films.length === 0) {
      return '';
    }
    return html`<section id="films"><h2>Films</h2><div class="cards">
      ${repeat(journey.films, (film) => film.film, (film) => html`
        <film-card .film=${film} .clips=${this.clips.filter((clip) => clip.film === film.film)}></film-card>`)}
      <film-upload .project=${this.project} another @changed=${() => this.read(['journey'])}></film-upload>
    </div></section>`;
  }

  clipSection(journey) {
    if (journey.films.length === 0) {
      return '';
    }
    return html`<section id="clips"><h2>Clips</h2>
      <clip-grid .clips=${this.clips} .verdicts=${journey.clips} .more=${this.next !== null}
        @more=${this.more}></clip-grid></section>`;
  }

  training(journey) {
    if (journey.datasets.length === 0) {
      return '';
    }
    return html`<section id="training"><h2>Dataset and training</h2><div class="cards">
      ${repeat([...journey.runs].reverse(), (run) => run.run, (run) => html`
        <run-card .run=${run} .losses=${this.losses[run.run] ?? []}></run-card>`)}
      ${repeat([...journey.datasets].reverse(), (dataset) => dataset.dataset, (dataset) => html`
        <dataset-card .dataset=${dataset}></dataset-card>`)}
    </div></section>`;
  }

  renders(journey) {
    const adapters = journey.runs.filter((run) => run.adapter || run.checkpoints.length > 0);
    if (adapters.length === 0 && journey.renders.length === 0) {
      return '';
    }
    return html`<section id="renders"><h2>Renders</h2>
      <render-form .project=${this.project} .triggerPhrase=${journey.triggerPhrase} .runs=${adapters}
        @changed=${() => this.read(['journey'])}></render-form>
      <div class="renders" aria-label=${count(journey.renders.length, 'render')}>
        ${repeat([...journey.renders].reverse(), (render) => render.render, (render) => html`
          <render-card .item=${render} .runs=${journey.runs}></render-card>`)}
      </div></section>`;
  }
}

customElements.define('project-page', ProjectPage);
