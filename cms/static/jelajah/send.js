/** The queue of complaints: text first, photos later, every call repeated until the portal says that all is stored. */

import { NoAnswer, Refused, address, ask, askJson } from './api.js';
import { all, change, get, remove, renamed } from './store.js';
import { nextAttempt } from './turns.js';

const DAY = 24 * 3600 * 1000;
/** Text and photos stay so long after everything arrived: a server that was restored asks for them again. */
const KEPT_DAYS = 7;
const PIECE = 64 * 1024;
const TUS = { 'Tus-Resumable': '1.0.0' };

/** draft → queued → sent (the text is there) → complete; needs_fix when the portal says what is wrong. */
export const STATES = ['draft', 'queued', 'sent', 'complete', 'needs_fix'];

/** The draft was thrown away while it was being sent: nothing more goes out. */
class ThrownAway extends Error {}

export function fresh(unit) {
  const random = crypto.getRandomValues(new Uint8Array(32));
  const key = btoa(String.fromCharCode(...random)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  return { id: crypto.randomUUID(), client_key: key, unit, state: 'draft', fields: {}, tries: 0, nextAt: 0, madeAt: Date.now() };
}

/** Sends everything that waits, one after the other; one tab at a time. `told(draft)` hears of each step. */
export async function flush(told, isNow) {
  const work = async () => {
    for (const { id } of await all('drafts')) {
      const draft = await get('drafts', id); // as it is now: the one before may have taken long
      if (!draft) continue;
      if (['queued', 'sent'].includes(draft.state) && isDue(draft, isNow)) await attempt(draft, told);
      if (draft.state === 'complete') await lookAfter(draft, told);
    }
  };
  if (!navigator.locks) return work();
  return navigator.locks.request('jelajah-send', { ifAvailable: true }, (lock) => (lock ? work() : null));
}

const isDue = (draft, isNow) => Math.max(isNow ? 0 : draft.nextAt, draft.notBefore || 0) <= Date.now();

async function keep(draft, changes) {
  if (!(await change(draft, changes))) throw new ThrownAway();
}

async function attempt(draft, told) {
  try {
    await step(draft, told);
  } catch (error) {
    if (error instanceof ThrownAway) return;
    if (error instanceof Refused && !error.isWorthAnother) {
      await refused(draft, error.problem);
    } else if (error instanceof Refused || error instanceof NoAnswer) {
      const wait = error.wait || 0;
      await change(draft, { tries: draft.tries + 1, nextAt: nextAttempt(draft.tries, wait), notBefore: Date.now() + wait * 1000 });
    } else throw error;
  }
  told(draft);
}

/** The draft is kept and shown; a copy under a new id is what may be sent when another text is there under this one. */
async function refused(draft, problem) {
  if (problem.code !== 'idempotency_conflict') return change(draft, { state: 'needs_fix', problem });
  const { id, client_key } = fresh(draft.unit);
  return renamed(draft, { id, client_key, state: 'queued', tries: 0, nextAt: 0 });
}

async function step(draft, told) {
  const photos = await all('photos', 'draft', draft.id);
  const announced = photos.map(({ id, blob, sha256, name }) => ({ id, name, size: blob.size, type: blob.type, sha256 }));
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ ...draft.fields, client_key: draft.client_key, attachments: announced });
  let { body: receipt } = await askJson(address('submission', { submission_id: draft.id }), { method: 'PUT', headers, body });
  await keep(draft, { state: 'sent', receipt, problem: null });
  told(draft);
  for (const upload of receipt.uploads) {
    const photo = photos.find(({ id }) => id === upload.id);
    if (!photo || !isMissing(upload)) continue;
    await sendPhoto(draft, photo);
    upload.state = 'received';
    await keep(draft, { receipt });
    told(draft);
  }
  receipt = (await asked(draft)) ?? receipt;
  const isComplete = receipt.is_complete;
  await keep(draft, {
    receipt,
    ...(isComplete ? { state: 'complete', completedAt: Date.now(), checkedAt: Date.now(), tries: 0 } : {}),
  });
  if (!isComplete) throw new NoAnswer('files are still to come');
}

export const isMissing = (upload) => ['reserved', 'receiving'].includes(upload.state);

async function asked(draft) {
  const headers = { 'X-Submission-Key': draft.client_key };
  return (await askJson(address('submission', { submission_id: draft.id }), { headers })).body;
}

async function sendPhoto(draft, photo) {
  const url = address('upload', { id: photo.id });
  const headers = { 'X-Submission-Key': draft.client_key, ...TUS };
  // Where the portal says that the file goes on; null when it says something else.
  const call = (options) => ask(url, options, (response) => {
    const wait = Number(response.headers.get('Retry-After')) || 0;
    if (!response.headers.has('Upload-Offset')) throw Object.assign(new NoAnswer(`a photo: ${response.status}`), { wait });
    return Number(response.headers.get('Upload-Offset'));
  });
  let offset = await call({ method: 'HEAD', headers });
  while (offset < photo.blob.size) {
    if (!(await get('drafts', draft.id))) throw new ThrownAway();
    const piece = await photo.blob.slice(offset, offset + PIECE).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', piece));
    offset = await call({
      method: 'PATCH',
      body: piece,
      headers: {
        ...headers,
        'Content-Type': 'application/offset+octet-stream',
        'Upload-Offset': String(offset),
        'Upload-Checksum': `sha256 ${btoa(String.fromCharCode(...digest))}`,
      },
    });
  }
}

/** For a week it is asked once a day whether the case is still there; then text and photos leave the phone. */
async function lookAfter(draft, told) {
  if (draft.isLight) return;
  if (Date.now() - draft.completedAt > KEPT_DAYS * DAY) {
    for (const photo of await all('photos', 'draft', draft.id)) await remove('photos', photo.id);
    await change(draft, { fields: { title: draft.fields.title }, isLight: true });
  } else if (Date.now() - draft.checkedAt > DAY) {
    try {
      await asked(draft);
      await change(draft, { checkedAt: Date.now() });
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 404) return;
      await change(draft, { state: 'queued', nextAt: 0 });
      told(draft);
    }
  }
}
