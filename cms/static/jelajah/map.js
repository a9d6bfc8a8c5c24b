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

/** The drawing as a node; `places` are items with coordinates, numbered as they come, `link(item)` is the address of their page. */
export function drawn(map, places, label, link) {
  const drawing = document.importNode(new DOMParser().parseFromString(map.svg, 'image/svg+xml').documentElement, true);
  for (const node of drawing.querySelectorAll('*')) {
    if (!ALLOWED.has(node.localName)) node.remove();
  }
  drawing.setAttribute('role', 'group');
  drawing.setAttribute('aria-label', label);
  // In pixels of the screen, whatever it shows the drawing at: a finger is as broad on every phone.
  const unit = map.width / Math.min(map.width, innerWidth - 32);
  const points = places.map((item) => placed(map, item.coordinates));
  const shown = apart(points, 24 * unit);
  points.forEach((point, number) => drawing.append(made('path', { d: `M${point.x} ${point.y}L${shown[number].x} ${shown[number].y}`, class: 'lead' })));
  places.forEach((item, number) => {
    const { x, y } = shown[number];
    const anchor = made('a', { href: link(item), 'aria-label': item.title });
    const title = made('title', {});
    title.textContent = item.title;
    const text = made('text', { x, y: y + 4.5 * unit, 'font-size': 13 * unit, 'text-anchor': 'middle' });
    text.textContent = number + 1;
    anchor.append(title, made('circle', { cx: x, cy: y, r: 12.5 * unit, 'stroke-width': 1.5 * unit, class: 'dot' }), text);
    drawing.append(anchor);
  });
  return drawing;
}

/** Where the dots are drawn, so that each can be read and touched: neighbours are pushed away from each other. */
function apart(points, least) {
  const moved = points.map((point) => ({ ...point }));
  for (let round = 0; round < 30; round += 1) {
    moved.forEach((a, first) => moved.slice(first + 1).forEach((b, rest) => {
      const [dx, dy] = [b.x - a.x || 0.1 * (rest + 1), b.y - a.y];
      const far = Math.hypot(dx, dy);
      if (far >= least) return;
      const push = (least - far) / far / 2;
      Object.assign(a, { x: a.x - dx * push, y: a.y - dy * push });
      Object.assign(b, { x: b.x + dx * push, y: b.y + dy * push });
    }));
  }
  return moved;
}

function made(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}
