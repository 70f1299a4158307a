import * as api from '../../api.js';
import { settled } from '../words.js';

const CHANGING = new Set(['ClipCut', 'ClipScreened', 'ClipWithdrawn']);
const SETTLE = 600;
const MOST_AT_ONCE = 10_000;

/** The frames `[from, to)` of the film that a clip shows, read from its name; null for what was imported. */
export function framesOf(clip) {
  const shown = /-(\d{7})-(\d{7}|still)/.exec(clip);
  if (!shown) {
    return null;
  }
  const from = Number(shown[1]);
  return { from, to: shown[2] === 'still' ? from + 1 : Number(shown[2]) };
}

/** All clips and stills of a project, little said of each, kept up with the facts. Tells `changed`. */
export class Shelf extends EventTarget {
  constructor(project) {
    super();
    this.project = project;
    this.clips = [];
    this.stills = [];
    this.ready = false;
    this.error = '';
    this.before = [];
    this.orders = 0;
    this.ordering = Promise.resolve();
    this.later = settled(() => this.read(), SETTLE);
  }

  /** Reads what there is; again, if a person ruled meanwhile, since the answer may be from before that. */
  async read() {
    let orders;
    do {
      await this.ordering;
      orders = this.orders;
      await this.readOnce();
    } while (orders !== this.orders);
  }

  async readOnce() {
    const { orders } = this;
    try {
      const [clips, stills] = await Promise.all(['CLIP', 'STILL'].map((medium) => api.briefClips(this.project, medium)));
      if (orders === this.orders) {
        this.clips = clips;
        this.stills = stills;
      }
      this.error = '';
    } catch (problem) {
      this.error = problem.message;
    }
    this.ready = true;
    this.tell();
  }

  hear(type, fact) {
    if (type === 'ClipRuled') {
      this.note([fact.clip], fact.ruling);
      if (fact.ruling === 'AS_SCREENED') {
        this.later();
      }
    } else if (CHANGING.has(type)) {
      this.later();
    }
  }

  /** Rules on clips: shown at once, said to the studio, taken back if it refuses. */
  async rule(ids, ruling) {
    const wanted = new Set(ids);
    const changed = [...this.clips, ...this.stills].filter((clip) => wanted.has(clip.clip));
    this.before.push(changed.map((clip) => ({ clip: clip.clip, ruling: clip.ruling ?? 'AS_SCREENED' })));
    await this.order(ids, ruling);
  }

  get undoable() {
    return this.before.length > 0;
  }

  /** Takes the last ruling back. */
  async undo() {
    const last = this.before.pop() ?? [];
    for (const ruling of new Set(last.map((each) => each.ruling))) {
      await this.order(last.filter((each) => each.ruling === ruling).map((each) => each.clip), ruling);
    }
    return last.length;
  }

  /** One order after the other, or the studio might hear a ruling after the one that takes it back. */
  async order(ids, ruling) {
    this.note(ids, ruling);
    this.orders += 1;
    const sent = this.ordering.then(() => this.send(ids, ruling));
    this.ordering = sent.catch(() => {});
    try {
      await sent;
    } catch (problem) {
      await this.read();
      throw problem;
    }
    if (ruling === 'AS_SCREENED') {
      await this.read();
    }
  }

  async send(ids, ruling) {
    for (let at = 0; at < ids.length; at += MOST_AT_ONCE) {
      await api.rule(this.project, ruling, ids.slice(at, at + MOST_AT_ONCE));
    }
  }

  note(ids, ruling) {
    const wanted = new Set(ids);
    const ruled = (clip) => (wanted.has(clip.clip) ? withRuling(clip, ruling) : clip);
    this.clips = this.clips.map(ruled);
    this.stills = this.stills.map(ruled);
    this.tell();
  }

  tell() {
    this.dispatchEvent(new Event('changed'));
  }

  close() {
    this.later.forget();
  }
}

function withRuling(clip, ruling) {
  switch (ruling) {
    case 'KEEP': return { ...clip, ruling, standing: 'Kept' };
    case 'REJECT': return { ...clip, ruling, standing: 'Rejected' };
    default: return { ...clip, ruling: undefined };
  }
}
