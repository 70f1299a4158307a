// A dataset part as the page edits it, and how it is said.

export const EXTRACTIONS = {
  head: 'the first frames',
  chunk: 'all, one after the other',
  slide: 'a window that slides',
  uniform: 'some, evenly spread',
  full: 'the whole clip',
};

export const clipPart = (size) =>
  ({ ...size, targetFrames: [1, 21, 45], extraction: 'head', samples: 1, stride: 1, maxFrames: 129, repeats: 1, medium: 'CLIP' });

export const stillPart = () =>
  ({ width: 768, height: 768, targetFrames: [1], extraction: 'head', samples: 1, stride: 1, maxFrames: 129, repeats: 1, medium: 'STILL' });

/** The longest fragment of the part, as one of the lengths there are. */
export function longest(part) {
  const frames = part.extraction === 'full' ? part.maxFrames : Math.max(...part.targetFrames, 1);
  return Math.min(1 + 4 * Math.floor((frames - 1) / 4), 161);
}

export function said(part) {
  const size = `${part.width} × ${part.height}`;
  if (part.medium === 'STILL') {
    return `Stills at ${size}`;
  }
  const frames = part.extraction === 'full' ? `whole clips up to ${part.maxFrames} frames` : `${part.targetFrames.join(', ')} frames`;
  return `Clips at ${size}, ${frames}`;
}
