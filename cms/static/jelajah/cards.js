/** How items look: a picture card, a row in a list, a picture of the right size. */

import { h, here, icon } from './dom.js';
import { isOpen } from './hours.js';
import { WORDS, day, moment, month, rupiah, say } from './words.js';

export const linkOf = (item) => `#/i/${item.type}/${item.id}`;

/** How broad the picture of a row is. */
export const ROW = 90;

/** The smallest renditions that fill the width on this screen: [AVIF or undefined, JPEG or undefined]. */
export function renditions(item, width) {
  const wanted = width * Math.min(2, window.devicePixelRatio || 1);
  const fits = (list) => list.find((one) => one.width >= wanted) ?? list.at(-1);
  const ofType = (type) => (item.picture?.renditions ?? []).filter((one) => one.type === type).sort((a, b) => a.width - b.width);
  return [fits(ofType('image/avif')), fits(ofType('image/jpeg'))];
}

/** AVIF where the browser reads it. */
export function picture(item, width) {
  const [avif, jpeg] = renditions(item, width);
  const image = jpeg ?? avif;
  return image ? h('picture', {},
    avif ? h('source', { type: avif.type, srcset: here(avif.url) }) : null,
    h('img', { src: here(image.url), width: image.width, height: image.height, alt: item.picture.is_decorative ? '' : item.picture.alt, loading: 'lazy' })) : null;
}

/** True, false, or null where nobody knows; what is closed for longer is not open, whatever its hours say. */
export function openNow(item, zone) {
  if (item.place_status && item.place_status !== 'open') return false;
  return isOpen(item.opening_hours, zone);
}

/** What says at a glance whether to go: open, closed, called off, sold out, halal. */
export function tags(item, zone) {
  const open = openNow(item, zone);
  const status = item.place_status && item.place_status !== 'open' ? WORDS.place_status[item.place_status] : null;
  const event = item.event_status && item.event_status !== 'scheduled' ? WORDS.event_status[item.event_status] : null;
  const found = [
    status ? ['caution', status] : open === null ? null : open ? ['good', say('open_now')] : ['', say('closed_now')],
    event ? ['bad', event] : null,
    item.is_in_stock === false ? ['caution', say('sold_out')] : null,
    item.halal_status === 'certified' || item.halal_status === 'self_declared' ? ['', say('halal_word')] : null,
  ].filter(Boolean);
  return found.length ? h('p', { class: 'meta' }, found.map(([name, text]) => h('span', { class: `tag ${name}` }, text))) : null;
}

/** What decides whether one goes on reading: what, where, when, how much. */
export function brief(item, { distance } = {}) {
  const parts = [
    distance === undefined ? null : say('away', { km: distance.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) }),
    item.type === 'news' && item.first_published_at ? day(item.first_published_at) : WORDS.types[item.kind],
    item.unit?.name,
    price(item),
  ];
  return parts.filter(Boolean).join(' · ');
}

export function row(item, zone, more) {
  const words = h('div', {},
    h('h3', {}, h('a', { href: linkOf(item) }, item.title)),
    item.starts_at ? h('p', { class: 'meta' }, moment(item.starts_at, zone)) : null,
    h('p', { class: 'meta' }, brief(item, more)), tags(item, zone), h('p', {}, item.summary));
  return h('li', {}, h('div', { class: 'item' }, item.starts_at ? date(item, zone) : picture(item, ROW), words));
}

/** A leaf of the calendar. */
function date(item, zone) {
  const [number, name] = month(item.starts_at, zone);
  return h('div', { class: 'day', 'aria-hidden': 'true' }, h('b', {}, number), name);
}

export function card(item, zone) {
  return h('li', { class: 'card' }, picture(item, 220) ?? h('span', { class: 'no-picture' }, icon('pin')),
    h('div', {}, h('h3', {}, h('a', { href: linkOf(item) }, item.title)), h('p', { class: 'meta' }, price(item) ?? item.unit?.name), tags(item, zone)));
}

export function price(item) {
  const from = item.price ?? item.price_from;
  if (!from) return null;
  const to = item.price_to && item.price_to.amount !== from.amount ? ` – ${rupiah(item.price_to)}` : '';
  return `${rupiah(from)}${to}${item.price_unit ? ` / ${item.price_unit}` : ''}`;
}
