// What is measured on a clip, and the thresholds that judge it: one table for bars, histograms, sorting and fields.

/**
 * `column` is the measure's name in listings, `of` reads it from a clip and its measures, `limits` are the thresholds on it:
 * `low` ones are broken from below, `high` ones from above; `doubt` ones only ask for a look. `skewed` measures crowd near
 * zero and are drawn on a square-root scale; `top` is the value at the right end of a bar.
 */
export const MEASURES = [
  {
    column: 'frames', word: 'Frames', of: (measures, clip) => clip.frames, media: ['CLIP'], top: 129, step: 1, whole: true,
    limits: [{ path: ['leastFrames'], side: 'low', word: 'too short under' }],
  },
  {
    column: 'motion', word: 'Motion', of: (measures) => measures.motion.mean, media: ['CLIP'], skewed: true, top: 40, step: 0.05,
    limits: [
      { path: ['motion', 'least'], side: 'low', word: 'too static under' },
      { path: ['motion', 'calm'], side: 'low', doubt: true, word: 'look under' },
      { path: ['motion', 'fast'], side: 'high', doubt: true, word: 'look over' },
    ],
  },
  {
    column: 'transition', word: 'Transition', of: (measures) => measures.transition, media: ['CLIP'], top: 60, step: 0.5,
    limits: [{ path: ['mostTransition'], side: 'high', word: 'fast transition over' }],
  },
  {
    column: 'brightness', word: 'Brightness', of: (measures) => measures.tone.brightness, media: ['CLIP', 'STILL'], top: 255, step: 1,
    limits: [{ path: ['leastBrightness'], side: 'low', word: 'dark under' }],
  },
  {
    column: 'sharpness', word: 'Sharpness', of: (measures) => measures.tone.sharpness, media: ['CLIP', 'STILL'], skewed: true,
    top: 1000, step: 1,
    limits: [{ path: ['leastSharpness'], side: 'low', doubt: true, word: 'look under' }],
  },
  {
    column: 'flicker', word: 'Flicker', of: (measures) => measures.tone.flicker, media: ['CLIP'], top: 12, step: 0.1,
    limits: [{ path: ['mostFlicker'], side: 'high', doubt: true, word: 'look over' }],
  },
  {
    column: 'letterbox', word: 'Black bars', of: (measures) => measures.letterbox, media: ['CLIP', 'STILL'], top: 0.3, step: 0.01,
    percent: true, limits: [{ path: ['mostLetterbox'], side: 'high', word: 'letterboxed over' }],
  },
  {
    column: 'overlay', word: 'Text', of: (measures) => measures.overlay, media: ['CLIP', 'STILL'], top: 0.05, step: 0.001,
    percent: true, limits: [{ path: ['mostOverlay'], side: 'high', word: 'text over' }],
  },
  {
    column: 'colourfulness', word: 'Colourfulness', of: (measures) => measures.tone.colourfulness, media: ['CLIP', 'STILL'], top: 110,
    step: 1, limits: [],
  },
];

export const measuresOf = (medium) => MEASURES.filter((measure) => measure.media.includes(medium));

export const limitOf = (thresholds, path) => path.reduce((at, key) => at[key], thresholds);

/** The thresholds with another value at `path`. */
export function withLimit(thresholds, path, value) {
  const [key, ...rest] = path;
  return { ...thresholds, [key]: rest.length === 0 ? value : withLimit(thresholds[key], rest, value) };
}

/** The same, with the thresholds on motion kept in their order: what is in the way is pushed along. */
export function movedLimit(thresholds, path, value) {
  const moved = withLimit(thresholds, path, value);
  const { least, calm, fast } = moved.motion;
  switch (path.join('.')) {
    case 'motion.least': return { ...moved, motion: { least, calm: Math.max(calm, least), fast: Math.max(fast, least + 0.05, calm) } };
    case 'motion.calm': return { ...moved, motion: { least: Math.min(least, calm), calm, fast: Math.max(fast, calm + 0.05) } };
    case 'motion.fast': return { ...moved, motion: { least: Math.min(least, fast - 0.05), calm: Math.min(calm, fast - 0.05), fast } };
    default: return moved;
  }
}

/** `value` as text: shares in percent, the rest with the digits that tell something. */
export function saying(measure, value) {
  if (measure.whole) {
    return String(Math.round(value));
  }
  if (measure.percent) {
    return `${Number((value * 100).toFixed(measure.step < 0.01 ? 2 : 1))} %`;
  }
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Where between 0 and 1 a value stands on a scale that ends at `top`. */
export const place = (measure, value, top = measure.top) => {
  const share = Math.min(Math.max(value / top, 0), 1);
  return measure.skewed ? Math.sqrt(share) : share;
};

/** The value at that place. */
export const valueAt = (measure, share, top) => top * (measure.skewed ? share * share : share);

export const broken = (limit, value, threshold) => (limit.side === 'low' ? value < threshold : value > threshold);
