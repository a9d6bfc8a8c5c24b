/** The page of one item: what it is, how to reach it, and everything that is written about it. */

import { brief, card, linkOf, openNow, picture, price, tags } from './cards.js';
import { h, here, icon, isSafe, prose } from './dom.js';
import { localNow } from './hours.js';
import { WORDS, moment, rupiah, say, weekday } from './words.js';

/** `around` are the items that the phone holds: a product leads to its maker, a maker to its products. */
export function whole(item, { zone, mapLink, back, around }) {
  const maker = item.type === 'product' ? around.find((one) => one.type === 'business' && isBelow(item, one)) : null;
  const products = item.type === 'business' ? around.filter((one) => one.type === 'product' && isBelow(one, item)) : [];
  const pairs = [
    [say('price'), price(item)],
    [say('when'), item.starts_at ? `${moment(item.starts_at, zone)}${item.ends_at ? ` – ${moment(item.ends_at, zone)}` : ''}` : null],
    [say('venue'), item.venue],
    [say('made_by'), maker ? h('a', { href: linkOf(maker) }, maker.title) : null],
    [say('variants'), item.variants],
    [say('address'), item.address ?? maker?.address],
    [say('cuisine'), [item.cuisine, item.signature_dishes].filter(Boolean).join(': ')],
    [say('season'), item.best_season],
    [say('facilities'), item.facilities],
    [say('accessibility'), item.accessibility],
    [say('safety'), item.safety],
    [say('halal_word'), item.halal_status ? WORDS.halal[item.halal_status] : null],
    [say('web'), item.web && isSafe(item.web) ? h('a', { href: item.web, rel: 'noopener' }, item.web) : null],
  ];
  return [back, h('article', { class: 'sheet' },
    h('h1', { tabindex: -1 }, item.title), h('p', { class: 'lead' }, item.summary),
    h('p', { class: 'meta' }, brief(item)), tags(item, zone), picture(item, Math.min(640, innerWidth - 32)), ways(item, maker, mapLink),
    h('dl', { class: 'pairs' }, pairs.filter(([, value]) => value).map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value)))),
    hours(item, zone), components(item), h('div', { class: 'prose' }, (item.body || []).map((block) => (block.html ? prose(block.html) : null))),
    products.length ? [h('h2', {}, say('products')), h('ul', { class: 'grid cards' }, products.map((one) => card(one, zone)))] : null,
    item.url ? h('p', {}, h('a', { href: here(item.url) }, say('web_page'))) : null)];
}

/** A product has its page below that of its maker. */
const isBelow = (item, above) => here(item.url).startsWith(here(above.url));

/** What a visitor does next: call, write, go there. */
function ways(item, maker, mapLink) {
  const phone = item.phone ?? maker?.phone;
  const whatsapp = (item.whatsapp ?? maker?.whatsapp)?.replace(/\D/g, '');
  const [lon, lat] = item.coordinates ?? maker?.coordinates ?? [];
  const found = [
    phone ? [`tel:${phone}`, 'phone', phone] : null,
    whatsapp ? [`https://wa.me/${whatsapp}`, 'chat', 'WhatsApp'] : null,
    item.marketplace_url && isSafe(item.marketplace_url) ? [item.marketplace_url, 'out', say('buy')] : null,
    lon ? [mapLink, 'map', say('on_map')] : null,
    lon && /Android/.test(navigator.userAgent) ? [`geo:${lat},${lon}?q=${lat},${lon}(${encodeURIComponent(item.title)})`, 'pin', say('go')] : null,
  ].filter(Boolean);
  return found.length ? h('p', { class: 'ways' }, found.map(([href, name, text]) => h('a', { class: 'btn quiet', href, rel: 'noopener' }, icon(name), text))) : null;
}

function hours(item, zone) {
  if (!item.opening_hours?.length) return null;
  const rows = [...item.opening_hours].sort((a, b) => a.day - b.day);
  const today = localNow(zone).day;
  return h('section', {}, h('h2', {}, say('hours')), openNow(item, zone) === null ? null : h('dl', { class: 'hours' }, rows.map((one) => {
    const text = one.is_closed ? say('closed') : `${one.opens}–${one.closes}${one.note ? ` ${one.note}` : ''}`;
    const strong = (words) => (one.day === today ? h('strong', {}, words) : words);
    return [h('dt', {}, strong(weekday(one.day))), h('dd', {}, strong(text))];
  })));
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
