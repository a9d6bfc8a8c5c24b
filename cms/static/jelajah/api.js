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

/** A weak line is slow, a dead one is silent: so many seconds, then the next attempt. */
const PATIENCE = 60;

/** Made anew at each start, so that it follows nobody: readers behind one address are counted one by one. */
const INSTALL = { 'X-Pendopo-Install': crypto.randomUUID?.() ?? '' };

/** No answer of ours: no line, or a page that wants a log-in stands in between. Worth another attempt. */
export class NoAnswer extends Error {}

/** What the portal says is wrong; `problem` is its problem+json, `wait` the seconds that it asks us to stay away. */
export class Refused extends Error {
  constructor(problem, status, wait) {
    super(problem.detail || problem.title);
    Object.assign(this, { problem, status, wait });
  }

  get isWorthAnother() {
    return this.problem.retryable || [408, 429].includes(this.status) || this.status >= 500;
  }
}

export function address(name, inPath = {}, query = {}) {
  const path = PATHS[name].replace(/\{(\w+)\}/g, (_all, key) => encodeURIComponent(inPath[key]));
  const search = new URLSearchParams(query).toString();
  return search ? `${path}?${search}` : path;
}

/**
 * What `read(response, awake)` makes of the answer. Throws NoAnswer when nothing has come for too long; whoever reads
 * something long says `awake()` with each part.
 */
export async function ask(url, { headers, ...options }, read) {
  const guard = new AbortController();
  let timer;
  const awake = () => {
    clearTimeout(timer);
    timer = setTimeout(() => guard.abort(), PATIENCE * 1000);
  };
  awake();
  try {
    const response = await fetch(url, { credentials: 'omit', signal: guard.signal, headers: { ...INSTALL, ...headers }, ...options });
    return await read(response, awake);
  } catch (error) {
    if (error instanceof Refused || error instanceof NoAnswer) throw error;
    throw new NoAnswer(error.message); // no line, a line that broke, or what only looked like JSON
  } finally {
    clearTimeout(timer);
  }
}

/** The JSON of an answer, null for 304. Throws NoAnswer and Refused. */
export const askJson = (url, options = {}) => ask(url, options, async (response) => {
  if (response.status === 304) return null;
  if (!/json/.test(response.headers.get('Content-Type') || '')) throw new NoAnswer('not our server');
  const body = await response.json();
  if (!response.ok) throw new Refused(body, response.status, Number(response.headers.get('Retry-After')) || 0);
  return { body, etag: response.headers.get('ETag') };
});
