import { Problem, parsed, refusal, unreachable } from './api.js';

// A resumable upload after the tus protocol 1.0.0: pieces of a file are sent one after the other, and after every break
// the studio is asked how far it got.

const VERSION = '1.0.0';
const PIECE = 16_000_000;
const FIRST_PATIENCE = 1000;
const LONGEST_PATIENCE = 30_000;

const text64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** Uploads that were begun, by what tells one file from another; for this visit only where storage is forbidden. */
export const memory = {
  visit: new Map(),
  key: (project, file) => `genga.upload.${project}.${file.name}.${file.size}.${file.lastModified}`,

  find(project, file) {
    try {
      return localStorage.getItem(this.key(project, file));
    } catch {
      return this.visit.get(this.key(project, file)) ?? null;
    }
  },

  keep(project, file, address) {
    try {
      localStorage.setItem(this.key(project, file), address);
    } catch {
      this.visit.set(this.key(project, file), address);
    }
  },

  forget(project, file) {
    this.visit.delete(this.key(project, file));
    try {
      localStorage.removeItem(this.key(project, file));
    } catch {
      // Then it was not there either.
    }
  },
};

/** One file on its way. `onProgress(sent)` hears bytes, `onWaiting(reason)` that the line broke, or '' that it is back. */
export class Upload {
  constructor(project, file, { onProgress, onWaiting }) {
    this.project = project;
    this.file = file;
    this.onProgress = onProgress;
    this.onWaiting = onWaiting;
    this.stopped = false;
    this.film = null;
  }

  /** Sends until all has become a film (true) or `stop()` was called (false); throws what the studio refuses. */
  async run() {
    this.stopped = false;
    let patience = FIRST_PATIENCE;
    while (!this.stopped) {
      try {
        let sent = await this.arrived();
        while (!this.film && !this.stopped) {
          this.onWaiting('');
          sent = await this.send(sent);
          patience = FIRST_PATIENCE;
        }
        if (this.film) {
          memory.forget(this.project, this.file);
          return true;
        }
      } catch (problem) {
        if (!this.stopped) {
          await this.recover(problem, patience);
          patience = Math.min(patience * 2, LONGEST_PATIENCE);
        }
      }
    }
    return false;
  }

  stop() {
    this.stopped = true;
    this.request?.abort();
    this.wake?.();
  }

  /** Ends it for good and has what arrived thrown away. */
  async discard() {
    this.stop();
    const address = memory.find(this.project, this.file);
    memory.forget(this.project, this.file);
    if (address) {
      await this.ask('DELETE', address);
    }
  }

  /** How much the studio has; begins the upload where it has none. */
  async arrived() {
    const known = memory.find(this.project, this.file);
    if (known) {
      const answer = await this.ask('HEAD', known);
      if (answer.status < 300) {
        return this.told(answer);
      }
      if (answer.status !== 404 && answer.status !== 410) {
        throw refusal(answer.status, parsed(answer.responseText));
      }
      memory.forget(this.project, this.file);
    }
    const answer = await this.ask('POST', `/v1/projects/${encodeURIComponent(this.project)}/uploads`, {
      'Upload-Length': this.file.size,
      'Upload-Metadata': `filename ${text64(this.file.name)}`,
    });
    if (answer.status !== 201) {
      throw refusal(answer.status, parsed(answer.responseText));
    }
    const { pathname } = new URL(answer.getResponseHeader('Location'), location.href);
    memory.keep(this.project, this.file, pathname);
    return 0;
  }

  /** How much has arrived, in the studio's words; it names the film once all has. */
  told(answer) {
    const sent = Number(answer.getResponseHeader('Upload-Offset'));
    this.film = answer.getResponseHeader('Genga-Film');
    this.onProgress(sent);
    return sent;
  }

  async send(from) {
    const address = memory.find(this.project, this.file);
    const piece = this.file.slice(from, from + PIECE);
    const answer = await this.ask('PATCH', address, {
      'Upload-Offset': from,
      'Content-Type': 'application/offset+octet-stream',
    }, piece, (loaded) => this.onProgress(from + loaded));
    if (answer.status >= 300) {
      throw refusal(answer.status, parsed(answer.responseText));
    }
    return this.told(answer);
  }

  /** A broken line, a busy studio and a clash of offsets pass by themselves; a refusal does not. */
  async recover(problem, patience) {
    const passing = !(problem instanceof Problem) || problem.status === 0 || problem.status >= 500
      || [404, 409, 410, 423, 429].includes(problem.status);
    if (!passing) {
      throw problem;
    }
    this.onWaiting(problem.message);
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, patience);
      this.wake = () => { clearTimeout(timer); resolve(); };
      addEventListener('online', this.wake, { once: true });
    });
    removeEventListener('online', this.wake);
  }

  /** XMLHttpRequest, since fetch does not tell how much of a body has gone out. */
  ask(method, address, headers = {}, body = null, onSent = null) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, address);
      request.setRequestHeader('Tus-Resumable', VERSION);
      for (const [name, value] of Object.entries(headers)) {
        request.setRequestHeader(name, value);
      }
      if (onSent) {
        request.upload.onprogress = (event) => onSent(event.loaded);
      }
      request.onload = () => resolve(request);
      request.onerror = () => reject(unreachable());
      request.onabort = request.onerror;
      this.request = request;
      request.send(body);
    });
  }
}
