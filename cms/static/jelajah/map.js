/** The map that the portal drew of an area, with the area's items as points on it. */

const SVG = 'http://www.w3.org/2000/svg';
/** Shapes are all that a map may hold: whatever else were in it would be left out. */
const ALLOWED = new Set(['svg', 'g', 'path', 'circle', 'text', 'title']);

/** Where a point lies on the drawing. */
export function placed(map, [lon, lat]) {
  return {
    x: ((Number(lon) - map.west) / (map.east - map.west)) * map.width,
    y: ((map.north - Number(lat)) / (map.north - map.south)) * map.height,
  };
}

/** The drawing as a node; `places` are items with coordinates, `link(item)` is the address of their page. */
export function drawn(map, places, label, link) {
  const drawing = document.importNode(new DOMParser().parseFromString(map.svg, 'image/svg+xml').documentElement, true);
  for (const node of drawing.querySelectorAll('*')) {
    if (!ALLOWED.has(node.localName)) node.remove();
  }
  drawing.setAttribute('role', 'group');
  drawing.setAttribute('aria-label', label);
  for (const item of places) {
    const { x, y } = placed(map, item.coordinates);
    const anchor = document.createElementNS(SVG, 'a');
    anchor.setAttribute('href', link(item));
    anchor.setAttribute('aria-label', item.title);
    const title = document.createElementNS(SVG, 'title');
    title.textContent = item.title;
    const dot = document.createElementNS(SVG, 'circle');
    for (const [name, value] of Object.entries({ cx: x, cy: y, r: 13, class: 'dot' })) dot.setAttribute(name, value);
    anchor.append(title, dot);
    drawing.append(anchor);
  }
  return drawing;
}
