/** The queue of complaints: text first, photos later, every call repeated until the portal says that all is stored. */

import { NoAnswer, Refused, address, ask, askJson } from './api.js';
import { all, forgetDraft, put, remove } from './store.js';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;
const FIRST_WAIT = 30 * SECOND;
const LONGEST_WAIT = 6 * 3600 * SECOND;
/** Text and photos stay so long after everything arrived: a server that was restored asks for them again. */
const KEPT_DAYS = 7;
const PIECE = 128 * 1024;
const TUS = { 'Tus-Resumable': '1.0.0' };

/** draft → queued → sent (the text is there) → complete; needs_fix when the portal says what is wrong. */
export const STATES = ['draft', 'queued', 'sent', 'complete', 'needs_fix'];

export function fresh(unit) {
  const random = crypto.getRandomValues(new Uint8Array(32));
  const key = btoa(String.fromCharCode(...random)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  return { id: crypto.randomUUID(), client_key: key, unit, state: 'draft', fields: {}, tries: 0, nextAt: 0, madeAt: Date.now() };
}

/** Sends everything that waits, one after the other; one tab at a time. `told(draft)` hears of each step. */
export async function flush(told, { isNow = false } = {}) {
  const work = async () => {
    for (const draft of await all('drafts')) {
      if (['queued', 'sent'].includes(draft.state) && (isNow || draft.nextAt <= Date.now())) await attempt(draft, told);
      if (draft.state === 'complete') await lookAfter(draft, told);
    }
  };
  if (!navigator.locks) return work();
  return navigator.locks.request('jelajah-send', { ifAvailable: true }, (lock) => (lock ? work() : null));
}

async function attempt(draft, told) {
  try {
    await step(draft, told);
  } catch (error) {
    if (error instanceof Refused && !error.isWorthAnother) {
      await refused(draft, error.problem);
    } else if (error instanceof Refused || error instanceof NoAnswer) {
      const wait = Math.min(FIRST_WAIT * 2 ** draft.tries, LONGEST_WAIT);
      await put('drafts', Object.assign(draft, { tries: draft.tries + 1, nextAt: Date.now() + wait * (0.5 + Math.random() / 2) }));
    } else throw error;
  }
  told(draft);
}

/** The draft is kept and shown; a copy under a new id is what may be sent when another text is there under this one. */
async function refused(draft, problem) {
  if (problem.code === 'idempotency_conflict') {
    await copied(draft);
    return;
  }
  await put('drafts', Object.assign(draft, { state: 'needs_fix', problem }));
}

async function copied(draft) {
  const { id, client_key } = fresh(draft.unit);
  const photos = await all('photos', 'draft', draft.id);
  await put('drafts', { ...draft, id, client_key, state: 'queued', tries: 0, nextAt: 0 });
  for (const photo of photos) await put('photos', { ...photo, id: crypto.randomUUID(), draft: id });
  await forgetDraft(draft.id);
}

async function step(draft, told) {
  const photos = await all('photos', 'draft', draft.id);
  const announced = photos.map(({ id, blob, sha256, name }) => ({ id, name, size: blob.size, type: blob.type, sha256 }));
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ ...draft.fields, client_key: draft.client_key, attachments: announced });
  let { body: receipt } = await askJson(address('submission', { submission_id: draft.id }), { method: 'PUT', headers, body });
  await put('drafts', Object.assign(draft, { state: 'sent', receipt, problem: null }));
  told(draft);
  for (const upload of receipt.uploads) {
    const photo = photos.find(({ id }) => id === upload.id);
    if (photo && ['reserved', 'receiving'].includes(upload.state)) await sendPhoto(draft, photo);
  }
  receipt = (await asked(draft)) ?? receipt;
  const isComplete = receipt.is_complete;
  await put('drafts', Object.assign(draft, {
    receipt,
    ...(isComplete ? { state: 'complete', completedAt: Date.now(), checkedAt: Date.now(), tries: 0 } : {}),
  }));
  if (!isComplete) throw new NoAnswer('files are still to come');
}

async function asked(draft) {
  const headers = { 'X-Submission-Key': draft.client_key };
  return (await askJson(address('submission', { submission_id: draft.id }), { headers })).body;
}

async function sendPhoto(draft, photo) {
  const url = address('upload', { id: photo.id });
  const headers = { 'X-Submission-Key': draft.client_key, ...TUS };
  let answer = await ask(url, { method: 'HEAD', headers });
  while (answer.headers.has('Upload-Offset')) {
    const offset = Number(answer.headers.get('Upload-Offset'));
    if (offset >= photo.blob.size) return;
    const piece = await photo.blob.slice(offset, offset + PIECE).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', piece));
    answer = await ask(url, {
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
  throw new NoAnswer(`a photo: ${answer.status}`);
}

/** For a week it is asked once a day whether the case is still there; then text and photos leave the phone. */
async function lookAfter(draft, told) {
  if (draft.isLight) return;
  if (Date.now() - draft.completedAt > KEPT_DAYS * DAY) {
    for (const photo of await all('photos', 'draft', draft.id)) await remove('photos', photo.id);
    await put('drafts', Object.assign(draft, { fields: { title: draft.fields.title }, isLight: true }));
  } else if (Date.now() - draft.checkedAt > DAY) {
    try {
      await asked(draft);
      await put('drafts', Object.assign(draft, { checkedAt: Date.now() }));
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 404) return;
      await put('drafts', Object.assign(draft, { state: 'queued', nextAt: 0 }));
      told(draft);
    }
  }
}
