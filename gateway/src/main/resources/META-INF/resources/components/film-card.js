import { LitElement, css, html, svg } from 'lit';
import { shared } from './styles.js';
import { bytes, clock, count, stateTone, stateWord, verdictTone, verdictWord } from './words.js';

/** A film: how far ingest is, and its shots on a line of time, coloured by what became of them. */
class FilmCard extends LitElement {
  static properties = { film: {}, clips: {} };

  static styles = [shared, css`
    h3 { overflow-wrap: anywhere; }
    svg { display: block; width: 100%; height: 2.6rem; border-radius: 8px; background: var(--sunken); }
    rect { fill: var(--ink-soft); opacity: 0.45; }
    rect.good { fill: var(--good); opacity: 0.9; }
    rect.warn { fill: var(--warn); opacity: 0.75; }
    .legend { font-size: 0.85rem; color: var(--ink-soft); justify-content: space-between; }
  `];

  render() {
    const { film } = this;
    return html`<article class="card stack">
      <div class="row spread">
        <h3>${film.name}</h3>
        <span class="badge ${stateTone(film.state)}">${stateWord(film.state)}</span>
      </div>
      ${film.problem ? html`<p class="error">${film.problem.sentence}</p>` : ''}
      ${this.clips.length > 0 ? this.timeline() : ''}
      ${film.state === 'INGESTING' && film.progress ? html`
        <progress .max=${film.progress.total || 1} .value=${film.progress.done} aria-label=${film.progress.stage}></progress>
        <p class="small soft number">${film.progress.stage}, ${film.progress.done} of ${film.progress.total}</p>` : ''}
      <dl class="facts">
        <div><dt>Size</dt><dd>${bytes(film.size)}</dd></div>
        ${film.resolution ? html`<div><dt>Picture</dt><dd>${film.resolution.width} × ${film.resolution.height}</dd></div>` : ''}
        ${film.rate ? html`<div><dt>Rate</dt><dd>${this.rate().toFixed(3).replace(/\.?0+$/, '')} fps</dd></div>` : ''}
        ${film.frames ? html`<div><dt>Length</dt><dd>${clock(film.frames / this.rate())}</dd></div>` : ''}
        ${film.shots !== undefined ? html`<div><dt>Shots</dt><dd>${film.shots}</dd></div>` : ''}
        ${film.state === 'INGESTED' ? html`<div><dt>Kept</dt><dd>${film.verdicts.Kept ?? 0}</dd></div>` : ''}
      </dl>
      ${film.warnings.map((warning) => html`<p class="notice">${warning}</p>`)}
    </article>`;
  }

  rate() {
    return this.film.rate.numerator / this.film.rate.denominator;
  }

  timeline() {
    const total = this.film.frames ?? Math.max(...this.clips.map((clip) => clip.lastFrame + 1));
    const said = `${count(this.clips.length, 'shot')}, ${this.clips.filter((clip) => clip.verdict?.verdict === 'Kept').length} kept`;
    return html`<div class="stack">
      <svg viewBox="0 0 1000 40" preserveAspectRatio="none" role="img" aria-label="Timeline: ${said}">
        ${this.clips.map((clip) => this.shot(clip, 1000 / total))}</svg>
      <div class="row legend number"><span>frame 0</span><span>${said}</span><span>${total.toLocaleString('en')}</span></div>
    </div>`;
  }

  shot(clip, scale) {
    const label = clip.verdict?.verdict;
    const width = Math.max((clip.lastFrame - clip.firstFrame + 1) * scale - 3, 2);
    const tone = label ? verdictTone(label) : '';
    return svg`<rect class=${tone} x=${clip.firstFrame * scale + 1.5} y="4" width=${width} height="32" rx="3">
      <title>Shot ${clip.shot}: ${label ? verdictWord(label) : 'being judged'}${clip.reason && label !== 'Kept' ? `, ${clip.reason}` : ''}</title></rect>`;
  }
}

customElements.define('film-card', FilmCard);
