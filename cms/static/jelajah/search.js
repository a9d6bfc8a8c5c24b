/** Finds words in what the phone holds: titles first, then summaries, then the rest. */

const MARKS = /[\u0300-\u036f]/g;

export const folded = (text) => String(text ?? '').normalize('NFD').replace(MARKS, '').toLowerCase();

const words = (text) => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** Everything of an item that people would look for, each in its drawer. */
export function indexed(item) {
  const blocks = Array.isArray(item.body) ? item.body : []; // the body of a published case is plain text
  const html = blocks.map((block) => block.html || '').join(' ').replace(/<[^>]*>/g, ' ');
  const rest = [html, item.address, item.region?.name, item.unit?.name, ...(item.topics || []).map((topic) => topic.name)];
  return { title: ` ${words(item.title).join(' ')}`, summary: ` ${words(item.summary).join(' ')}`, rest: ` ${words(rest.join(' ')).join(' ')}` };
}

/** The items in which every word begins a word, the best first. `entries` are [{item, index}]. */
export function find(entries, text) {
  const wanted = words(text);
  if (!wanted.length) return [];
  const scored = [];
  for (const { item, index } of entries) {
    let score = 0;
    const isThere = wanted.every((word) => {
      const found = index.title.includes(` ${word}`) ? 9 : index.summary.includes(` ${word}`) ? 3 : index.rest.includes(` ${word}`) ? 1 : 0;
      score += found;
      return found;
    });
    if (isThere) scored.push({ item, score });
  }
  return scored.sort((a, b) => b.score - a.score || a.item.title.localeCompare(b.item.title)).map(({ item }) => item);
}
