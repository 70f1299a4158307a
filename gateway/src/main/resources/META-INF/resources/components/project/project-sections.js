import { LitElement, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../clip/clip-review.js';
import '../cut/cut-editor.js';
import '../dataset/dataset-card.js';
import '../dataset/part-list.js';
import '../film/film-card.js';
import '../film/film-upload.js';
import '../render/render-card.js';
import '../render/render-form.js';
import '../run/run-card.js';
import '../run/run-form.js';
import '../screening/screening-panel.js';
import { shared } from '../styles.js';
import { count } from '../words.js';

/** The section of a project that the address names. */
class ProjectSections extends LitElement {
  static properties = {
    journey: {}, section: {}, item: {}, shelf: {}, clips: {}, stills: {}, ready: {}, screening: {}, losses: {},
  };

  static styles = [shared, css`
    h2 { margin-bottom: 0.9rem; }
    part-list + h2 { margin-top: 2.4rem; }
    .cards { display: grid; gap: var(--gap); grid-template-columns: minmax(0, 1fr); }
    .renders {
      display: grid; gap: var(--gap); grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr));
      margin-top: var(--gap);
    }
    .crumb { display: inline-block; margin-bottom: 0.5rem; font-size: 0.9rem; }
    .name { overflow-wrap: anywhere; }
  `];

  render() {
    switch (this.section) {
      case 'clips': return this.review('CLIP', this.clips);
      case 'stills': return this.review('STILL', this.stills);
      case 'screening': return this.thresholds();
      case 'dataset': return this.dataset();
      case 'renders': return this.renders();
      default: return this.films();
    }
  }

  films() {
    const { journey } = this;
    const film = journey.films.find((each) => each.film === this.item);
    if (film) {
      return html`<a class="crumb" href="#/projects/${journey.project}/films">All films</a>
        <h2 class="name">Cuts of ${film.name}</h2>
        <cut-editor .film=${film} .clips=${this.clips.filter((clip) => clip.film === film.film)}></cut-editor>`;
    }
    return html`<h2 class="visually-hidden">Films</h2><div class="cards">
      ${repeat(journey.films, (each) => each.film, (each) => html`
        <film-card .film=${each} .clips=${this.clips.filter((clip) => clip.film === each.film)}></film-card>`)}
      <film-upload .project=${journey.project} another></film-upload></div>`;
  }

  review(medium, clips) {
    const known = new Set(clips.map((clip) => clip.film));
    const films = this.journey.films.filter((film) => known.has(film.film));
    return html`<h2 class="visually-hidden">${medium === 'CLIP' ? 'Clips' : 'Stills'}</h2>
      ${this.ready ? repeat([medium], (each) => each, () => html`
        <clip-review .shelf=${this.shelf} .clips=${clips} .medium=${medium} .films=${films} .thresholds=${this.screening?.thresholds}></clip-review>`)
        : html`<p class="soft" role="status">Reading the clips…</p>`}`;
  }

  thresholds() {
    return html`<h2 class="visually-hidden">Screening</h2>
      <screening-panel .project=${this.journey.project} .screening=${this.screening} .clips=${this.clips} .stills=${this.stills}></screening-panel>`;
  }

  dataset() {
    const { journey } = this;
    const kept = this.clips.filter((clip) => clip.standing === 'Kept').length;
    const encoded = journey.datasets.findLast((dataset) => dataset.state === 'CACHED');
    return html`<h2>Parts</h2>
      <part-list .project=${journey.project} .screening=${this.screening} .kept=${kept}></part-list>
      ${journey.datasets.length === 0 ? '' : html`<h2>Datasets and training</h2><div class="cards">
        ${encoded ? html`<run-form .dataset=${encoded} .name=${journey.name} .runs=${journey.runs}></run-form>` : ''}
        ${repeat([...journey.runs].reverse(), (run) => run.run, (run) => html`
          <run-card .run=${run} .losses=${this.losses[run.run] ?? []}></run-card>`)}
        ${repeat([...journey.datasets].reverse(), (dataset) => dataset.dataset, (dataset) => html`
          <dataset-card .dataset=${dataset}></dataset-card>`)}</div>`}`;
  }

  renders() {
    const { journey } = this;
    const adapters = journey.runs.filter((run) => run.adapter || run.checkpoints.length > 0);
    return html`<h2 class="visually-hidden">Renders</h2>
      ${adapters.length === 0 ? html`<p class="notice">No adapter is trained yet; until then the base model renders alone.</p>` : ''}
      <render-form .project=${journey.project} .triggerPhrase=${journey.triggerPhrase} .runs=${adapters}></render-form>
      <div class="renders" aria-label=${count(journey.renders.length, 'render')}>
        ${repeat([...journey.renders].reverse(), (render) => render.render, (render) => html`
          <render-card .item=${render} .runs=${journey.runs}></render-card>`)}
      </div>`;
  }

  /** Brings the prompt into sight. */
  async write() {
    await this.updateComplete;
    this.renderRoot.querySelector('render-form')?.write();
  }
}

customElements.define('project-sections', ProjectSections);
