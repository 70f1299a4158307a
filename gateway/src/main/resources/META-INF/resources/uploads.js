import { Upload, memory } from './tus.js';

// The files on their way, one after the other, kept outside of any component: leaving a page of the studio does not
// break an upload, and coming back shows it.

const RECENT = 12_000;

class Uploads extends EventTarget {
  items = [];
  running = null;

  of(project) {
    return this.items.filter((item) => item.project === project);
  }

  add(project, files) {
    const known = new Set(this.of(project).map((item) => `${item.file.name} ${item.file.size}`));
    for (const file of files) {
      if (!known.has(`${file.name} ${file.size}`)) {
        this.items.push({
          project, file, state: 'waiting', sent: 0, error: '', marks: [],
          continued: memory.find(project, file) !== null,
        });
      }
    }
    this.changed();
    this.next();
  }

  pause(item) {
    item.state = 'paused';
    item.upload?.stop();
    this.changed();
  }

  resume(item) {
    item.state = 'waiting';
    item.error = '';
    this.changed();
    this.next();
  }

  async drop(item) {
    this.items = this.items.filter((other) => other !== item);
    this.changed();
    if (item.state !== 'done') {
      item.state = 'dropped';
      await (item.upload ?? new Upload(item.project, item.file, silent)).discard();
    }
  }

  /** Bytes a second over the last while; undefined until that can be told. */
  rate(item) {
    const [first, last] = [item.marks[0], item.marks.at(-1)];
    return last && last.at - first.at > 500 ? ((last.sent - first.sent) * 1000) / (last.at - first.at) : undefined;
  }

  async next() {
    const item = this.items.find((each) => each.state === 'waiting');
    if (this.running || !item) {
      return;
    }
    this.running = item;
    item.state = 'sending';
    item.marks = [];
    item.upload = new Upload(item.project, item.file, {
      onProgress: (sent) => this.progress(item, sent),
      onWaiting: (reason) => { item.error = reason; this.changed(); },
    });
    try {
      if (await item.upload.run()) {
        item.state = 'done';
        this.dispatchEvent(new Event('arrived'));
      }
    } catch (problem) {
      item.state = 'refused';
      item.error = problem.message;
    }
    this.running = null;
    this.changed();
    this.next();
  }

  progress(item, sent) {
    const at = performance.now();
    item.sent = sent;
    item.marks = [...item.marks.filter((mark) => at - mark.at < RECENT), { at, sent }];
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event('changed'));
  }
}

const silent = { onProgress: () => {}, onWaiting: () => {} };

export const uploads = new Uploads();
