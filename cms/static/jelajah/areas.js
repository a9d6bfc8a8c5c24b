/** Which areas can be taken along, and which are here. */

import { offered } from './bundle.js';
import { ROW, picture, renditions } from './cards.js';
import { h } from './dom.js';
import { all, forgetArea, get, put } from './store.js';
import { folded } from './search.js';
import { WORDS, say, size } from './words.js';

const locale = document.documentElement.lang;
const WITH_PICTURES = ['place', 'business', 'product', 'event', 'news'];
/** The worker keeps no more (sw.js). */
const MOST_PICTURES = 250;
const isIn = (code, above) => `${code}.`.startsWith(`${above}.`);

/** The page; `take(code, name, tell)` brings an area, `changed()` is called when one has gone. */
export async function choose(take, changed) {
  const here = await all('areas');
  const status = h('p', { role: 'status' });
  let rows = [];
  try {
    rows = await offered(locale);
  } catch {
    status.textContent = say('no_line');
  }
  if (!rows.length && !status.textContent) status.textContent = say('nothing');
  const nameOf = (one) => [WORDS.levels[one.level], one.name].filter(Boolean).join(' ');
  const fetch = async (event, one) => {
    const button = event.currentTarget;
    button.disabled = true;
    const tell = (part) => { status.textContent = say('arriving', { percent: Math.round(part * 100) }); };
    tell(0);
    if (!(await take(one.region, nameOf(one), tell))) status.textContent = say('broken_off');
    button.disabled = false;
  };
  const offer = (one, isFirst) => h('li', { class: 'offer', 'data-name': folded(nameOf(one)) },
    h('span', {}, h('strong', {}, nameOf(one)), h('small', { class: 'meta' }, say('size', { size: size(one.bytes), count: one.items }))),
    h('button', { type: 'button', class: isFirst ? null : 'quiet', onclick: (event) => fetch(event, one) }, say('take'), h('span', { class: 'vh' }, ` ${nameOf(one)}`)));
  const known = await Promise.all(here.map(async (area) => h('li', { class: 'offer' }, h('span', {}, h('strong', {}, area.name), await pictures(area, status)),
    h('button', { type: 'button', class: 'quiet', onclick: async () => {
      await forgetArea(area.code);
      changed();
    } }, say('remove'), h('span', { class: 'vh' }, ` ${area.name}`)))));

  const open = rows.filter((one) => !here.some((area) => isIn(one.region, area.code)));
  const list = h('ul', { class: 'rows sheet' }, open.map((one, number) => offer(one, !number)));
  const find = h('input', { type: 'search', id: 'area', autocomplete: 'off', oninput: () => {
    const wanted = folded(find.value.trim());
    for (const node of list.children) node.hidden = !node.dataset.name.includes(wanted);
  } });
  return [
    h('h1', { tabindex: -1 }, say(here.length ? 'areas' : 'title_of_app')),
    h('p', { class: 'lead' }, say('areas_hint')), status,
    known.length ? [h('h2', {}, say('areas_here')), h('ul', { class: 'rows sheet' }, known)] : null,
    open.length ? [h('h2', {}, say('areas_offered')),
      open.length > 8 ? h('div', { class: 'field' }, h('label', { for: 'area' }, say('find_area')), find) : null, list] : null,
  ];
}

/** A button that fetches the small pictures of an area, which the worker keeps; nobody's data are spent without being asked. */
async function pictures(area, status) {
  if (area.hasPictures) return h('small', { class: 'meta' }, say('pictures_here'));
  const found = new Map();
  for (const { item } of await all('items', 'area', area.code)) {
    const one = WITH_PICTURES.includes(item.type) && renditions(item, ROW).find(Boolean);
    if (one) found.set(one.url, { item, bytes: one.bytes });
  }
  const wanted = [...found.values()].slice(0, MOST_PICTURES);
  if (!wanted.length) return null;
  return h('button', { type: 'button', class: 'plainly', onclick: async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    let count = 0;
    for (const { item } of wanted) {
      const image = picture(item, ROW).querySelector('img');
      image.loading = 'eager';
      const isHere = await image.decode().then(() => true, () => false);
      if (!isHere && !navigator.onLine) break;
      count += 1;
      status.textContent = say('arriving', { percent: Math.round((count / wanted.length) * 100) });
    }
    if (count === wanted.length) {
      await put('areas', { ...(await get('areas', area.code)), hasPictures: true });
      button.replaceWith(h('small', { class: 'meta' }, say('pictures_here')));
    } else {
      status.textContent = say('broken_off');
      button.disabled = false;
    }
  } }, say('pictures', { size: size(wanted.reduce((sum, one) => sum + one.bytes, 0)) }), h('span', { class: 'vh' }, ` ${area.name}`));
}
