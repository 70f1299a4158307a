const MOST = 200;

/** What a person did, to be taken back and done again: each entry is a whole state. */
export class CutHistory {
  past = [];
  future = [];

  remember(state) {
    this.past = [...this.past, state].slice(-MOST);
    this.future = [];
  }

  /** The state before the last step; `now` is kept for `again`. */
  back(now) {
    const before = this.past.pop();
    if (before) {
      this.future.push(now);
    }
    return before;
  }

  again(now) {
    const after = this.future.pop();
    if (after) {
      this.past.push(now);
    }
    return after;
  }
}
