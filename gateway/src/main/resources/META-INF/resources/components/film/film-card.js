import { LitElement, css, html, svg } from 'lit';
import { framesOf } from '../clip/shelf.js';
import { shared } from '../styles.js';
import { bytes, clock, count, sentence, stateTone, stateWord, verdictTone, verdictWord } from '../words.js';

/** A film: how far ingest is, and its shots on a line of time, coloured by what became of them. */
class FilmCard extends LitElement {
  static properties = { film: {}, clips: {} };

  static styles = [shared, css`
    h3 { overflow-wrap: anywhere; min-width: 0; }
    .badge.plain::before { display: none; }
    svg { display: block; width: 100%; height: 2.6rem; border-radius: 8px; background: var(--sunken); }
    rect { fill: var(--ink-soft); opacity: 0.45; }
    rect.good { fill: var(--good); opacity: 0.9; }
    rect.busy { fill: var(--accent); opacity: 0.7; }
    rect.bad { fill: var(--bad); opacity: 0.7; }
    rect.warn { fill: var(--warn); opacity: 0.75; }
    .legend { font-size: 0.85rem; color: var(--ink-soft); justify-content: space-between; }
  `];

  render() {
    const { film } = this;
    const collection = film.kind === 'COLLECTION';
    const again = film.state === 'INGESTING' && film.frames !== undefined;
    return html`<article class="card stack">
      <div class="row spread">
        <h3>${film.name}</h3>
        <span class="row">${collection ? html`<span class="badge plain">Collection</span>` : ''}
          <span class="badge ${stateTone(film.state)}">${again ? 'Cutting again' : stateWord(film.state)}</span></span>
      </div>
      ${film.problem ? html`<p class="error">${film.problem.sentence}</p>` : ''}
      ${this.shots.length > 0 ? this.timeline() : ''}
      ${film.state === 'INGESTING' && film.progress ? html`
        <progress .max=${film.progress.total || 1} .value=${film.progress.done} aria-label=${film.progress.stage}></progress>
        <p class="small soft number">${film.progress.stage}, ${film.progress.done} of ${film.progress.total}</p>` : ''}
      <div class="row spread compact">
        <dl class="facts">
          <div><dt>Size</dt><dd>${bytes(film.size)}</dd></div>
          ${film.resolution ? html`<div><dt>Picture</dt><dd>${film.resolution.width} × ${film.resolution.height}</dd></div>` : ''}
          ${film.rate ? html`<div><dt>Rate</dt><dd>${this.rate().toFixed(3).replace(/\.?0+$/, '')} fps</dd></div>` : ''}
          ${film.frames ? html`<div><dt>Length</dt><dd>${clock(film.frames / this.rate())}</dd></div>` : ''}
          ${film.shots !== undefined ? html`<div><dt>Shots</dt><dd>${film.shots.toLocaleString('en')}</dd></div>` : ''}
          ${this.clips.length > 0 ? html`<div><dt>Kept</dt><dd>${this.kept} of ${count(this.clips.length, 'clip')}</dd></div>` : ''}
        </dl>
        ${film.state === 'INGESTED' && !collection ? html`
          <a class="button" href="#/projects/${film.project}/films/${film.film}" aria-label="Edit the cuts of ${film.name}">Edit cuts</a>` : ''}
      </div>
      ${film.warnings.map((warning) => html`<p class="notice">${sentence(warning)}</p>`)}
    </article>`;
  }

  rate() {
    return this.film.rate.numerator / this.film.rate.denominator;
  }

  get kept() {
    return this.clips.filter((clip) => clip.standing === 'Kept').length.toLocaleString('en');
  }

  /** The clips that are shots of this film, with their frames; what was imported has none. */
  get shots() {
    return this.clips.map((clip) => ({ clip, frames: framesOf(clip.clip) })).filter(({ frames }) => frames !== null);
  }

  timeline() {
    const { shots } = this;
    const total = this.film.frames ?? Math.max(...shots.map(({ frames }) => frames.to));
    const said = `${count(shots.length, 'shot')}, ${this.kept} kept`;
    return html`<div class="stack">
      <svg viewBox="0 0 1000 40" preserveAspectRatio="none" role="img" aria-label="Timeline: ${said}">
        ${shots.map((shot) => this.shot(shot, 1000 / total))}</svg>
      <div class="row legend number"><span>frame 0</span><span>${said}</span><span>${total.toLocaleString('en')}</span></div>
    </div>`;
  }

  shot({ clip, frames }, scale) {
    const long = (frames.to - frames.from) * scale;
    const between = Math.min(3, long * 0.15);
    return svg`<rect class=${clip.standing ? verdictTone(clip.standing) : ''} x=${frames.from * scale + between / 2} y="4"
      width=${Math.max(long - between, 0.6)} height="32" rx=${Math.min(3, long / 4)}>
      <title>Shot ${clip.shot}: ${clip.standing ? verdictWord(clip.standing) : 'being judged'}</title></rect>`;
  }
}

customElements.define('film-card', FilmCard);
