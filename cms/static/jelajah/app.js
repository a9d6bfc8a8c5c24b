/** Begins the app: shows the page that the address names, and keeps what the phone holds up to date. */

import { NoAnswer, address, askJson } from './api.js';
import { begin } from './bundle.js';
import { beginAgain, follow } from './feed.js';
import { configOf } from './form.js';
import { flush } from './send.js';
import { all, put } from './store.js';
import { changed, choose, complain, detail, home, list, map, queue, KINDS } from './views.js';
import { say } from './words.js';

const page = document.getElementById('app');
const line = document.getElementById('line');
const locale = document.documentElement.lang;
let drawing = 0;

async function show({ isMoved = false } = {}) {
  const turn = ++drawing;
  const [name = '', first, second] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  const pages = {
    i: () => detail(first, second), peta: () => map(first), wilayah: () => choose(take), kiriman: queue,
    lapor: () => complain(first, second, sent),
  };
  const make = name in KINDS ? () => list(name) : pages[name] ?? ((await all('areas')).length ? home : () => choose(take));
  const nodes = [await make()].flat(9).filter(Boolean);
  if (turn !== drawing) return; // another page was asked for in the meantime
  page.replaceChildren(...nodes);
  document.title = `${page.querySelector('h1')?.textContent ?? ''} – ${say('title_of_app')}`;
  if (isMoved) {
    page.querySelector('h1')?.focus();
    scrollTo(0, 0);
  }
}

/** Takes an area along. */
async function take(code, name, tell, status) {
  const region = await askJson(address('region', { code })).catch(() => null);
  const area = { code, name, locale, zone: region?.body.time_zone, cursor: '', isFull: true, pass: 1, etag: '', askAfter: 0 };
  try {
    await put('areas', area);
    if (!(await begin(area, tell))) await beginAgain(area);
    await follow(area);
    navigator.storage?.persist?.();
    await Promise.all([map(code), configOf(code, locale)]); // so that they are here when the line is not
    changed();
    location.hash = '#/';
    await show();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    status.textContent = say('broken_off');
  }
}

async function sent() {
  location.hash = '#/kiriman';
  await deliver(true);
}

const redrawQueue = () => { if (location.hash.startsWith('#/kiriman')) show(); };
const deliver = (isNow) => flush(redrawQueue, { isNow }).catch(quiet);

/** Nothing that fails without a line is an error. */
function quiet(error) {
  if (error instanceof NoAnswer || error.problem) line.hidden = false;
  else throw error;
}

let busy = false;

/** Asks for news of every area that is due; on coming back and on a new line at once. */
async function refresh(isNow) {
  if (busy || !navigator.onLine) return;
  busy = true;
  try {
    let count = 0;
    for (const area of await all('areas')) {
      if (isNow || (area.askAfter || 0) <= Date.now()) count += await follow(area);
    }
    line.hidden = true;
    if (count) {
      changed();
      if (!location.hash.startsWith('#/lapor')) await show();
    }
  } catch (error) {
    quiet(error);
  } finally {
    busy = false;
  }
}

addEventListener('hashchange', () => { if (/^#(\/|$)/.test(location.hash || '#')) show({ isMoved: true }); });
addEventListener('online', () => { line.hidden = true; refresh(true); deliver(true); });
addEventListener('offline', () => { line.hidden = false; });
document.addEventListener('visibilitychange', () => { if (!document.hidden) { refresh(false); deliver(true); } });
setInterval(() => { refresh(false); deliver(false); }, 30_000);

line.hidden = navigator.onLine;
navigator.serviceWorker?.register(document.body.dataset.worker, { scope: document.body.dataset.scope });
await show();
refresh(true);
deliver(true);
