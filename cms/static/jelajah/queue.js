/** The pages for writing: whom to tell, the form, and what was sent from this phone. */

import { h } from './dom.js';
import { configOf, form } from './form.js';
import { isMissing } from './send.js';
import { all, get, wipe } from './store.js';
import { items } from './views.js';
import { WORDS, day, say } from './words.js';

const OFFICES = ['regency', 'kecamatan', 'desa', 'kelurahan', 'agency'];
const locale = document.documentElement.lang;
const heading = (text) => h('h1', { tabindex: -1 }, text);

/** [code, name] of every office that the phone knows; of the areas themselves where it knows none. */
async function offices() {
  const sections = (await items()).filter((item) => OFFICES.includes(item.type));
  const found = sections.length ? sections.map((item) => [item.unit.code, item.unit.name]) : (await all('areas')).map((area) => [area.code, area.name]);
  return [...new Map(found)].sort(([a], [b]) => a.localeCompare(b));
}

/** The form of an office. Without a line one whose form never came is asked with that of the area around it. */
async function anyConfig(code) {
  const own = await configOf(code, locale);
  if (own) return own;
  const name = (await offices()).find(([one]) => one === code)?.[1];
  const around = (await all('areas')).find((area) => `${code}.`.startsWith(`${area.code}.`));
  const config = name && around && await configOf(around.code, locale);
  return config ? { ...config, unit: { ...config.unit, code, name } } : null;
}

export async function complain(unit, draftId, send) {
  if (!unit && !draftId) {
    return [heading(say('whom')), h('ul', { class: 'rows sheet' }, (await offices()).map(([code, name]) => h('li', {}, h('a', { href: `#/lapor/${code}` }, name))))];
  }
  const draft = draftId ? await get('drafts', draftId) : null;
  const config = await anyConfig(unit || draft.unit.code);
  return config ? form(config, draft, send) : [heading(say('complain')), h('p', {}, say('no_form'))];
}

/** What was sent; `redraw()` after everything is wiped. */
export async function queue(redraw) {
  const drafts = (await all('drafts')).sort((a, b) => b.madeAt - a.madeAt);
  const erase = async () => {
    if (!confirm(say('sure_wipe'))) return;
    await wipe();
    redraw();
  };
  return [heading(say('sent_from_here')),
    drafts.length ? drafts.map(one) : h('p', {}, say('nothing_sent')),
    h('p', {}, h('a', { class: 'btn', href: '#/lapor' }, say('complain'))),
    drafts.length ? [h('h2', {}, say('shared_phone')), h('p', { class: 'hint' }, say('wipe_hint')), h('p', {}, h('button', { type: 'button', class: 'quiet', onclick: erase }, say('wipe')))] : null];
}

function one(draft) {
  const { receipt } = draft;
  const uploads = receipt?.uploads ?? [];
  const refused = uploads.filter((upload) => upload.state === 'rejected').length;
  const pair = (term, value) => (value ? h('div', {}, h('dt', {}, term), h('dd', {}, value)) : null);
  return h('section', { class: 'sheet', 'data-state': draft.state }, h('h2', {}, draft.fields.title || say('no_title')),
    h('p', { class: 'meta' }, [draft.unit.name, day(new Date(draft.madeAt).toISOString())].filter(Boolean).join(' · ')),
    h('p', {}, h('strong', {}, WORDS.states[draft.state]),
      draft.state === 'sent' && uploads.length ? ` ${say('photos_done', { done: uploads.filter((upload) => !isMissing(upload)).length, all: uploads.length })}` : null),
    refused ? h('p', { class: 'note caution' }, h('span', {}, say('photos_refused', { count: refused }))) : null,
    receipt ? [h('div', { class: 'keep' }, h('dl', {}, pair(say('number'), receipt.ref), pair(say('secret'), receipt.secret))),
      receipt.emergency ? h('p', {}, receipt.emergency) : null, receipt.warnings.map((warning) => h('p', { class: 'hint' }, warning.text)),
      h('p', {}, h('a', { href: receipt.track_url }, say('track')))] : null,
    ['draft', 'needs_fix'].includes(draft.state) ? h('p', {}, h('a', { href: `#/lapor/${draft.unit.code}/${draft.id}` }, say('edit'))) : null);
}
