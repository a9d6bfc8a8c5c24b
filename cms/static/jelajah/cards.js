/** How items look: a row in a list, a picture of the right size, a page with everything. */

import { h, here, isSafe, prose } from './dom.js';
import { isOpen } from './hours.js';
import { WORDS, day, moment, rupiah, say, weekday } from './words.js';

export const linkOf = (item) => `#/i/${item.type}/${item.id}`;

/** The smallest rendition that fills the width on this screen; AVIF where the browser reads it. */
export function picture(item, width) {
  const found = item.picture;
  if (!found?.renditions.length) return null;
  const wanted = width * Math.min(2, window.devicePixelRatio || 1);
  const fits = (list) => list.find((one) => one.width >= wanted) ?? list.at(-1);
  const ofType = (type) => found.renditions.filter((one) => one.type === type).sort((a, b) => a.width - b.width);
  const [avif, jpeg] = [fits(ofType('image/avif')), fits(ofType('image/jpeg'))];
  const image = jpeg ?? avif;
  return h('picture', {},
    avif ? h('source', { type: avif.type, srcset: here(avif.url) }) : null,
    h('img', { src: here(image.url), width: image.width, height: image.height, alt: found.is_decorative ? '' : found.alt, loading: 'lazy' }));
}

export function row(item, zone) {
  return h('li', {}, h('div', { class: 'item' }, picture(item, 90),
    h('div', {}, h('h3', {}, h('a', { href: linkOf(item) }, item.title)), h('p', { class: 'meta' }, brief(item, zone)), h('p', {}, item.summary))));
}

/** What decides whether one goes on reading: where, when, how much. */
function brief(item, zone) {
  const open = isOpen(item.opening_hours, zone);
  const parts = [
    item.unit?.name,
    item.starts_at ? moment(item.starts_at, zone) : null,
    item.type === 'news' && item.first_published_at ? day(item.first_published_at) : null,
    price(item),
    open === null ? null : say(open ? 'open_now' : 'closed_now'),
    item.halal_status ? WORDS.halal[item.halal_status] : null,
  ];
  return parts.filter(Boolean).join(' · ');
}

export function price(item) {
  const from = item.price ?? item.price_from;
  if (!from) return null;
  const to = item.price_to && item.price_to.amount !== from.amount ? ` – ${rupiah(item.price_to)}` : '';
  return `${rupiah(from)}${to}${item.price_unit ? ` / ${item.price_unit}` : ''}`;
}

export function whole(item, zone, mapLink) {
  const pairs = [
    [say('price'), price(item)],
    [say('when'), item.starts_at ? `${moment(item.starts_at, zone)}${item.ends_at ? ` – ${moment(item.ends_at, zone)}` : ''}` : null],
    [say('venue'), item.venue],
    [say('address'), item.address],
    [say('facilities'), item.facilities],
    [say('accessibility'), item.accessibility],
    [say('halal_word'), item.halal_status ? WORDS.halal[item.halal_status] : null],
    [say('phone'), item.phone ? h('a', { href: `tel:${item.phone}` }, item.phone) : null],
    [say('web'), item.web && isSafe(item.web) ? h('a', { href: item.web, rel: 'noopener' }, item.web) : null],
  ];
  return h('article', { class: 'prose' },
    h('h1', { tabindex: -1 }, item.title), h('p', { class: 'lead' }, item.summary),
    h('p', { class: 'meta' }, brief(item, zone)), picture(item, 640),
    h('dl', { class: 'pairs' }, pairs.filter(([, value]) => value).map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value)))),
    hours(item), components(item), (item.body || []).map((block) => (block.html ? prose(block.html) : null)),
    item.coordinates ? h('p', {}, h('a', { href: mapLink }, say('on_map'))) : null,
    item.url ? h('p', {}, h('a', { href: here(item.url) }, say('web_page'))) : null);
}

function hours(item) {
  if (!item.opening_hours?.length) return null;
  const rows = [...item.opening_hours].sort((a, b) => a.day - b.day);
  return h('section', {}, h('h2', {}, say('hours')), h('dl', { class: 'hours' }, rows.map((one) => [
    h('dt', {}, weekday(one.day)),
    h('dd', {}, one.is_closed ? say('closed') : `${one.opens}–${one.closes}`, one.note && !one.is_closed ? ` ${one.note}` : ''),
  ])));
}

/** The six parts of a service standard that people come for; the others are on its page. */
function components(item) {
  return (item.components || []).filter((one) => one.group === 'service_delivery').map((one) => h('section', {}, h('h2', {}, one.label), told(one.value)));
}

function told(value) {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return h('ul', {}, value.map((one) => h('li', {}, told(one))));
  if (typeof value !== 'object') return String(value);
  if (value.text) return value.note ? `${value.text} (${value.note})` : value.text;
  if (value.type === 'free') return say('free');
  if (value.amount) return typeof value.amount === 'object' ? rupiah(value.amount) : String(value.amount);
  if (value.unit && value.value) return `${value.value} ${WORDS.units[value.unit] ?? value.unit}${value.condition ? ` (${value.condition})` : ''}`;
  return Object.values(value).filter((one) => typeof one === 'string' && one).join(' ');
}
