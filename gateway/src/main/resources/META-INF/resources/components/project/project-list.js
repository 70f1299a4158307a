import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { shared } from '../styles.js';
import { count } from '../words.js';

/** All projects, and the form that begins one. */
class ProjectList extends LitElement {
  static properties = { projects: { state: true }, error: { state: true }, busy: { state: true } };

  static styles = [shared, css`
    .hero { max-width: 44rem; margin-bottom: 2rem; }
    .hero p { margin-top: 0.6rem; font-size: 1.08rem; color: var(--ink-soft); }
    .columns { display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr); align-items: start; }
    @media (max-width: 820px) { .columns { grid-template-columns: minmax(0, 1fr); } }
    ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.9rem; }
    .project { display: block; color: inherit; text-decoration: none; transition: border-color 0.15s; }
    .project:hover { border-color: var(--accent); }
    .project h3 { font-size: 1.2rem; }
    .project .facts { margin-top: 0.7rem; }
    form { display: grid; gap: 1rem; }
  `];

  constructor() {
    super();
    this.projects = null;
    this.error = '';
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Genga';
    this.load();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  async load() {
    try {
      this.projects = (await api.projects()).reverse();
      this.error = '';
    } catch (problem) {
      this.error = problem.message;
      if (this.isConnected) {
        this.timer = setTimeout(() => this.load(), 3000);
      }
    }
  }

  async create(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.busy = true;
    try {
      const made = await api.defineProject(form.get('name'), form.get('trigger'));
      location.hash = `#/projects/${made.project}`;
    } catch (problem) {
      this.error = problem.message;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      <div class="hero">
        <h1>Teach a model the way a film is drawn</h1>
        <p>Give the studio a film. It finds the shots, keeps the clips worth learning from, describes them, trains a
          style adapter and renders new clips with it.</p>
      </div>
      <div class="columns">
        <section class="stack" aria-labelledby="projects">
          <h2 id="projects">Projects</h2>
          ${this.list()}
        </section>
        <section class="card stack" aria-labelledby="new">
          <h2 id="new">New project</h2>
          <form @submit=${this.create}>
            <label>Name
              <input name="name" required maxlength="100" autocomplete="off" placeholder="Paper lanterns">
            </label>
            <label>Trigger phrase
              <input name="trigger" required maxlength="100" autocomplete="off" placeholder="Paper lantern style."
                aria-describedby="trigger-hint">
              <span class="hint" id="trigger-hint">The first words of every caption and prompt; they call the style up later.</span>
            </label>
            ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
            <button class="primary" ?disabled=${this.busy}>Create project</button>
          </form>
        </section>
      </div>`;
  }

  list() {
    if (!this.projects) {
      return html`<p class="soft" role="status">Looking for projects…</p>`;
    }
    if (this.projects.length === 0) {
      return html`<p class="empty">No projects yet. Name a style and its trigger phrase to begin the first.</p>`;
    }
    return html`<ul>${this.projects.map((project) => html`
      <li><a class="card project" href="#/projects/${project.project}">
        <h3>${project.name}</h3>
        <p class="soft">${project.triggerPhrase}</p>
        <p class="small soft facts number">
          <span>${count(project.films, 'film')}</span><span>${count(project.clips, 'clip')}, ${project.kept} kept</span>
          <span>${count(project.runs, 'run')}</span><span>${count(project.renders, 'render')}</span>
        </p>
      </a></li>`)}</ul>`;
  }
}

customElements.define('project-list', ProjectList);
