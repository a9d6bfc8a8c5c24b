/** The first run of an area: one file with everything in it, checked, unpacked and stored. */

import { NoAnswer, Refused, address, ask, askJson } from './api.js';
import { apply, put } from './store.js';

/** Items written in one go: enough to be quick, few enough that a small phone stays awake. */
const STEP = 100;

/** The areas that can be taken along: [{region, bytes, items, …}], by code. */
export async function offered(locale) {
  const found = [];
  let cursor = '';
  do {
    const query = { locale, limit: 100, ...(cursor ? { cursor } : {}) };
    const { body } = await askJson(address('bundles', {}, query));
    found.push(...body.items);
    cursor = body.next_cursor;
  } while (cursor);
  return found;
}

/**
 * Fetches and stores an area from its bundle. False when there is none at the moment: then the feed makes a full pass.
 * `tell(part)` is told how much has arrived, from 0 to 1.
 */
export async function begin(area, tell) {
  let manifest;
  try {
    manifest = (await askJson(address('bundle', { code: area.code }, { locale: area.locale }))).body;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return false;
    throw error;
  }
  const packed = await ask(manifest.url, {}, (response, awake) => received(response, manifest.bytes, tell, awake));
  if (!packed) return false;
  if (await sum(packed) !== manifest.sha256) throw new NoAnswer('the file was changed on its way');
  const lines = (await unpacked(packed)).split('\n').filter(Boolean);
  for (let start = 0; start < lines.length; start += STEP) {
    await apply(area, lines.slice(start, start + STEP).map((line) => JSON.parse(line)), {});
  }
  // The cursor last: a phone that went out in between begins anew, and nothing is missed.
  await put('areas', Object.assign(area, { cursor: manifest.cursor, isFull: false, checkedAt: Date.now() }));
  return true;
}

/** The file; null when something in it was withdrawn since its manifest was read. */
async function received(response, bytes, tell, awake) {
  if (response.status === 404) return null;
  if (!response.ok) throw new NoAnswer(`the file: ${response.status}`);
  const parts = [];
  let size = 0;
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    awake();
    parts.push(read.value);
    size += read.value.length;
    tell(Math.min(1, size / bytes));
  }
  return new Blob(parts);
}

export async function sum(blob) {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unpacked(blob) {
  return new Response(blob.stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
