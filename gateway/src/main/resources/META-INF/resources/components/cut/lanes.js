// What the score curve draws: each lane is one score over time, with the threshold that a person drags on it.

const log = (value, top) => Math.log(Math.max(value, 1)) / Math.log(top);
const power = (share, top) => Math.exp(share * Math.log(top));

export const LANES = [
  {
    score: 'ratio', setting: 'ratio', word: 'Ratio to neighbours', share: 0.62, top: 64, step: 0.1, least: 1.1,
    up: (value) => Math.min(log(value, 64), 1), value: (share) => power(share, 64),
  },
  {
    score: 'content', setting: 'leastContent', word: 'Change of content', share: 0.38, top: 110, step: 1, least: 1,
    up: (value) => Math.min(Math.sqrt(value / 110), 1), value: (share) => share * share * 110,
  },
];

const GAP = 10;

/** Where each lane lies in a curve of that height: `{lane, top, height}`. */
export function laid(height) {
  let top = 0;
  return LANES.map((lane) => {
    const tall = (height - GAP) * lane.share;
    const at = { lane, top, height: tall };
    top += tall + GAP;
    return at;
  });
}

export const yOf = ({ lane, top, height }, value) => top + height * (1 - lane.up(value));

export function valueAt({ lane, top, height }, y) {
  const share = Math.min(Math.max(1 - (y - top) / height, 0), 1);
  return Math.max(lane.least, Math.round(lane.value(share) / lane.step) * lane.step);
}
