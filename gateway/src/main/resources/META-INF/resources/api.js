// The one place that talks to /v1. Every call resolves to the parsed answer or throws a Problem.

/** What the gateway refused, in the words of its problem document; `reason` is what to say beside the field itself. */
export class Problem extends Error {
  constructor(document) {
    super(document.detail ?? document.title ?? 'the request failed');
    this.name = 'Problem';
    this.status = document.status ?? 0;
    this.field = document.field ?? '';
    this.reason = document.expected ? `Expected ${document.expected}, got ${document.found}; ${document.remedy}.` : this.message;
  }
}

export const unreachable = () =>
  new Problem({ detail: 'The studio does not answer. Is the gateway running? This page keeps trying.' });

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw unreachable();
  }
  const text = await response.text();
  const answer = parsed(text);
  if (!response.ok) {
    throw refusal(response.status, answer);
  }
  return answer;
}

export const refusal = (status, answer) =>
  new Problem({ detail: `The studio answered ${status}.`, ...answer, status });

export function parsed(text) {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

const seg = encodeURIComponent;

export const projects = () => call('GET', '/v1/projects');
export const defineProject = (name, triggerPhrase) => call('POST', '/v1/projects', { name, triggerPhrase });
export const journey = (project) => call('GET', `/v1/projects/${seg(project)}`);
export const freezeDataset = (project) => call('POST', `/v1/projects/${seg(project)}/datasets`, {});
export const cacheDataset = (dataset) => call('POST', `/v1/datasets/${seg(dataset)}/cache`, {});
export const train = (dataset, recipe) => call('POST', `/v1/datasets/${seg(dataset)}/runs`, recipe);
export const losses = (run, after = 0) => call('GET', `/v1/runs/${seg(run)}/losses?after=${after}`);
export const render = (project, recipe) => call('POST', `/v1/projects/${seg(project)}/renders`, recipe);
export const command = (work, wanted) => call('POST', `/v1/works/${seg(work)}/commands`, { command: wanted });

const inProject = (project, rest) => `/v1/projects/${seg(project)}/${rest}`;
const query = (given) => new URLSearchParams(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));

/** What the cut editor draws: the highest scores of each stretch of `[from, to)`. */
export const scores = (id, range) => call('GET', `/v1/films/${seg(id)}/scores?${query(range)}`);
/** Where the shots would lie with these settings. */
export const shots = (id, settings) => call('GET', `/v1/films/${seg(id)}/shots?${query(settings)}`);
export const defineShots = (id, lying) => call('PUT', `/v1/films/${seg(id)}/shots`, { shots: lying });

export const clip = (id) => call('GET', `/v1/clips/${seg(id)}`);
export const crop = (still, part) => call('POST', `/v1/clips/${seg(still)}/crops`, part);
export const rule = (project, ruling, clips) => call('POST', inProject(project, 'rulings'), { ruling, clips });

/** All clips of one medium, each as an object made of the brief listing's columns. */
export async function briefClips(project, medium) {
  const { columns, rows } = await call('GET', inProject(project, `clips/brief?${query({ medium })}`));
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? undefined])));
}

export const screening = (project) => call('GET', inProject(project, 'screening'));
export const defineScreening = (project, wanted) => call('PUT', inProject(project, 'screening'), wanted);
export const previewScreening = (project, wanted) => call('POST', inProject(project, 'screening/preview'), wanted);
export const measures = (project, asked) => call('GET', inProject(project, `measures?${query(asked)}`));
export const resolutions = (project, asked) => call('GET', inProject(project, `resolutions?${query(asked)}`));
export const fit = (project, parts) => call('POST', inProject(project, 'fit'), { parts });
export const reportUrl = (project) => inProject(project, 'report');
export const exportUrl = (project) => inProject(project, 'export');

/** Where the bytes of a stored object are. */
export const objectUrl = (key) => `/v1/objects/${key.split('/').map(seg).join('/')}`;

export const clipUrl = (id, file) => objectUrl(`clips/${id}/${file}`);
