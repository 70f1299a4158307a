import { LitElement, css, html } from 'lit';
import { shared } from '../styles.js';
import { count } from '../words.js';
import { NOTHING, all, only, ranged, remaining, toggled } from './selection.js';
import './clip-filters.js';
import './clip-view.js';
import './clip-window.js';
import './ruling-bar.js';

const RULINGS = { k: 'KEEP', x: 'REJECT', u: 'AS_SCREENED' };

/** Clips, or stills, for a person to go through: see, filter, sort, choose some or many, and rule. */
class ClipReview extends LitElement {
  static properties = {
    shelf: {}, clips: {}, medium: {}, films: {}, thresholds: {}, standing: { state: true }, film: { state: true }, sort: { state: true },
    active: { state: true }, selection: { state: true }, open: { state: true }, error: { state: true },
  };

  static styles = [shared, css`
    clip-filters { margin-bottom: 1rem; }
    .keys { margin-top: 0.9rem; }
  `];

  constructor() {
    super();
    this.standing = '';
    this.film = '';
    this.sort = '';
    this.active = null;
    this.selection = NOTHING;
    this.open = false;
    this.error = '';
  }

  willUpdate(changed) {
    if (changed.has('clips') || changed.has('standing') || changed.has('film') || changed.has('sort')) {
      const place = this.shown?.findIndex((clip) => clip.clip === this.active) ?? -1;
      this.shown = this.listed();
      this.ids = this.shown.map((clip) => clip.clip);
      this.selection = remaining(this.selection, this.ids);
      if (!this.ids.includes(this.active)) {
        this.active = this.ids[Math.min(Math.max(place, 0), this.ids.length - 1)] ?? null;
      }
    }
  }

  listed() {
    const found = this.clips.filter((clip) =>
      (!this.standing || clip.standing === this.standing) && (!this.film || clip.film === this.film));
    if (!this.sort) {
      return found;
    }
    const falling = this.sort.startsWith('-');
    const column = falling ? this.sort.slice(1) : this.sort;
    return found.filter((clip) => clip[column] !== undefined)
      .sort((one, other) => (falling ? other[column] - one[column] : one[column] - other[column]));
  }

  /** Clips by standing, in the film that is looked at. */
  counts() {
    const counts = {};
    for (const clip of this.clips) {
      if (clip.standing && (!this.film || clip.film === this.film)) {
        counts[clip.standing] = (counts[clip.standing] ?? 0) + 1;
      }
    }
    return counts;
  }

  render() {
    const what = this.medium === 'STILL' ? 'still' : 'clip';
    if (this.clips.length === 0) {
      return html`<p class="empty">${this.medium === 'STILL'
        ? 'Stills are proposed here as the shots of a film are found, and pictures you bring along come here too.'
        : 'Clips appear here as the shots of a film are found.'}</p>`;
    }
    const index = this.ids.indexOf(this.active);
    return html`
      <clip-filters .medium=${this.medium} .counts=${this.counts()} .films=${this.films} .standing=${this.standing} .film=${this.film}
        .sort=${this.sort} @filtered=${this.filter}></clip-filters>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      ${this.shown.length === 0 ? html`<p class="empty">No ${what} of this kind.</p>` : html`
        <clip-window .clips=${this.shown} .active=${this.active} .chosen=${this.selection.chosen} .sort=${this.sort}
          .label=${count(this.shown.length, what)} @keydown=${this.key} @click=${this.press} @dblclick=${this.enlarge}
          @boxed=${this.boxed}></clip-window>`}
      <ruling-bar .chosen=${this.selection.chosen.size} .undoable=${this.shelf.undoable} .what=${what}
        @ruled=${(event) => this.rule(event.detail)} @cleared=${() => { this.selection = NOTHING; }} @undone=${this.undo}></ruling-bar>
      <p class="soft small keys"><kbd>K</kbd> keep <kbd>X</kbd> reject <kbd>U</kbd> as screened <kbd>Enter</kbd> look closely
        <kbd>Space</kbd> choose <kbd>Shift</kbd>+arrows a range, <kbd>Ctrl</kbd>+<kbd>A</kbd> all, or drag a box
        <kbd>Ctrl</kbd>+<kbd>Z</kbd> take back</p>
      ${this.open && this.active ? html`
        <clip-view .clip=${this.shown[index]} .thresholds=${this.thresholds} .place=${`${index + 1} of ${this.ids.length}`}
          @ruled=${(event) => this.rule(event.detail, [this.active])} @step=${(event) => this.step(event.detail)}
          @closed=${this.close}></clip-view>` : ''}`;
  }

  filter(event) {
    Object.assign(this, event.detail);
  }

  get grid() {
    return this.renderRoot.querySelector('clip-window');
  }

  key(event) {
    const columns = this.grid.columns;
    const steps = {
      ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, PageDown: columns * 4, PageUp: -columns * 4,
      Home: -this.ids.length, End: this.ids.length,
    };
    const letter = event.key.toLowerCase();
    const control = event.ctrlKey || event.metaKey;
    if (steps[event.key]) {
      this.step(steps[event.key], event.shiftKey);
    } else if (control && letter === 'a') {
      this.selection = all(this.ids);
    } else if (control && letter === 'z') {
      this.undo();
    } else if (!control && RULINGS[letter]) {
      this.rule(RULINGS[letter]);
    } else if (event.key === 'Enter') {
      this.open = true;
    } else if (event.key === ' ') {
      this.selection = toggled(this.selection, this.active);
    } else if (event.key === 'Escape') {
      this.selection = NOTHING;
    } else {
      return;
    }
    event.preventDefault();
  }

  step(by, extending = false) {
    const from = this.ids.indexOf(this.active);
    const to = Math.min(Math.max(from + by, 0), this.ids.length - 1);
    if (extending) {
      const begun = this.selection.chosen.size > 0 ? this.selection : only(this.active);
      this.selection = ranged(begun, this.ids[to], this.ids);
    }
    this.active = this.ids[to];
    this.grid?.reveal(to);
  }

  press(event) {
    const path = event.composedPath();
    const tile = path.find((each) => each.localName === 'clip-tile');
    if (!tile) {
      return;
    }
    this.active = tile.clip.clip;
    if (event.shiftKey) {
      this.selection = ranged(this.selection, this.active, this.ids);
    } else if (event.ctrlKey || event.metaKey || path.some((each) => each.dataset?.mark !== undefined)) {
      this.selection = toggled(this.selection, this.active);
    } else {
      this.selection = only(this.active);
      this.open = event.pointerType === 'touch';
    }
  }

  enlarge(event) {
    if (event.composedPath().some((each) => each.localName === 'clip-tile')) {
      this.open = true;
    }
  }

  boxed(event) {
    const { clips, add } = event.detail;
    const chosen = new Set(add ? [...this.selection.chosen, ...clips] : clips);
    this.selection = { chosen, anchor: clips[0] ?? this.selection.anchor };
  }

  /** Rules on what is chosen, or on the one clip that is looked at and goes on to the next. */
  async rule(ruling, on = [...this.selection.chosen]) {
    const single = on.length === 0 || this.open;
    const clips = on.length === 0 ? [this.active] : on;
    if (single) {
      this.step(1);
    }
    this.error = '';
    try {
      await this.shelf.rule(clips, ruling);
    } catch (problem) {
      this.error = problem.message;
    }
  }

  async undo() {
    try {
      await this.shelf.undo();
    } catch (problem) {
      this.error = problem.message;
    }
  }

  async close() {
    this.open = false;
    await this.updateComplete;
    this.grid?.focusList();
  }
}

customElements.define('clip-review', ClipReview);
