// Which film frames are in sight, and where on the page each is: pure arithmetic.

const LEAST = 48;

/** The first so many frames, or all. */
export const beginning = (frames, some) => ({ from: 0, to: Math.min(frames, Math.max(some, LEAST)) });

/** `view` within the film, at least some frames wide. */
function lawful({ from, to }, frames) {
  const width = Math.min(Math.max(to - from, Math.min(LEAST, frames)), frames);
  const start = Math.min(Math.max(from, 0), frames - width);
  return { from: start, to: start + width };
}

/** So many times as wide, with `frame` staying where it is. */
export function zoomed(view, times, frame, frames) {
  const width = Math.min(Math.max((view.to - view.from) * times, Math.min(LEAST, frames)), frames);
  const share = (frame - view.from) / (view.to - view.from);
  return lawful({ from: frame - share * width, to: frame + (1 - share) * width }, frames);
}

export const moved = (view, by, frames) => lawful({ from: view.from + by, to: view.to + by }, frames);

/** Moved as little as brings the frame into sight, with some room around it. */
export function showing(view, frame, frames) {
  const room = (view.to - view.from) * 0.1;
  if (frame < view.from) {
    return moved(view, frame - room - view.from, frames);
  }
  return frame >= view.to ? moved(view, frame + room - view.to, frames) : view;
}

/** Pixels from the left edge. */
export const xOf = (view, frame, width) => ((frame - view.from) / (view.to - view.from)) * width;

export const frameAt = (view, x, width) => view.from + (x / width) * (view.to - view.from);
