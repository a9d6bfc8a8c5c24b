/** The pages for reading, each made anew from what the phone holds. */

import { address, askJson } from './api.js';
import { card, linkOf, row } from './cards.js';
import { whole } from './detail.js';
import { h, icon } from './dom.js';
import { filtered } from './filter.js';
import { drawn } from './map.js';
import { find, indexed } from './search.js';
import { all, get, put } from './store.js';
import { soon } from './turns.js';
import { WORDS, moment, say } from './words.js';

export const KINDS = { wisata: ['place'], produk: ['business', 'product'], layanan: ['service'], agenda: ['event'], berita: ['news'] };
const ICONS = { wisata: 'pin', produk: 'shop', layanan: 'paper', agenda: 'calendar', berita: 'news' };
const SHOWN = 60;
const ON_HOME = 4;
const locale = document.documentElement.lang;
let entries = null;

/** Everything that the phone holds, one of each, with what search needs; made anew after each change. */
async function held() {
  if (!entries) {
    const byId = new Map();
    for (const { item } of await all('items')) {
      const known = byId.get(`${item.type} ${item.id}`);
      if (!known || known.version < item.version) byId.set(`${item.type} ${item.id}`, item);
    }
    entries = [...byId.values()].map((item) => ({ item, index: indexed(item) }));
  }
  return entries;
}

export const changed = () => { entries = null; };
export const items = async () => (await held()).map(({ item }) => item);

const zoneOf = async () => (await all('areas'))[0]?.zone || 'Asia/Jakarta';
const heading = (text) => h('h1', { tabindex: -1 }, text);
const isKind = (item, kind) => KINDS[kind].includes(item.type);
const isIn = (code, above) => `${code}.`.startsWith(`${above}.`);
const kindOf = (item) => Object.keys(KINDS).find((kind) => isKind(item, kind));
const back = (href, text) => h('p', { class: 'back' }, h('a', { href }, '‹ ', text));
const ORDER = {
  agenda: (a, b) => a.starts_at.localeCompare(b.starts_at),
  berita: (a, b) => (b.first_published_at ?? '').localeCompare(a.first_published_at ?? ''),
};

/** Not over yet; compared as moments, since each is told with the offset of its own zone. */
const isAhead = (item) => new Date(item.ends_at ?? new Date(item.starts_at).getTime() + 6 * 3600_000) >= new Date();

async function ofKind(kind) {
  const found = (await items()).filter((item) => isKind(item, kind) && (kind !== 'agenda' || isAhead(item)));
  return found.sort(ORDER[kind] ?? ((a, b) => a.title.localeCompare(b.title)));
}

/** Another order each day, so that each maker and each place comes to the front in its turn. */
function today(found) {
  const seed = new Date().toDateString();
  const number = (item) => [...seed + item.id].reduce((sum, one) => (Math.imul(sum, 31) + one.charCodeAt(0)) | 0, 7);
  return found.filter((item) => item.picture).sort((a, b) => number(a) - number(b)).slice(0, ON_HOME);
}

export async function home() {
  const areas = await all('areas');
  const zone = await zoneOf();
  const found = h('ul', { class: 'rows sheet', hidden: true });
  const status = h('p', { class: 'count', role: 'status' });
  const input = h('input', { type: 'search', id: 'q', autocomplete: 'off', oninput: async () => {
    const hits = find(await held(), input.value).filter(kindOf);
    found.replaceChildren(...hits.slice(0, SHOWN).map((item) => row(item, zone)));
    found.hidden = !hits.length;
    status.textContent = input.value.trim() ? say('found', { count: hits.length }) : '';
    front.hidden = Boolean(input.value.trim());
  } });
  const tile = (href, name, text) => h('li', {}, h('a', { href }, icon(name), text));
  const shelf = (kind, found, drawn) => (found.length ? [
    h('div', { class: 'head' }, h('h2', {}, WORDS.kinds[kind]), h('p', {}, h('a', { href: `#/${kind}` }, say('all'), h('span', { class: 'vh' }, ` ${WORDS.kinds[kind]}`)))),
    drawn(found)] : null);
  const cards = (found) => h('ul', { class: 'grid cards' }, found.map((item) => card(item, zone)));
  const rows = (found) => h('ul', { class: 'rows sheet' }, found.map((item) => row(item, zone)));
  const places = (await ofKind('wisata')).filter((item) => item.kind === 'destination');
  const products = (await ofKind('produk')).filter((item) => item.type === 'product' && item.is_in_stock !== false);
  const events = (await ofKind('agenda')).filter((item) => item.event_status !== 'cancelled').slice(0, 3);
  const front = h('div', {},
    h('ul', { class: 'tiles grid plain' }, Object.entries(ICONS).map(([kind, name]) => tile(`#/${kind}`, name, WORDS.kinds[kind])),
      tile('#/lapor', 'megaphone', say('report'))),
    shelf('wisata', today(places), cards), shelf('produk', today(products), cards), shelf('agenda', events, rows),
    h('p', { class: 'meta' }, say('fresh', { when: moment(new Date(Math.max(...areas.map((one) => one.checkedAt || 0))).toISOString(), zone) })));
  return [
    heading(areas.length === 1 ? say('explore', { area: areas[0].name }) : say('title_of_app')),
    h('div', { class: 'field' }, h('label', { for: 'q' }, say('search')), input), status, found, front,
  ];
}

export async function list(kind) {
  const [zone, found] = [await zoneOf(), await ofKind(kind)];
  return [back('#/', say('start')), heading(WORDS.kinds[kind]),
    found.length ? filtered(kind, found, zone, (item, more) => row(item, zone, more)) : h('p', {}, say('nothing'))];
}

export async function detail(type, id) {
  const around = await items();
  const item = around.find((one) => one.type === type && one.id === id);
  if (!item) return [back('#/', say('start')), heading(say('gone'))];
  const area = (await all('areas')).find((one) => isIn(item.region.code, one.code));
  const kind = kindOf(item);
  return whole(item, {
    zone: await zoneOf(), mapLink: `#/peta/${area?.code ?? ''}`, around,
    back: kind ? back(`#/${kind}`, WORDS.kinds[kind]) : back('#/', say('start')),
  });
}

/** The drawing of an area, from the portal or as it was the last time. */
export async function drawingOf(code) {
  const name = `map ${code}`;
  const kept = await get('notes', name);
  const coming = askJson(address('map', { code }, { locale })).then(async ({ body }) => {
    await put('notes', { name, body });
    return body;
  });
  return soon(coming, kept?.body).catch(() => null);
}

export async function map(wanted) {
  const areas = await all('areas');
  const area = areas.find(({ code }) => code === wanted) ?? areas[0];
  const drawing = area && await drawingOf(area.code);
  if (!drawing) return [heading(say('map')), h('p', {}, say('no_map'))];
  const zone = await zoneOf();
  const places = (await items()).filter((item) => item.coordinates && isIn(item.region.code, area.code) && kindOf(item));
  places.sort((a, b) => a.title.localeCompare(b.title));
  const others = areas.length > 1 ? h('p', { class: 'ways' }, areas.map((one) => h('a', { class: 'btn quiet', href: `#/peta/${one.code}`, 'aria-current': one === area ? 'page' : null }, one.name))) : null;
  return [
    heading(say('map_of', { area: area.name })), others,
    h('div', { class: 'map sheet' }, drawn(drawing, places, say('map_of', { area: area.name }), linkOf)),
    places.length ? [h('h2', {}, say('on_map')), h('ol', { class: 'rows sheet numbered' }, places.map((item) => row(item, zone)))] : h('p', {}, say('nothing')),
  ];
}
