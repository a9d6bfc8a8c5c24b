/** The pages of the app, each made anew from what the phone holds. */

import { offered } from './bundle.js';
import { address, askJson } from './api.js';
import { linkOf, row, whole } from './cards.js';
import { h } from './dom.js';
import { configOf, form } from './form.js';
import { drawn } from './map.js';
import { find, indexed } from './search.js';
import { all, forgetArea, forgetDraft, get, put } from './store.js';
import { WORDS, day, moment, say, size } from './words.js';

export const KINDS = { wisata: ['place'], produk: ['business', 'product'], layanan: ['service'], agenda: ['event'], berita: ['news'] };
const SHOWN = 60;
const locale = document.documentElement.lang;
let entries = null;

/** Everything that the phone holds, one of each, with what search needs; made anew after each change. */
export async function held() {
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

const zoneOf = async () => (await all('areas'))[0]?.zone || 'Asia/Jakarta';
const heading = (text) => h('h1', { tabindex: -1 }, text);
const isKind = (item, kind) => KINDS[kind].includes(item.type);
const now = () => new Date().toISOString();
const ORDER = {
  agenda: (a, b) => a.starts_at.localeCompare(b.starts_at),
  berita: (a, b) => (b.first_published_at ?? '').localeCompare(a.first_published_at ?? ''),
};

export async function home() {
  const areas = await all('areas');
  if (!areas.length) return choose();
  const zone = await zoneOf();
  const found = h('ul', { class: 'rows' });
  const status = h('p', { class: 'meta', role: 'status' });
  const input = h('input', { type: 'search', id: 'q', autocomplete: 'off', oninput: async () => {
    const items = find(await held(), input.value).filter((item) => Object.values(KINDS).flat().includes(item.type));
    found.replaceChildren(...items.slice(0, SHOWN).map((item) => row(item, zone)));
    status.textContent = input.value.trim() ? say('found', { count: items.length }) : '';
  } });
  return [
    heading(say('title_of_app')),
    h('div', { class: 'field' }, h('label', { for: 'q' }, say('search')), input), status, found,
    h('ul', { class: 'tiles plain' }, Object.keys(KINDS).map((kind) => h('li', {}, h('a', { href: `#/${kind}` }, WORDS.kinds[kind])))),
    h('ul', { class: 'plain' },
      areas.map((area) => h('li', {}, h('a', { href: `#/peta/${area.code}` }, say('map_of', { area: area.name })))),
      h('li', {}, h('a', { href: '#/lapor' }, say('complain'))),
      h('li', {}, h('a', { href: '#/kiriman' }, say('sent_from_here'))),
      h('li', {}, h('a', { href: '#/wilayah' }, say('areas')))),
    h('p', { class: 'meta' }, say('fresh', { when: moment(new Date(Math.max(...areas.map((one) => one.checkedAt || 0))).toISOString(), zone) })),
  ];
}

export async function list(kind) {
  const zone = await zoneOf();
  let items = (await held()).map(({ item }) => item).filter((item) => isKind(item, kind));
  if (kind === 'agenda') items = items.filter((item) => (item.ends_at ?? item.starts_at) >= now().slice(0, 10));
  items.sort(ORDER[kind] ?? ((a, b) => a.title.localeCompare(b.title)));
  return [heading(WORDS.kinds[kind]), items.length ? h('ul', { class: 'rows' }, items.map((item) => row(item, zone))) : h('p', {}, say('nothing'))];
}

export async function detail(type, id) {
  const entry = (await held()).find(({ item }) => item.type === type && item.id === id);
  if (!entry) return [heading(say('gone')), h('p', {}, h('a', { href: '#/' }, say('title_of_app')))];
  const area = (await all('areas')).find((one) => `${entry.item.region.code}.`.startsWith(`${one.code}.`));
  return whole(entry.item, await zoneOf(), `#/peta/${area?.code ?? ''}`);
}

export async function map(code) {
  const area = await get('areas', code);
  const kept = await get('notes', `map ${code}`);
  let drawing = kept?.body;
  try {
    drawing = (await askJson(address('map', { code }, { locale }))).body;
    await put('notes', { name: `map ${code}`, body: drawing });
  } catch { /* the one that was kept will do */ }
  if (!area || !drawing) return [heading(say('map')), h('p', {}, say('no_map'))];
  const places = (await held()).map(({ item }) => item).filter((item) => item.coordinates && `${item.region.code}.`.startsWith(`${code}.`) && Object.values(KINDS).flat().includes(item.type));
  return [
    heading(say('map_of', { area: area.name })),
    h('div', { class: 'map' }, drawn(drawing, places, say('map_of', { area: area.name }), linkOf)),
    h('h2', {}, say('on_map')),
    h('ul', {}, places.map((item) => h('li', {}, h('a', { href: linkOf(item) }, item.title)))),
  ];
}

/** Which areas can be taken along, and which are here. */
export async function choose(take) {
  const here = new Map((await all('areas')).map((area) => [area.code, area]));
  const status = h('p', { role: 'status' });
  let rows = [];
  try {
    rows = await offered(locale);
  } catch {
    status.textContent = say('no_line');
  }
  const named = new Map(rows.map((one) => [one.region, [WORDS.levels[one.level], one.name].filter(Boolean).join(' ')]));
  const begin = async (event, code) => {
    event.target.disabled = true;
    await take(code, named.get(code), (part) => { status.textContent = say('arriving', { percent: Math.round(part * 100) }); }, status);
  };
  const known = [...here.values()].map((area) => h('li', {}, h('strong', {}, area.name), ' ', h('button', { type: 'button', class: 'quiet', onclick: async () => {
    await forgetArea(area.code);
    changed();
    dispatchEvent(new HashChangeEvent('hashchange'));
  } }, say('remove'), h('span', { class: 'vh' }, ` ${area.name}`))));
  return [
    heading(say('areas')), h('p', {}, say('areas_hint')), status,
    known.length ? [h('h2', {}, say('areas_here')), h('ul', { class: 'plain' }, known)] : null,
    h('h2', {}, say('areas_offered')),
    h('ul', { class: 'rows' }, rows.filter((one) => !here.has(one.region)).map((one) => h('li', {},
      h('button', { type: 'button', onclick: (event) => begin(event, one.region) }, say('take', { area: named.get(one.region) })), ' ',
      h('span', { class: 'meta' }, say('size', { size: size(one.bytes), count: one.items }))))),
  ];
}

/** The form for an office: of an area that is here, or of one in it. */
export async function complain(unit, draftId, send) {
  const areas = await all('areas');
  if (!unit && !draftId) {
    const sections = (await held()).map(({ item }) => item).filter((item) => ['regency', 'kecamatan', 'desa', 'kelurahan', 'agency'].includes(item.type));
    const offices = sections.length ? sections.map((item) => [item.unit.code, item.unit.name]) : areas.map((area) => [area.code, area.name]);
    offices.sort(([a], [b]) => a.localeCompare(b));
    return [heading(say('whom')), h('ul', {}, offices.map(([code, name]) => h('li', {}, h('a', { href: `#/lapor/${code}` }, name))))];
  }
  const draft = draftId ? await get('drafts', draftId) : null;
  const config = await configOf(unit || draft.unit.code, locale);
  return config ? form(config, draft, send) : [heading(say('complain')), h('p', {}, say('no_form'))];
}

export async function queue() {
  const drafts = (await all('drafts')).sort((a, b) => b.madeAt - a.madeAt);
  const wipe = async () => {
    if (!confirm(say('sure_wipe'))) return;
    for (const draft of drafts) await forgetDraft(draft.id);
    dispatchEvent(new HashChangeEvent('hashchange'));
  };
  return [heading(say('sent_from_here')),
    drafts.length ? h('ul', { class: 'rows' }, drafts.map(one)) : h('p', {}, say('nothing_sent')),
    drafts.length ? [h('p', { class: 'hint' }, say('wipe_hint')), h('p', {}, h('button', { type: 'button', class: 'quiet', onclick: wipe }, say('wipe')))] : null];
}

function one(draft) {
  const { receipt } = draft;
  return h('li', { 'data-state': draft.state }, h('h2', {}, draft.fields.title || say('no_title')),
    h('p', {}, WORDS.states[draft.state], ' ', h('span', { class: 'meta' }, day(new Date(draft.madeAt).toISOString()))),
    receipt ? h('div', { class: 'keep' }, h('dl', {}, h('div', {}, h('dt', {}, say('number')), h('dd', {}, receipt.ref)), h('div', {}, h('dt', {}, say('secret')), h('dd', {}, receipt.secret)))) : null,
    receipt ? h('p', {}, h('a', { href: receipt.track_url }, say('track'))) : null,
    ['draft', 'needs_fix'].includes(draft.state) ? h('p', {}, h('a', { href: `#/lapor/${draft.unit.code}/${draft.id}` }, say('edit'))) : null);
}
