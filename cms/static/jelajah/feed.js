/** Keeps an area as the portal has it: asks what changed, page by page, and stores each page with its cursor. */

import { Refused, address, askJson } from './api.js';
import { apply, put, sweep } from './store.js';

const DEFAULT_WAIT = 300;

/** One pass; how many items came. `area` is the stored row: {code, locale, cursor, isFull, pass, etag, askAfter}. */
export async function follow(area) {
  let count = 0;
  for (;;) {
    const answer = await page(area);
    if (answer === 'again') continue;
    if (answer === null) {
      await put('areas', Object.assign(area, { checkedAt: Date.now(), askAfter: later(DEFAULT_WAIT) }));
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
    });
    if (isOver) {
      if (area.isFull) await sweep(area);
      return count;
    }
  }
}

const later = (seconds) => Date.now() + seconds * 1000;

async function page(area) {
  const query = { region: area.code, locale: area.locale, profile: 'full', ...(area.cursor ? { cursor: area.cursor } : {}) };
  const headers = area.etag ? { 'If-None-Match': area.etag } : {};
  try {
    return await askJson(address('sync', {}, query), { headers, cache: 'no-store' });
  } catch (error) {
    if (!(error instanceof Refused) || !['cursor_expired', 'invalid_cursor', 'cursor_scope_mismatch'].includes(error.problem.code)) throw error;
    await beginAgain(area);
    return 'again';
  }
}

/** A full pass; what is there stays usable until it is over. */
export function beginAgain(area) {
  return put('areas', Object.assign(area, { cursor: '', etag: '', isFull: true, pass: (area.pass || 0) + 1 }));
}
