/** Makes nodes out of words, never out of markup that somebody else wrote. */

/** `h('a', {href: '#/'}, 'Home')`; a property beginning with "on" is a listener, null and false are left out. */
export function h(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A line icon of the portal's own sheet, for the eye alone. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({ class: 'i', width: 24, height: 24, 'aria-hidden': 'true' })) drawing.setAttribute(key, value);
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `${document.body.dataset.icons}#${name}`);
  drawing.append(use);
  return drawing;
}

/** What may stand in the text of a page, with the attributes that may stand on it. */
const ALLOWED = {
  a: ['href'], abbr: [], b: [], blockquote: [], br: [], caption: [], dd: [], details: [], div: [], dl: [], dt: [], em: [],
  figcaption: [], figure: [], h2: [], h3: [], h4: [], hr: [], i: [], li: [], ol: ['start'], p: [], s: [], small: [], span: [],
  strong: [], sub: [], summary: [], sup: [], table: [], tbody: [], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan', 'scope'],
  thead: [], tr: [], u: [], ul: [],
};

/** The words of a block of a page; pictures and frames are left out, and so is everything unknown. */
export function prose(html) {
  const source = new DOMParser().parseFromString(html, 'text/html').body;
  return h('div', { class: 'prose' }, [...source.childNodes].map(cleaned));
}

function cleaned(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (node.nodeType !== Node.ELEMENT_NODE || ['script', 'style', 'svg', 'template', 'iframe', 'noscript'].includes(node.localName)) return null;
  const children = [...node.childNodes].map(cleaned);
  const allowed = ALLOWED[node.localName];
  if (!allowed) return children;
  const kept = allowed.filter((name) => node.hasAttribute(name)).map((name) => [name, node.getAttribute(name)]);
  const properties = Object.fromEntries(kept.filter(([name, value]) => name !== 'href' || isSafe(value)));
  return h(node.localName, properties, children);
}

export function isSafe(href) {
  try {
    return ['https:', 'http:', 'mailto:', 'tel:'].includes(new URL(href, location.href).protocol);
  } catch {
    return false;
  }
}

/** A file of the portal, asked of the host that this page is from: every host has it, and nothing is asked elsewhere. */
export const here = (url) => new URL(url, location.href).pathname;
