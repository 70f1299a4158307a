import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { framesOf } from '../clip/shelf.js';
import { shared } from '../styles.js';
import { count, settled } from '../words.js';
import { CutHistory } from './cut-history.js';
import './cut-monitor.js';
import './cut-order.js';
import { USUAL, clipFrames, difference, drop, merge, nameOf, shotAt, split, splits, trim } from './cut-plan.js';
import './cut-settings.js';
import './film-overview.js';
import './score-curve.js';
import './shot-strip.js';
import { beginning, showing, zoomed } from './view.js';

const POINTS = 1600;
const FIRST_SECONDS = 90;

/** Where the shots of a film lie: thresholds over its scores, and a person's splits, merges and trims. */
class CutEditor extends LitElement {
  static properties = {
    film: {}, clips: {}, shots: { state: true }, current: { state: true }, plan: { state: true }, settings: { state: true },
    scores: { state: true }, view: { state: true }, playhead: { state: true }, error: { state: true },
  };

  static styles = [shared, css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
    .top { display: grid; grid-template-columns: minmax(0, 22rem) minmax(0, 1fr); gap: 1.2rem; align-items: start; }
    @media (max-width: 760px) { .top { grid-template-columns: minmax(0, 1fr); } }
    .time { display: grid; gap: 0.5rem; }
    .time:focus-visible { outline-offset: 6px; border-radius: 8px; }
  `];

  constructor() {
    super();
    this.error = '';
    this.playhead = 0;
    this.settings = { ...USUAL };
    this.draw = settled(() => this.replan(), 140);
    this.look = settled(() => this.readScores(), 140);
  }

  disconnectedCallback() {
    this.draw.forget();
    this.look.forget();
    super.disconnectedCallback();
  }

  willUpdate(changed) {
    if (changed.has('film') && this.film.film !== changed.get('film')?.film) {
      this.begin();
    } else if (changed.has('film') && this.film.state !== changed.get('film')?.state && this.plan) {
      this.replan(false);
    }
    if (changed.has('view') && this.view) {
      this.look();
    }
  }

  async begin() {
    this.history = new CutHistory();
    this.shots = null;
    try {
      this.plan = await api.shots(this.film.film, {});
      this.current = this.plan.current;
      this.shots = this.plan.current;
      this.settings = { ...this.plan.settings };
      this.view = beginning(this.plan.frames, FIRST_SECONDS * this.rate);
    } catch (problem) {
      this.error = problem.message;
    }
  }

  async readScores() {
    const { from, to } = this.view;
    const range = { from: Math.floor(from), to: Math.ceil(to), points: POINTS };
    try {
      const scores = await api.scores(this.film.film, range);
      if (from === this.view.from && to === this.view.to) {
        this.scores = scores;
      }
    } catch (problem) {
      this.error = problem.message;
    }
  }

  /** Draws the cuts anew with the settings; `taking` them as the draft, or only learning what is in force. */
  async replan(taking = true) {
    const asked = this.settings;
    try {
      const plan = await api.shots(this.film.film, asked);
      if (asked !== this.settings) {
        return;
      }
      const untouched = this.shots === this.current;
      this.plan = plan;
      this.current = plan.current;
      if (taking) {
        this.shots = plan.shots;
      } else if (untouched || same(this.shots, plan.current)) {
        this.shots = plan.current;
      }
      this.error = '';
    } catch (problem) {
      this.error = problem.message;
    }
  }

  get rate() {
    return this.plan.rate.numerator / this.plan.rate.denominator;
  }

  get selected() {
    return shotAt(this.shots, this.playhead);
  }

  render() {
    if (!this.shots) {
      return this.error
        ? html`<p class="error" role="alert">${this.error}</p>`
        : html`<p class="soft" role="status">Reading the scores of the film…</p>`;
    }
    const { frames } = this.plan;
    return html`
      <div class="top">
        <cut-monitor .frame=${this.playhead} .rate=${this.rate} .clip=${this.clipAt()}></cut-monitor>
        <div class="stack">
          <p>${this.words()}</p>
          ${this.tools()}
          <cut-settings .settings=${this.settings} @threshold=${(event) => this.set(event.detail)} @reset=${() => this.set(null)}></cut-settings>
        </div>
      </div>
      <div class="time" tabindex="0" role="group" aria-label="Cuts over time" @keydown=${this.key}>
        <score-curve .scores=${this.scores} .plan=${this.plan} .settings=${this.settings} .view=${this.view} .frames=${frames} .playhead=${this.playhead}
          @viewed=${this.see} @pointed=${(event) => { this.playhead = event.detail; }} @threshold=${(event) => this.set(event.detail)}></score-curve>
        <shot-strip .shots=${this.shots} .plan=${this.plan} .posters=${this.posters()} .view=${this.view} .selected=${this.selected}
          .playhead=${this.playhead} @picked=${(event) => this.go(this.shots[event.detail].from)} @grabbed=${this.hold} @trimmed=${this.pull}></shot-strip>
        <film-overview .view=${this.view} .frames=${frames} .rate=${this.rate} .playhead=${this.playhead} @viewed=${this.see}></film-overview>
      </div>
      <p class="soft small keys"><kbd>←</kbd> <kbd>→</kbd> a frame, with <kbd>Shift</kbd> a second <kbd>N</kbd> <kbd>P</kbd> next and last shot <kbd>S</kbd> split
        <kbd>M</kbd> merge with next <kbd>[</kbd> <kbd>]</kbd> begin and end here <kbd>Del</kbd> leave out <kbd>+</kbd> <kbd>−</kbd> zoom
        <kbd>Ctrl</kbd>+<kbd>Z</kbd> undo</p>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      <cut-order .film=${this.film} .shots=${this.shots} .change=${difference(this.current, this.shots)}
        @ordered=${this.ordered} @discarded=${() => this.become(this.current)}></cut-order>`;
  }

  words() {
    const shot = this.shots[this.selected];
    const { cuts, transitions, flashes } = this.plan;
    const what = `${count(this.shots.length, 'shot')}, ${count(cuts.length, 'cut')}, `
      + `${count(transitions.length, 'fade or dissolve', 'fades and dissolves')}, ${count(flashes.length, 'flash', 'flashes')}.`;
    if (!shot) {
      return `${what} The playhead is between shots.`;
    }
    const frames = shot.to - shot.from;
    return `${what} Shot ${this.selected + 1}: ${count(frames, 'film frame')}, ${clipFrames(frames, this.rate)} at 16 a second.`;
  }

  tools() {
    const shot = this.shots[this.selected];
    const tool = (word, act, able = true) => html`<button ?disabled=${!able} @click=${act}>${word}</button>`;
    return html`<div class="row compact" role="toolbar" aria-label="Cuts">
      ${tool('Split here', this.split, splits(shot, this.playhead))}
      ${tool('Merge with next', this.merge, this.selected >= 0 && this.selected + 1 < this.shots.length)}
      ${tool('Begin here', () => this.trimTo('from'), shot && shot.from !== this.playhead)}
      ${tool('End here', () => this.trimTo('to'), shot && shot.to !== this.playhead + 1)}
      ${tool('Leave out', this.drop, Boolean(shot))}
      ${tool('Undo', this.undo, this.history.past.length > 0)} ${tool('Redo', this.redo, this.history.future.length > 0)}
      ${tool('Zoom in', () => this.zoom(0.5))} ${tool('Zoom out', () => this.zoom(2))}
    </div>`;
  }

  key(event) {
    const control = event.ctrlKey || event.metaKey;
    const by = event.shiftKey ? Math.round(this.rate) : 1;
    const acts = {
      arrowleft: () => this.go(this.playhead - by), arrowright: () => this.go(this.playhead + by), n: () => this.jump(1), p: () => this.jump(-1),
      s: () => this.split(), m: () => this.merge(), '[': () => this.trimTo('from'), ']': () => this.trimTo('to'), delete: () => this.drop(),
      '+': () => this.zoom(0.5), '=': () => this.zoom(0.5), '-': () => this.zoom(2), home: () => this.go(0), end: () => this.go(this.plan.frames - 1),
    };
    const withControl = { z: () => (event.shiftKey ? this.redo() : this.undo()), y: () => this.redo() };
    const act = (control ? withControl : acts)[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  go(frame) {
    this.playhead = Math.min(Math.max(frame, 0), this.plan.frames - 1);
    this.view = showing(this.view, this.playhead, this.plan.frames);
  }

  jump(by) {
    const starts = this.shots.map((shot) => shot.from);
    const next = by > 0 ? starts.find((from) => from > this.playhead) : starts.findLast((from) => from < this.playhead);
    this.go(next ?? (by > 0 ? this.plan.frames - 1 : 0));
  }

  see(event) {
    this.view = event.detail;
  }

  zoom(times) {
    this.view = showing(zoomed(this.view, times, this.playhead, this.plan.frames), this.playhead, this.plan.frames);
  }

  set(threshold) {
    if (!this.settling) {
      this.history.remember(this.state());
    }
    this.settling = true;
    this.settings = threshold ? { ...this.settings, [threshold.setting]: threshold.value } : { ...USUAL };
    this.draw();
    clearTimeout(this.calm);
    this.calm = setTimeout(() => { this.settling = false; }, 800);
  }

  state() {
    return { shots: this.shots, settings: this.settings, plan: this.plan };
  }

  become(shots) {
    if (shots !== this.shots) {
      this.history.remember(this.state());
      this.shots = shots;
    }
  }

  split() {
    this.become(split(this.shots, this.playhead));
  }

  merge() {
    this.become(merge(this.shots, this.selected));
  }

  trimTo(end) {
    this.become(trim(this.shots, this.selected, end, end === 'from' ? this.playhead : this.playhead + 1, this.plan.frames));
  }

  drop() {
    this.become(drop(this.shots, this.selected));
  }

  /** An end is dragged: one step of history for the whole drag. */
  hold() {
    this.history.remember(this.state());
    this.held = this.selected;
  }

  pull({ detail: { end, frame } }) {
    this.shots = trim(this.shots, this.held, end, frame, this.plan.frames);
    this.playhead = end === 'from' ? this.shots[this.held].from : this.shots[this.held].to - 1;
  }

  undo() {
    this.draw.forget();
    Object.assign(this, this.history.back(this.state()));
  }

  redo() {
    Object.assign(this, this.history.again(this.state()));
  }

  posters() {
    if (this.postersOf !== this.clips) {
      this.postersOf = this.clips;
      const named = this.clips.map((clip) => [framesOf(clip.clip), clip.clip]).filter(([range]) => range !== null);
      this.known = new Map(named.map(([range, id]) => [nameOf(range), id]));
      this.ranges = named.map(([range, id]) => ({ ...range, id }));
    }
    return this.known;
  }

  clipAt() {
    this.posters();
    return this.ranges.find((range) => range.from <= this.playhead && this.playhead < range.to);
  }

  ordered() {
    this.current = this.shots;
    this.history = new CutHistory();
  }
}

const same = (one, other) => one.length === other.length && one.every((shot, index) => nameOf(shot) === nameOf(other[index]));

customElements.define('cut-editor', CutEditor);
