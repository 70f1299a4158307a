import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { follow } from '../../events.js';
import { Shelf } from '../clip/shelf.js';
import { shared } from '../styles.js';
import './journey-steps.js';
import './project-head.js';
import './section-tabs.js';
import './project-sections.js';

const SETTLE = 250;

/** One project, live: reads the journey, listens, and reads again what a fact says has changed. */
class ProjectPage extends LitElement {
  static properties = {
    project: {}, section: {}, item: {},
    journey: { state: true }, screening: { state: true }, losses: { state: true }, error: { state: true },
  };

  static styles = [shared, css`
    section-tabs { margin: 1.8rem 0 1.4rem; }
    .main { scroll-margin-top: 8rem; }
  `];

  constructor() {
    super();
    this.forget();
    this.waiting = new Set();
    this.shelved = () => this.requestUpdate();
  }

  forget() {
    this.journey = null;
    this.screening = null;
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

  updated(changed) {
    if (changed.has('section') && changed.get('section') !== undefined) {
      this.toTheTop();
    }
    if (this.writing && this.section === 'renders') {
      this.writing = false;
      this.renderRoot.querySelector('project-sections').write();
    }
  }

  /** Another section begins at its beginning, with the tabs still in sight. */
  toTheTop() {
    const main = this.renderRoot.querySelector('.main');
    if (main && main.getBoundingClientRect().top < 0) {
      main.scrollIntoView();
    }
  }

  disconnectedCallback() {
    this.leave();
    super.disconnectedCallback();
  }

  enter() {
    this.shelf = new Shelf(this.project);
    this.shelf.addEventListener('changed', this.shelved);
    this.read(['journey', 'screening', 'clips']);
    this.stream = follow(this.project, {
      onConnected: (connected) => {
        this.dispatchEvent(new CustomEvent('connected', { detail: connected, bubbles: true, composed: true }));
        if (connected) {
          this.read(['journey', 'screening', 'clips']);
        }
      },
      onFact: (type, fact) => this.hear(type, fact),
    });
  }

  leave() {
    this.stream?.close();
    this.shelf?.removeEventListener('changed', this.shelved);
    this.shelf?.close();
    clearTimeout(this.timer);
    this.timer = null;
  }

  hear(type, fact) {
    this.shelf.hear(type, fact);
    if (type === 'TrainingProgressed') {
      const known = this.losses[fact.run] ?? [];
      this.losses = { ...this.losses, [fact.run]: [...known.filter((loss) => loss.step < fact.step), fact] };
    }
    this.read(type === 'ScreeningDefined' ? ['journey', 'screening'] : ['journey']);
  }

  /** Facts come in bursts; what they change is read once they settle. */
  read(what) {
    what.forEach((each) => this.waiting.add(each));
    if (!this.timer) {
      this.timer = setTimeout(() => this.readNow(), this.journey ? SETTLE : 0);
    }
  }

  async readNow() {
    const what = new Set(this.waiting);
    this.waiting.clear();
    const project = this.project;
    try {
      const [journey, screening] = await Promise.all([
        api.journey(project),
        what.has('screening') ? api.screening(project) : this.screening,
        what.has('clips') ? this.shelf.read() : null,
      ]);
      if (project !== this.project) {
        return;
      }
      document.title = `${journey.name} · Genga`;
      this.journey = journey;
      this.screening = screening;
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

  write() {
    this.writing = true;
    if (this.section === 'renders') {
      this.requestUpdate();
    } else {
      location.hash = `#/projects/${this.project}/renders`;
    }
  }

  render() {
    if (!this.journey) {
      return this.error
        ? html`<p class="error" role="alert">${this.error}</p><p><a href="#/">All projects</a></p>`
        : html`<p class="soft" role="status">Opening the project…</p>`;
    }
    const { journey, shelf } = this;
    return html`
      <project-head .journey=${journey}></project-head>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      <journey-steps .journey=${journey} @changed=${() => this.read(['journey'])} @write-prompt=${this.write}></journey-steps>
      ${journey.films.length === 0 ? '' : html`
        <section-tabs .project=${this.project} .section=${this.section} .counts=${this.counts()}></section-tabs>
        ${shelf.error ? html`<p class="error" role="alert">${shelf.error}</p>` : ''}
        <project-sections class="main" .journey=${journey} .section=${this.section} .item=${this.item} .shelf=${shelf} .clips=${shelf.clips}
          .stills=${shelf.stills} .ready=${shelf.ready} .screening=${this.screening} .losses=${this.losses}
          @changed=${() => this.read(['journey'])} @screened=${() => this.read(['screening', 'clips'])}></project-sections>`}`;
  }

  counts() {
    const { journey, shelf } = this;
    return {
      films: journey.films.length, clips: shelf.clips.length, stills: shelf.stills.length, screening: 0,
      dataset: journey.datasets.length, renders: journey.renders.length,
    };
  }
}

customElements.define('project-page', ProjectPage);
