// The one place that talks to /v1. Every call resolves to the parsed answer or throws a Problem.

/** What the gateway refused, in the words of its problem document. */
export class Problem extends Error {
  constructor(document) {
    super(document.detail ?? document.title ?? 'the request failed');
    this.name = 'Problem';
    this.status = document.status ?? 0;
    this.field = document.field ?? '';
  }
}

const unreachable = () =>
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
    throw new Problem(answer ?? { status: response.status, detail: `The studio answered ${response.status}.` });
  }
  return answer;
}

function parsed(text) {
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

/** A page of clips: `{clips, next}`. */
export function clips(project, { after, limit = 60, verdict } = {}) {
  const query = new URLSearchParams({ limit });
  if (after) query.set('after', after);
  if (verdict) query.set('verdict', verdict);
  return call('GET', `/v1/projects/${seg(project)}/clips?${query}`);
}

/** Where the bytes of a stored object are. */
export const objectUrl = (key) => `/v1/objects/${key.split('/').map(seg).join('/')}`;

/** Uploads a film; `onProgress` hears the share sent, 0 to 1. XMLHttpRequest, since fetch does not tell. */
export function uploadFilm(project, file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/v1/projects/${seg(project)}/films?name=${seg(file.name)}`);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(unreachable());
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) {
        resolve(answer);
      } else {
        reject(new Problem(answer ?? { status: request.status, detail: `The studio answered ${request.status}.` }));
      }
    };
    request.send(file);
  });
}
