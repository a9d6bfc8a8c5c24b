/** Keeps an area as the portal has it: asks what changed, page by page, and stores each page with its cursor. */

import { NoAnswer, Refused, address, askJson } from './api.js';
import { apply, put, sweep } from './store.js';
import { nextAttempt } from './turns.js';

const DEFAULT_WAIT = 300;
const LOST = ['cursor_expired', 'invalid_cursor', 'cursor_scope_mismatch'];

/** One pass; how many items came. `area` is the stored row: {code, locale, cursor, isFull, pass, etag, askAfter, …}. */
export async function follow(area) {
  let count = 0;
  for (;;) {
    const answer = await page(area);
    if (answer === 'again') continue;
    if (answer === null) {
      await put('areas', Object.assign(area, { checkedAt: Date.now(), askAfter: later(DEFAULT_WAIT), failures: 0 }));
      return count;
    }
    const { body, etag } = answer;
    count += body.items.length;
    const isOver = body.complete && body.poll_after_seconds > 0;
    await apply(area, body.items, {
      cursor: body.cursor,
      // Only an answer without news is one that can be "the same" the next time.
      etag: isOver && !body.items.length ? etag : '',
      checkedAt: Date.now(),
      askAfter: later(body.poll_after_seconds),
      failures: 0,
    });
    if (isOver) {
      if (area.isFull) await sweep(area);
      return count;
    }
  }
}

/** Whether it is time to ask; a portal that asked us to stay away is left alone even when the reader comes back. */
export const isDue = (area, isNow) => Math.max(isNow ? 0 : area.askAfter || 0, area.notBefore || 0) <= Date.now();

/** Notes that asking failed: later and later, and not before the portal wants it. */
export function failed(area, error) {
  if (!(error instanceof NoAnswer) && !(error instanceof Refused)) throw error;
  const failures = (area.failures || 0) + 1;
  const wait = error.wait || 0;
  return put('areas', Object.assign(area, { failures, askAfter: nextAttempt(failures, wait), notBefore: Date.now() + wait * 1000 }));
}

/** A random part more, so that not all phones of a village ask in the same second. */
const later = (seconds) => Date.now() + seconds * (1 + Math.random() / 5) * 1000;

async function page(area) {
  const query = { region: area.code, locale: area.locale, profile: 'full', ...(area.cursor ? { cursor: area.cursor } : {}) };
  const headers = area.etag ? { 'If-None-Match': area.etag } : {};
  try {
    return await askJson(address('sync', {}, query), { headers, cache: 'no-store' });
  } catch (error) {
    if (!(error instanceof Refused) || !LOST.includes(error.problem.code)) throw error;
    await beginAgain(area);
    return 'again';
  }
}

/** A full pass; what is there stays usable until it is over. */
export function beginAgain(area) {
  return put('areas', Object.assign(area, { cursor: '', etag: '', isFull: true, pass: (area.pass || 0) + 1 }));
}
