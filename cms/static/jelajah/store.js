/** What the phone keeps: areas with their cursors and items in one base for each language, what is sent from here in another. */

const READING = `jelajah-${document.documentElement.lang}`;
/** What was written belongs to the phone, in whatever language it is read: it goes out, and is wiped, as one. */
const WRITING = 'jelajah-kiriman';
const TABLES = {
  [READING]: { areas: 'code', items: 'key', notes: 'name' },
  [WRITING]: { drafts: 'id', photos: 'id', forms: 'name' },
};
const INDEXES = { items: 'area', photos: 'draft' };
const VERSION = 1;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const finished = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error || new DOMException('aborted', 'AbortError'));
});

const opening = {};

function open(table) {
  const name = table in TABLES[READING] ? READING : WRITING;
  opening[name] ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      for (const [one, keyPath] of Object.entries(TABLES[name])) {
        const store = request.result.createObjectStore(one, { keyPath });
        if (INDEXES[one]) store.createIndex(INDEXES[one], INDEXES[one]);
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening[name];
}

/** Runs `work` with the tables in one transaction: all of it is kept, or nothing. Gives what `work` gives. */
export async function write(tables, work) {
  const transaction = (await open(tables[0])).transaction(tables, 'readwrite');
  const end = finished(transaction);
  try {
    const result = await work(...tables.map((name) => transaction.objectStore(name)), done);
    await end;
    return result;
  } catch (error) {
    try { transaction.abort(); } catch { /* it has ended already */ }
    await end.catch(() => {});
    throw error;
  }
}

export async function get(table, key) {
  return done((await open(table)).transaction(table).objectStore(table).get(key));
}

export async function all(table, index, value) {
  const store = (await open(table)).transaction(table).objectStore(table);
  return done(index ? store.index(index).getAll(value) : store.getAll());
}

export const put = (table, value) => write([table], (store) => { store.put(value); });
export const remove = (table, key) => write([table], (store) => { store.delete(key); });

export const keyOf = (area, item) => [area, item.type, item.id, item.locale].join(' ');

/** Puts items and the new state of their area down together; applying the same twice changes nothing. */
export function apply(area, items, changes) {
  return write(['areas', 'items'], async (areas, table, result) => {
    for (const item of items) {
      const key = keyOf(area.code, item);
      const held = await result(table.get(key));
      if (held && item.version < held.item.version) {
        table.put({ ...held, pass: area.pass }); // named by this pass, though the phone knows better
        continue;
      }
      if (item.op === 'delete') table.delete(key);
      else table.put({ key, area: area.code, item, pass: area.pass });
    }
    Object.assign(area, changes);
    areas.put(area);
  });
}

/** After a full pass: what it did not name is gone. */
export function sweep(area) {
  return write(['areas', 'items'], async (areas, table, result) => {
    for (const row of await result(table.index('area').getAll(area.code))) {
      if (row.pass !== area.pass) table.delete(row.key);
    }
    areas.put(Object.assign(area, { isFull: false }));
  });
}

export function forgetArea(code) {
  return write(['areas', 'items'], async (areas, table, result) => {
    areas.delete(code);
    for (const key of await result(table.index('area').getAllKeys(code))) table.delete(key);
  });
}

/** Notes what became of a draft. False when it was thrown away meanwhile: then it stays away. */
export function change(draft, changes) {
  return write(['drafts'], async (drafts, result) => {
    Object.assign(draft, changes);
    const isThere = (await result(drafts.count(draft.id))) > 0;
    if (isThere) drafts.put(draft);
    return isThere;
  });
}

/** The same draft with its photos under new names, and nothing under the old ones. */
export function renamed(draft, changes) {
  return write(['drafts', 'photos'], async (drafts, photos, result) => {
    const [id, own] = [draft.id, await result(photos.index('draft').getAll(draft.id))];
    drafts.delete(id);
    drafts.put({ ...draft, ...changes });
    for (const photo of own) {
      photos.delete(photo.id);
      photos.put({ ...photo, id: crypto.randomUUID(), draft: changes.id });
    }
  });
}

/** Throws a draft away, with its photos. */
export function forgetDraft(id) {
  return write(['drafts', 'photos'], async (drafts, photos, result) => {
    drafts.delete(id);
    for (const key of await result(photos.index('draft').getAllKeys(id))) photos.delete(key);
  });
}

/** Nothing that was written here is left, nor for which office a form was fetched. */
export function wipe() {
  return write(['drafts', 'photos', 'forms'], (...tables) => { tables.slice(0, 3).forEach((table) => table.clear()); });
}
