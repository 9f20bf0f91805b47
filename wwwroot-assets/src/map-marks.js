// What a place or a cluster looks like: shape and colour of the worst state; a ring with the share of each state around the number of EVSEs.
const svg = (name, attributes) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

/** Names in glyphs.svg and in the st- classes, worst first (Controls/EvStates.cs). */
export const states = ['faulted', 'offline', 'unknown', 'suspended-evse', 'unavailable', 'suspended-ev', 'reserved', 'preparing', 'finishing', 'charging', 'available'];

/** The drawing of a state. */
export function glyph(state, className) {
  const element = svg('svg', { class: `${className} st-${states[state]}`, viewBox: '0 0 12 12', 'aria-hidden': 'true' });
  element.append(svg('use', { href: `dist/glyphs.svg#st-${states[state]}` }));
  return element;
}

/** Share of each state around a number. */
export function ring(counts, text) {
  const all = counts.reduce((a, b) => a + b, 0), size = all < 100 ? 32 : all < 1000 ? 42 : all < 10000 ? 50 : 58, middle = size / 2, radius = middle - 4, around = 2 * Math.PI * radius;
  const element = svg('svg', { class: 'ring', width: size, height: size, viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true' });
  element.append(svg('circle', { class: 'disc', cx: middle, cy: middle, r: middle - 1 }));
  let from = 0;
  counts.forEach((count, state) => {
    if (count === 0) return;
    const share = count / all * around, gap = share < around - .01 ? Math.min(1, share / 3) : 0;
    element.append(svg('circle', {
      class: `arc st-${states[state]}`, cx: middle, cy: middle, r: radius, 'stroke-dasharray': `${share - gap} ${around - share + gap}`, 'stroke-dashoffset': -from,
      transform: `rotate(-90 ${middle} ${middle})`,
    }));
    from += share;
  });
  const number = svg('text', { x: middle, y: middle, 'text-anchor': 'middle', 'dominant-baseline': 'central' });
  number.textContent = text;
  element.append(number);
  return element;
}
