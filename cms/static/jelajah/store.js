/** What the phone keeps: areas with their cursors, their items, drafts and receipts, one table each. */

/** One base for each language that Jelajah is read in. */
const NAME = `jelajah-${document.documentElement.lang}`;
const VERSION = 1;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const finished = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error || new DOMException('aborted', 'AbortError'));
});

let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const base = request.result;
      base.createObjectStore('areas', { keyPath: 'code' });
      base.createObjectStore('items', { keyPath: 'key' }).createIndex('area', 'area');
      base.createObjectStore('drafts', { keyPath: 'id' });
      base.createObjectStore('photos', { keyPath: 'id' }).createIndex('draft', 'draft');
      base.createObjectStore('notes', { keyPath: 'name' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

/** Runs `work` with the tables in one transaction: all of it is kept, or nothing. */
export async function write(tables, work) {
  const transaction = (await open()).transaction(tables, 'readwrite');
  const end = finished(transaction);
  try {
    await work(...tables.map((name) => transaction.objectStore(name)), done);
  } catch (error) {
    try { transaction.abort(); } catch { /* it has ended already */ }
    await end.catch(() => {});
    throw error;
  }
  return end;
}

export async function get(table, key) {
  return done((await open()).transaction(table).objectStore(table).get(key));
}

export async function all(table, index, value) {
  const store = (await open()).transaction(table).objectStore(table);
  return done(index ? store.index(index).getAll(value) : store.getAll());
}

export const put = (table, value) => write([table], (store) => store.put(value));
export const remove = (table, key) => write([table], (store) => store.delete(key));

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

/** Throws a draft away, with its photos. */
export function forgetDraft(id) {
  return write(['drafts', 'photos'], async (drafts, photos, result) => {
    drafts.delete(id);
    for (const key of await result(photos.index('draft').getAllKeys(id))) photos.delete(key);
  });
}
