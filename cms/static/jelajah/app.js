/** Begins the app: shows the page that the address names, and keeps what the phone holds up to date. */

import { NoAnswer, Refused, address, askJson } from './api.js';
import { choose } from './areas.js';
import { begin } from './bundle.js';
import { beginAgain, failed, follow, isDue } from './feed.js';
import { configOf } from './form.js';
import { complain, queue } from './queue.js';
import { flush } from './send.js';
import { all, put } from './store.js';
import { oneAtATime } from './turns.js';
import { KINDS, changed, detail, drawingOf, home, list, map } from './views.js';
import { say } from './words.js';

const page = document.getElementById('app');
const line = document.getElementById('line');
const tabs = document.getElementById('tabs');
const locale = document.documentElement.lang;
let drawing = 0;

async function show({ isMoved = false } = {}) {
  const turn = ++drawing;
  const [name = '', first, second] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  const hasAreas = (await all('areas')).length > 0;
  const pages = {
    i: () => detail(first, second), peta: () => map(first), wilayah: () => choose(take, again), kiriman: () => queue(again),
    lapor: () => complain(first, second, sent),
  };
  const make = name in KINDS ? () => list(name) : pages[name] ?? (hasAreas ? home : () => choose(take, again));
  const nodes = [await make()].flat(9).filter(Boolean);
  if (turn !== drawing) return; // another page was asked for in the meantime
  page.replaceChildren(...nodes);
  tabs.hidden = false;
  const tab = { peta: '#/peta', wilayah: '#/wilayah', kiriman: '#/kiriman', lapor: '#/kiriman' }[name] ?? '#/';
  for (const link of tabs.querySelectorAll('a')) {
    if (link.getAttribute('href') === tab) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${page.querySelector('h1')?.textContent ?? ''} – ${say('title_of_app')}`;
  if (isMoved) {
    page.querySelector('h1')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function again() {
  changed();
  show({ isMoved: true });
}

/** Takes an area along; whether it has come. */
async function take(code, name, tell) {
  const region = await askJson(address('region', { code })).catch(() => null);
  const area = { code, name, locale, zone: region?.body.time_zone, cursor: '', isFull: true, pass: 1, etag: '', askAfter: 0 };
  try {
    if (!(await begin(area, tell))) await beginAgain(area);
    await follow(area);
  } catch (error) {
    if (!(error instanceof NoAnswer) && !(error instanceof Refused)) throw error;
    return false;
  }
  navigator.storage?.persist?.();
  await provide(area); // so that it is here when the line is not
  location.hash = '#/';
  again();
  return true;
}

/** What a page of the area needs beside its items: the map, the form. */
const provide = (area) => Promise.all([drawingOf(area.code), configOf(area.code, locale)]);

async function sent() {
  location.hash = '#/kiriman';
  await deliver(true);
}

const redrawQueue = () => { if (location.hash.startsWith('#/kiriman')) show(); };
const deliver = oneAtATime((isNow) => flush(redrawQueue, isNow));

/** Asks for news of every area that is due; on coming back and on a new line at once. */
const refresh = oneAtATime(async (isNow) => {
  if (!navigator.onLine) return;
  let count = 0;
  let isBad = false;
  for (const area of await all('areas')) {
    if (!isDue(area, isNow)) continue;
    try {
      count += await follow(area);
    } catch (error) {
      await failed(area, error); // the others are asked all the same
      isBad ||= error instanceof NoAnswer;
    }
  }
  line.hidden = !isBad;
  if (count) {
    changed();
    if (!location.hash.startsWith('#/lapor') && !document.getElementById('q')?.value) await show();
  }
});

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
for (const area of await all('areas')) provide(area);
