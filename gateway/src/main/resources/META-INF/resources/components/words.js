// How things are said on the page.

export const bytes = (size) => {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let value = size;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
};

export const count = (number, one, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

export const seconds = (value) =>
  value < 90 ? `${value.toFixed(value < 1 ? 2 : value < 10 ? 1 : 0)} s` : `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;

/** A film position as minutes and seconds. */
export const clock = (value) => `${Math.floor(value / 60)}:${String(Math.floor(value % 60)).padStart(2, '0')}`;

const VERDICTS = {
  Kept: ['Kept', 'good'],
  Review: ['Review', 'busy'],
  Rejected: ['Rejected', 'bad'],
  TooStatic: ['Too static', 'warn'],
  FastTransition: ['Fast transition', 'warn'],
  TooShort: ['Too short', 'warn'],
  Duplicate: ['Duplicate', 'warn'],
  Letterboxed: ['Letterboxed', 'warn'],
  Dark: ['Dark', 'warn'],
  Overlay: ['Text on it', 'warn'],
};

/** Standings in the order a person works through them. */
export const STANDINGS = Object.keys(VERDICTS);

export const verdictWord = (label) => VERDICTS[label]?.[0] ?? label;
export const verdictTone = (label) => VERDICTS[label]?.[1] ?? 'busy';

/** A reason as a sentence of its own. */
export const sentence = (text) => (text ? `${text[0].toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}` : '');

const STATES = {
  UPLOADED: ['Waiting', 'busy'],
  INGESTING: ['Finding shots', 'busy'],
  INGESTED: ['Ready', 'good'],
  FROZEN: ['Frozen', ''],
  CACHING: ['Encoding', 'busy'],
  CACHED: ['Encoded', 'good'],
  REQUESTED: ['Waiting', 'busy'],
  RUNNING: ['Running', 'busy'],
  FINISHED: ['Finished', 'good'],
  CANCELLED: ['Cancelled', 'warn'],
  FAILED: ['Failed', 'bad'],
};

export const stateWord = (state) => STATES[state]?.[0] ?? state;
export const stateTone = (state) => STATES[state]?.[1] ?? '';

/** A file name out of a project's name, as a recipe's `name` has to be. */
export const slug = (text) =>
  text.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').toLowerCase().slice(0, 60) || 'style';

/** Waits until nothing has called for `delay`, then acts once with what was last given. */
export function settled(act, delay = 250) {
  let timer;
  const later = (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), delay);
  };
  later.forget = () => clearTimeout(timer);
  return later;
}
