/** Asks the portal, and believes only what is the portal's own JSON. */

/** Everything that Jelajah asks for; a test holds this table against the OpenAPI document. */
export const PATHS = {
  bundle: '/api/v1/bundles/{code}/',
  bundles: '/api/v1/bundles/',
  caseConfig: '/api/v1/cases/config/',
  map: '/api/v1/regions/{code}/map/',
  region: '/api/v1/regions/{code}/',
  submission: '/api/v1/submissions/{submission_id}/',
  sync: '/api/v1/sync/',
  upload: '/api/v1/uploads/{id}/',
};

/** No answer of ours: no line, or a page that wants a log-in stands in between. Worth another attempt. */
export class NoAnswer extends Error {}

/** What the portal says is wrong; `problem` is its problem+json. */
export class Refused extends Error {
  constructor(problem, status) {
    super(problem.detail || problem.title);
    this.problem = problem;
    this.status = status;
  }

  get isWorthAnother() {
    return this.problem.retryable || this.status === 429 || this.status >= 500;
  }
}

export function address(name, inPath = {}, query = {}) {
  const path = PATHS[name].replace(/\{(\w+)\}/g, (_all, key) => encodeURIComponent(inPath[key]));
  const search = new URLSearchParams(query).toString();
  return search ? `${path}?${search}` : path;
}

export async function ask(url, options = {}) {
  try {
    return await fetch(url, { credentials: 'omit', ...options });
  } catch (error) {
    throw new NoAnswer(error.message);
  }
}

/** The JSON of an answer, null for 304. Throws NoAnswer and Refused. */
export async function askJson(url, options) {
  const response = await ask(url, options);
  if (response.status === 304) return null;
  if (!/json/.test(response.headers.get('Content-Type') || '')) throw new NoAnswer('not our server');
  const body = await response.json();
  if (!response.ok) throw new Refused(body, response.status);
  return { body, etag: response.headers.get('ETag') };
}
