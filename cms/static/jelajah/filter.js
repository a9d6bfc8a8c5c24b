/** Narrows a list by what the phone knows: kind, area, open now, halal, price, distance; all of it without a line. */

import { openNow } from './cards.js';
import { h } from './dom.js';
import { WORDS, rupiah, say } from './words.js';

const PRICES = [10_000, 25_000, 50_000, 100_000, 250_000];
const HALAL = ['certified', 'self_declared'];
/** What was chosen stays while one looks at an item and comes back. */
const chosen = new Map();
let place = null;

const kindOf = (item) => (item.type === 'business' ? 'business' : item.kind);
const priceOf = (item) => (item.price ?? item.price_from)?.amount;

/** Kilometres on the globe between [lon, lat] and an item; undefined where the item stands nowhere. */
export function distance(from, item) {
  if (!from || !item.coordinates) return undefined;
  const [lon1, lat1, lon2, lat2] = [...from, ...item.coordinates].map((one) => (Number(one) * Math.PI) / 180);
  const a = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  return 12_742 * Math.asin(Math.sqrt(a));
}

function fits(item, wanted, zone) {
  return (!wanted.kind || kindOf(item) === wanted.kind)
    && (!wanted.unit || item.unit?.code === wanted.unit)
    && (!wanted.open || openNow(item, zone) === true)
    && (!wanted.halal || HALAL.includes(item.halal_status))
    && (!wanted.price || (priceOf(item) !== undefined && Number(priceOf(item)) <= wanted.price));
}

/** The controls of a list, and the list; `rowOf(item, more)` draws one item. Only what can tell items apart is offered. */
export function filtered(name, items, zone, rowOf) {
  const wanted = chosen.get(name) ?? {};
  chosen.set(name, wanted);
  const status = h('p', { class: 'count', role: 'status' });
  const rows = h('ul', { class: 'rows sheet' });
  const draw = () => {
    const found = items.filter((item) => fits(item, wanted, zone)).map((item) => [item, distance(wanted.near && place, item)]);
    if (wanted.near && place) found.sort(([, a], [, b]) => (a ?? Infinity) - (b ?? Infinity));
    rows.hidden = !found.length;
    rows.replaceChildren(...found.map(([item, km]) => rowOf(item, { distance: km })));
    status.textContent = found.length ? say('found', { count: found.length }) : say('none_fits');
  };
  const set = (key, value) => {
    wanted[key] = value;
    draw();
  };
  const near = (event) => {
    const isWanted = event.target.checked;
    if (!isWanted) set('near', false);
    else navigator.geolocation.getCurrentPosition(({ coords }) => {
      place = [coords.longitude, coords.latitude];
      set('near', true);
    }, () => {
      event.target.checked = false;
      status.textContent = say('no_position');
    }, { timeout: 20_000, maximumAge: 300_000 });
  };
  const tick = (key, word, onchange = (event) => set(key, event.target.checked)) => h('label', { class: 'chip' },
    h('input', { type: 'checkbox', checked: Boolean(wanted[key]), onchange }), say(word));
  const select = (key, word, options, read = String) => h('label', {}, say(word),
    h('select', { onchange: (event) => set(key, event.target.value && read(event.target.value)) }, [['', say('all')], ...options]
      .map(([value, label]) => h('option', { value, selected: String(wanted[key] ?? '') === String(value) }, label))));

  const units = [...new Map(items.filter((item) => item.unit).map((item) => [item.unit.code, item.unit.name]))].sort();
  const kinds = Object.entries(WORDS.types).filter(([kind]) => items.some((item) => kindOf(item) === kind));
  const prices = items.map(priceOf).filter((one) => one !== undefined).map(Number);
  const steps = PRICES.filter((one) => prices.some((price) => price <= one) && prices.some((price) => price > one));
  const controls = [
    kinds.length > 1 ? select('kind', 'kind', kinds) : null,
    units.length > 1 ? select('unit', 'where', units) : null,
    steps.length ? select('price', 'up_to', steps.map((one) => [one, rupiah({ amount: one, currency: 'IDR' })]), Number) : null,
  ].filter(Boolean);
  const ticks = [
    items.some((item) => item.opening_hours?.length) ? tick('open', 'open_now') : null,
    items.some((item) => HALAL.includes(item.halal_status)) ? tick('halal', 'halal_word') : null,
    navigator.geolocation && items.some((item) => item.coordinates) ? tick('near', 'nearest', near) : null,
  ].filter(Boolean);
  draw();
  return [controls.length || ticks.length ? h('form', { class: 'narrow', onsubmit: (event) => event.preventDefault() },
    controls.length ? h('div', { class: 'grid' }, controls) : null, ticks.length ? h('div', { class: 'chips' }, ticks) : null) : null, status, rows];
}
