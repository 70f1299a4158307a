// A film's shots as a person edits them: pure steps from one list of `{from, to}` to the next, in film order.

export const USUAL = Object.freeze({ ratio: 3.5, window: 3, leastContent: 15, leastSeconds: 0.6, guard: 2 });

/** Frames that a shot must have. */
const LEAST = 2;

export const nameOf = ({ from, to }) => `${from}-${to}`;

/** The index of the shot that has this frame, or -1. */
export function shotAt(shots, frame) {
  let low = 0;
  let high = shots.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (shots[middle].to <= frame) {
      low = middle + 1;
    } else if (shots[middle].from > frame) {
      high = middle - 1;
    } else {
      return middle;
    }
  }
  return -1;
}

/** Whether both halves would be long enough to be shots. */
export const splits = (shot, frame) => shot !== undefined && frame - shot.from >= LEAST && shot.to - frame >= LEAST;

/** The frame becomes the first of a shot of its own. */
export function split(shots, frame) {
  const index = shotAt(shots, frame);
  if (!splits(shots[index], frame)) {
    return shots;
  }
  const { from, to } = shots[index];
  return shots.toSpliced(index, 1, { from, to: frame }, { from: frame, to });
}

/** One shot with the next, and what lay between them. */
export function merge(shots, index) {
  if (index < 0 || index + 1 >= shots.length) {
    return shots;
  }
  return shots.toSpliced(index, 2, { from: shots[index].from, to: shots[index + 1].to });
}

/** Moves an end, as far as the neighbours and the shot's own other end allow. */
export function trim(shots, index, end, frame, frames) {
  const shot = shots[index];
  if (!shot) {
    return shots;
  }
  const least = end === 'from' ? (shots[index - 1]?.to ?? 0) : shot.from + LEAST;
  const most = end === 'from' ? shot.to - LEAST : (shots[index + 1]?.from ?? frames);
  const at = Math.min(Math.max(Math.round(frame), least), most);
  return at === shot[end] ? shots : shots.with(index, { ...shot, [end]: at });
}

export const drop = (shots, index) => (shots[index] ? shots.toSpliced(index, 1) : shots);

/** What putting `draft` in the place of `current` would do, in shots. */
export function difference(current, draft) {
  const known = new Set(current.map(nameOf));
  const wanted = new Set(draft.map(nameOf));
  const unchanged = draft.filter((shot) => known.has(nameOf(shot))).length;
  return { added: wanted.size - unchanged, withdrawn: known.size - unchanged, unchanged };
}

/** Frames of a clip at 16 a second that so many film frames make. */
export const clipFrames = (frames, rate) => Math.floor((frames * 16) / rate + 0.5);
