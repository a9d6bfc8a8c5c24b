/** The form for a complaint; it works without a line, and what was typed is on the phone from the first letter on. */

import { address, askJson } from './api.js';
import { h } from './dom.js';
import { made } from './photos.js';
import { fresh } from './send.js';
import { all, forgetDraft, get, put, remove } from './store.js';
import { soon } from './turns.js';
import { WORDS, say, size } from './words.js';

/** What the form of an office needs, from the portal or, without a line, as it was the last time; null when it never came. */
export async function configOf(unit, locale) {
  const name = `${locale} ${unit}`;
  const kept = await get('forms', name);
  const coming = askJson(address('caseConfig', {}, { unit, locale })).then(async ({ body }) => {
    await put('forms', { name, body });
    return body;
  });
  return soon(coming, kept?.body).catch(() => null);
}

/** The form; `draft` is an earlier one or null. `send(draft)` is called when it is ready to go. */
export async function form(config, draft, send) {
  const own = draft ?? fresh(config.unit);
  const field = (name) => own.fields[name] ?? '';
  const photos = await all('photos', 'draft', own.id);
  const errors = Object.fromEntries((own.problem?.errors ?? []).map((error) => [error.field.replace(/^.*\./, ''), error.text]));
  const status = h('p', { class: 'meta', role: 'status' });
  const list = h('ul', { class: 'plain' });

  const keep = async () => {
    own.fields = read(node, config, own);
    await put('drafts', own);
  };
  const drawPhotos = () => list.replaceChildren(...photos.map((photo) => h('li', {}, `${photo.name} (${size(photo.blob.size)}) `,
    h('button', { type: 'button', class: 'quiet', onclick: async () => {
      await remove('photos', photo.id);
      photos.splice(photos.indexOf(photo), 1);
      drawPhotos();
    } }, say('remove'), h('span', { class: 'vh' }, ` ${photo.name}`)))));

  const add = async (event) => {
    for (const file of event.target.files) {
      if (photos.length >= config.limits.files) {
        status.textContent = say('no_more_photos');
        break;
      }
      try {
        const photo = { id: crypto.randomUUID(), draft: own.id, name: `foto-${photos.length + 1}.jpg`, ...(await made(file)) };
        await put('photos', photo);
        photos.push(photo);
      } catch {
        status.textContent = say('no_photo', { name: file.name });
      }
    }
    event.target.value = '';
    drawPhotos();
    await keep();
  };

  const labelled = (name, label, input, hint) => h('div', { class: errors[name] ? 'field wrong' : 'field' },
    h('label', { for: name }, label), hint ? h('p', { class: 'hint', id: `${name}-hint` }, hint) : null,
    errors[name] ? h('p', { class: 'bad', id: `${name}-bad` }, say('error'), ' ', errors[name]) : null, input);
  const about = (name, hint) => ({ id: name, name, 'aria-describedby': [hint ? `${name}-hint` : '', errors[name] ? `${name}-bad` : ''].join(' ').trim() || null });
  const text = (name, label, more = {}, hint = '') => labelled(name, label, h('input', { ...about(name, hint), value: field(name), ...more }), hint);
  const tick = (name, label) => h('div', { class: 'pick' }, h('input', { type: 'checkbox', id: name, name, checked: Boolean(own.fields[name]) }), h('label', { for: name }, label));
  const options = (rows, chosen) => rows.map(([value, label]) => h('option', { value, selected: value === chosen }, label));

  const node = h('form', {
    novalidate: true,
    oninput: keep,
    onsubmit: async (event) => {
      event.preventDefault();
      const empty = ['title', 'body'].find((name) => !node.elements[name].value.trim());
      if (empty) {
        status.textContent = say('needed');
        node.elements[empty].focus();
        return;
      }
      await keep();
      await put('drafts', Object.assign(own, { state: 'queued', problem: null, nextAt: 0, notBefore: 0, tries: 0 }));
      send(own);
    },
  },
  h('h1', { tabindex: -1 }, say('complain_to', { unit: config.unit.name })),
  own.problem ? h('div', { class: 'note', role: 'alert' }, h('div', {}, own.problem.detail)) : null,
  labelled('category', say('category'), h('select', about('category'), options([['', say('not_sure')], ...config.categories.map((one) => [one.slug, one.name])], field('category')))),
  text('title', say('title'), { maxlength: config.limits.title, required: true }),
  labelled('body', say('body'), h('textarea', { ...about('body'), rows: 6, maxlength: config.limits.body, required: true }, field('body'))),
  config.villages.length ? labelled('village', say('village'), h('select', about('village'), options([['', '–'], ...config.villages.map((one) => [one.code, one.name])], own.fields.place?.village ?? ''))) : null,
  text('place', say('place'), { value: own.fields.place?.text ?? '', maxlength: 200 }),
  h('div', { class: 'field' }, h('label', { for: 'photos' }, say('photos')), h('p', { class: 'hint' }, say('photos_hint')),
    h('input', { type: 'file', id: 'photos', accept: 'image/*', multiple: true, onchange: add }), list),
  h('fieldset', {}, h('legend', {}, say('who_you_are')),
    tick('is_anonymous', say('anonymous')), tick('is_confidential', say('confidential')),
    text('name', say('name'), { value: own.fields.reporter?.name ?? '', autocomplete: 'name' }),
    text('phone', say('phone'), { value: own.fields.reporter?.phone ?? '', type: 'tel', autocomplete: 'tel' })),
  config.notices.filter((one) => one.kind === 'privacy').map((one) => h('p', { class: 'meta' }, one.text)),
  status,
  h('p', {}, h('button', { type: 'submit' }, say('send'))),
  own.state === 'needs_fix' || draft ? h('p', {}, h('button', { type: 'button', class: 'quiet', onclick: async () => {
    if (!confirm(WORDS.sure)) return;
    await forgetDraft(own.id);
    location.hash = '#/kiriman';
  } }, say('throw_away'))) : null);
  drawPhotos();
  return node;
}

/** The form as the portal takes it. */
function read(node, config, own) {
  const value = (name) => node.elements[name]?.value.trim() ?? '';
  const reporter = { name: value('name'), phone: value('phone') };
  return {
    config_version: config.config_version,
    kind: 'complaint',
    unit: config.unit.code,
    category: value('category') || null,
    title: value('title'),
    body: value('body'),
    is_anonymous: node.elements.is_anonymous.checked,
    is_confidential: node.elements.is_confidential.checked,
    place: { village: value('village') || null, text: value('place') },
    ...(reporter.name || reporter.phone ? { reporter } : {}),
    composed_at: own.fields.composed_at ?? new Date().toISOString(),
    lang: document.documentElement.lang,
  };
}
