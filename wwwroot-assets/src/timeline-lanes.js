// Segments of the lanes: height says how much happens, colour and pattern what (LOOK.md, "Timeline").
/** Worst first, as Controls/EvState.cs. */
export const slugs = ['faulted', 'offline', 'unknown', 'suspended-evse', 'unavailable', 'suspended-ev', 'reserved', 'preparing', 'finishing', 'charging', 'available'];
/** Share of the lane (--bh-* of tokens.css). */
export const height = { faulted: 1, offline: 1, unknown: .25, 'suspended-evse': .8, unavailable: .25, 'suspended-ev': .8, reserved: .5, preparing: .6, finishing: .4, charging: 1, available: .25 };
const lane = 22;
const full = slugs.map(slug => Math.max(4, Math.round(height[slug] * lane)));

/** Tokens and patterns of the theme in force. */
export function colours() {
  const style = getComputedStyle(document.documentElement), token = name => style.getPropertyValue(name).trim();
  const fills = slugs.map(slug => pattern(slug, token(`--st-${slug}`), token(slug === 'offline' ? '--surface-2' : `--st-${slug}-soft`), token('--surface')));
  return {
    fills, font: token('--font'), surface: token('--surface'), surface2: token('--surface-2'), border: token('--border'), grid: token('--ch-grid'), text: token('--text'), text3: token('--text-3'),
    danger: token('--danger'), measured: token('--ch-measured'), limit: token('--ch-limit'), reserved: token('--st-reserved'), reservedSoft: token('--st-reserved-soft'),
  };
}

function pattern(slug, solid, soft, surface) {
  const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
  if (slug === 'unknown' || slug === 'unavailable') {
    const [on, off] = slug === 'unknown' ? [2, 2] : [4, 2];
    canvas.width = on + off; canvas.height = 4;
    pen.fillStyle = surface; pen.fillRect(0, 0, on + off, 4);
    pen.fillStyle = solid; pen.fillRect(0, 0, on, 4);
    return pen.createPattern(canvas, 'repeat');
  }
  const way = { 'suspended-ev': 1, 'suspended-evse': -1, offline: 1 }[slug];
  if (way === undefined) return solid;
  const size = slug === 'offline' ? 6 : 8;
  canvas.width = canvas.height = size;
  pen.fillStyle = soft; pen.fillRect(0, 0, size, size);
  pen.strokeStyle = solid; pen.lineWidth = slug === 'offline' ? 1 : 3.4;
  for (const shift of [-size, 0, size]) { pen.beginPath(); pen.moveTo(shift, way > 0 ? size : 0); pen.lineTo(shift + size, way > 0 ? 0 : size); pen.stroke(); }
  return pen.createPattern(canvas, 'repeat');
}

const boxes = slugs.map(() => []); // x, y (bottom), width of one frame, by state: one style change a state instead of one a segment

/** lanes: [{ lane: { at, state }, y: bottom }]; view: { from, to, left, scale (pixels a ms), start, endOf }. */
export function drawLanes(pen, c, lanes, view) {
  for (const box of boxes) box.length = 0;
  for (const { lane: { at, state }, lane: own, y } of lanes) {
    if (at.length === 0) continue;
    const first = (view.from - view.start) / 1000;
    let low = 0, high = at.length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (at[middle] <= first) low = middle; else high = middle - 1; }
    const end = view.endOf(own);
    let heldFrom = 0, heldTo = 0, held = -1; // what is narrower than a pixel waits here and joins as the worst
    for (let i = low; i < at.length; i++) {
      const begin = Math.max(view.from, view.start + at[i] * 1000), until = Math.min(view.to, i + 1 < at.length ? view.start + at[i + 1] * 1000 : end);
      if (begin >= view.to) break;
      if (until <= begin) continue;
      let a = view.left + (begin - view.from) * view.scale, b = view.left + (until - view.from) * view.scale;
      if (held >= 0) {
        if (b - heldFrom < 1.5) { held = Math.min(held, state[i]); heldTo = b; continue; }
        push(held, heldFrom, Math.max(heldTo, heldFrom + 1), y);
        a = Math.max(a, heldFrom + 1.5);
        held = -1;
      }
      if (b - a < 1.5) { [held, heldFrom, heldTo] = [state[i], a, b]; continue; }
      push(state[i], a, b - (b < view.left + (view.to - view.from) * view.scale - .5 ? 1 : 0), y);
    }
    if (held >= 0) push(held, heldFrom, Math.max(heldTo, heldFrom + 1), y);
  }
  for (let state = slugs.length - 1; state >= 0; state--) {
    const box = boxes[state], high = full[state];
    if (box.length === 0) continue;
    if (slugs[state] === 'reserved') {
      pen.fillStyle = c.reservedSoft; pen.strokeStyle = c.reserved; pen.lineWidth = 1;
      for (let i = 0; i < box.length; i += 3) { pen.fillRect(box[i], box[i + 1] - high, box[i + 2], high); pen.strokeRect(box[i] + .5, box[i + 1] - high + .5, Math.max(1, box[i + 2] - 1), high - 1); }
      continue;
    }
    pen.fillStyle = c.fills[state];
    for (let i = 0; i < box.length; i += 3) pen.fillRect(box[i], box[i + 1] - high, box[i + 2], high);
    if (slugs[state] === 'faulted') {
      pen.fillStyle = c.surface; // a notch, so that it reads in grey
      for (let i = 0; i < box.length; i += 3) {
        if (box[i + 2] < 10) continue;
        const middle = box[i] + box[i + 2] / 2, top = box[i + 1] - high;
        pen.beginPath(); pen.moveTo(middle - 4, top); pen.lineTo(middle, top + 4); pen.lineTo(middle + 4, top); pen.fill();
      }
    }
  }
}

function push(state, from, to, y) { boxes[state].push(from, y, Math.max(1, to - from)); }
