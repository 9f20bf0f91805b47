// What EVSEs did over hours or days: one canvas for labels, lanes, power strip and axis, drawn from compact numbers so that panning over sixty EVSEs
// and seven days is one pass over what is in sight. Server side: Controls/Timeline.razor.cs.
import { axisTicks, zoneFormats } from './timeline-axis.js';
import { colours, drawLanes, height, slugs } from './timeline-lanes.js';

const row = 30, groupGap = 8, axis = 24, strip = 64, least = 5 * 60e3, most = 14 * 864e5;
const narrow = matchMedia('(max-width: 719.98px)');
const hour = 36e5;

/** options: { zone, locale, words, texts, from, to, follow, limit }; reference: Timeline.razor.cs. */
export function create(element, options, reference) { return new Timeline(element, options, reference).handle(); }

class Timeline {
  #element; #canvas; #pen; #card; #said; #options; #reference; #format;
  #lanes = []; #start = 0; #end = 0; #power = null; #lastLive = 0;
  #from; #to; #follow; #frame = 0; #top = 0; #settled = 0; #used = []; #theme; #stop = [];
  #hover = null; #picked = null; #drag = null; #pointers = new Map(); #asked = 0; #skew = 0;

  constructor(element, options, reference) {
    [this.#element, this.#options, this.#reference] = [element, options, reference];
    this.#canvas = element.querySelector('canvas');
    this.#pen = this.#canvas.getContext('2d');
    this.#card = element.querySelector('.tlcard');
    this.#said = element.querySelector('[aria-live]');
    this.#format = zoneFormats(options.zone, options.locale);
    this.#skew = options.now - Date.now(); // the server's clock counts
    [this.#from, this.#to, this.#follow] = [options.from, options.to, options.follow];
    this.#theme = colours();
    const listen = (target, name, handler, how) => { target.addEventListener(name, handler, how); this.#stop.push(() => target.removeEventListener(name, handler, how)); };
    listen(this.#canvas, 'wheel', event => this.#wheel(event), { passive: false });
    listen(this.#canvas, 'pointerdown', event => this.#down(event));
    listen(this.#canvas, 'pointermove', event => this.#move(event));
    listen(this.#canvas, 'pointerup', event => this.#up(event));
    listen(this.#canvas, 'pointercancel', event => { this.#pointers.delete(event.pointerId); this.#drag = null; });
    listen(this.#canvas, 'pointerleave', () => { if (!this.#drag) this.#point(null); });
    listen(this.#canvas, 'keydown', event => this.#key(event));
    listen(this.#canvas, 'focus', () => { if (!this.#picked) this.#pick(0, null, false); });
    listen(this.#canvas, 'blur', () => { this.#picked = null; this.#showCard(); this.#draw(); });
    listen(element, 'scroll', () => this.#draw());
    const observers = [
      [new MutationObserver(() => { this.#theme = colours(); this.#draw(); }), observer => observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })],
      [new ResizeObserver(() => this.#size()), observer => observer.observe(element)],
    ];
    for (const [observer, begin] of observers) { begin(observer); this.#stop.push(() => observer.disconnect()); }
    // The now-line moves a pixel a minute on a day's view; a second is often enough for any.
    const clock = setInterval(() => { if (!document.hidden) this.#tick(); }, 1000);
    this.#stop.push(() => clearInterval(clock), () => cancelAnimationFrame(this.#frame), () => clearTimeout(this.#settled));
    this.#size();
  }

  handle() {
    return {
      data: data => this.#data(data),
      live: changes => this.#live(changes),
      sessions: lists => { lists.forEach((list, i) => { if (this.#lanes[i]) this.#lanes[i].sessions = list; }); this.#settle(); },
      span: (hours, follow) => { const to = follow ? this.#now() + hours * hour * .02 : this.#to; this.#follow = follow; this.#view(to - hours * hour, to); },
      step: way => { this.#follow = false; const span = this.#to - this.#from; this.#view(this.#from + way * span, this.#to + way * span); },
      zoom: factor => this.#zoom(factor, (this.#from + this.#to) / 2),
      goto: (from, to) => { this.#follow = false; this.#view(from, to); },
      dispose: () => { for (const stop of this.#stop) stop(); },
    };
  }

  #now() { return Date.now() + this.#skew; }

  // ---- what the server says ------------------------------------------------------------------------------------------------------------
  /**
   * { start, end, lanes: [{ station, evse, name, model, href, at: [seconds since start], state: [index], session: [number or 0], why: { index: text },
   *   sessions: [number, from, to (0: runs), Wh, …] }], power: { start, step, kw: [tenths of kW or null] } | null }
   */
  #data(data) {
    this.#start = data.start; this.#end = data.end;
    this.#lanes = data.lanes.map((lane, i) => ({ ...lane, first: i === 0 || data.lanes[i - 1].station !== lane.station }));
    this.#power = data.power;
    this.#lastLive = data.end;
    this.#asked = 0;
    let y = 0;
    for (const lane of this.#lanes) { if (lane.first && y > 0) y += groupGap; lane.y = y; y += row; }
    this.#element.querySelector('.tlspace').style.height = `${y + this.#head() + 12}px`;
    this.#element.dataset.lanes = this.#lanes.length;
    this.#settle();
    this.#draw();
  }

  /** Rows of lane, time in ms since the window's begin, state, session (0: none); and the site's power now in tenths of kW. */
  #live({ rows, why, kw }) {
    for (let i = 0; i < rows.length; i += 4) {
      const lane = this.#lanes[rows[i]], at = Math.round(rows[i + 1] / 1000);
      if (!lane) continue;
      const last = lane.at.length - 1;
      if (lane.at[last] >= at) { lane.state[last] = rows[i + 2]; lane.session[last] = rows[i + 3]; }
      else { lane.at.push(at); lane.state.push(rows[i + 2]); lane.session.push(rows[i + 3]); }
      const reason = why[rows[i]];
      if (reason) lane.why[lane.at.length - 1] = reason;
      if (this.#picked?.lane === rows[i] && this.#picked.segment >= last) this.#picked.segment = lane.at.length - 1; // the newest stays chosen
    }
    this.#lastLive = this.#now();
    this.#showCard();
    if (kw !== null && this.#power) this.#power.kw[Math.floor((this.#now() - this.#power.start) / this.#power.step)] = kw;
    this.#draw();
  }

  // ---- view ----------------------------------------------------------------------------------------------------------------------------
  #head() { return (this.#power ? strip : 0) + axis; }
  #left() { return narrow.matches ? 92 : 184; }
  #right() { return narrow.matches ? 8 : 108; }
  #plot() { const left = this.#left(); return { left, width: Math.max(40, this.#width - left - this.#right()) }; }
  #x(at) { const { left, width } = this.#plot(); return left + (at - this.#from) / (this.#to - this.#from) * width; }
  #at(x) { const { left, width } = this.#plot(); return this.#from + (x - left) / width * (this.#to - this.#from); }
  #width = 0; #height = 0;

  #size() {
    const ratio = devicePixelRatio || 1;
    this.#width = this.#element.clientWidth; this.#height = this.#element.clientHeight;
    this.#canvas.width = Math.round(this.#width * ratio); this.#canvas.height = Math.round(this.#height * ratio);
    this.#canvas.style.width = `${this.#width}px`; this.#canvas.style.height = `${this.#height}px`;
    this.#element.querySelector('.tlspace').style.marginTop = `-${this.#height}px`; // the canvas stays, the space under it scrolls
    this.#pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#paint();
  }

  #view(from, to) {
    let span = Math.min(most, Math.max(least, to - from));
    if (span !== to - from) { const middle = (from + to) / 2; from = middle - span / 2; to = middle + span / 2; }
    const last = this.#now() + span * .5;
    if (to > last) { from -= to - last; to = last; }
    this.#from = from; this.#to = to;
    this.#draw();
    clearTimeout(this.#settled);
    this.#settled = setTimeout(() => this.#settle(true), 150);
  }

  #zoom(factor, at) {
    const span = Math.min(most, Math.max(least, (this.#to - this.#from) * factor)), share = (at - this.#from) / (this.#to - this.#from);
    this.#view(at - span * share, at + span * (1 - share));
  }

  #tick() {
    if (this.#follow && !this.#drag) { const past = this.#now() - (this.#from + (this.#to - this.#from) * .98); if (past > 0) { this.#from += past; this.#to += past; } }
    this.#draw();
  }

  // Figures at the right, and asking for what lies outside of what is loaded, once the view rests.
  #settle(moved = false) {
    const now = this.#now(), end = Math.min(this.#to, now), span = Math.max(1, end - this.#from);
    this.#used = this.#lanes.map(lane => {
      let busy = 0;
      for (let i = 0; i < lane.at.length; i++) {
        if (lane.state[i] < slugs.indexOf('suspended-evse') || ['unavailable', 'reserved', 'available'].includes(slugs[lane.state[i]])) continue;
        const from = Math.max(this.#from, this.#start + lane.at[i] * 1000), to = Math.min(end, this.#endOf(lane, i));
        if (to > from) busy += to - from;
      }
      let wh = 0;
      for (let i = 0; i < lane.sessions.length; i += 4) {
        const from = this.#start + lane.sessions[i + 1] * 1000, to = lane.sessions[i + 2] ? this.#start + lane.sessions[i + 2] * 1000 : now;
        const part = Math.min(to, end) - Math.max(from, this.#from);
        if (part > 0 && to > from) wh += lane.sessions[i + 3] * part / (to - from);
      }
      return { share: busy / span, wh };
    });
    if (moved) this.#reference.invokeMethodAsync('Viewed', Math.round(this.#from), Math.round(this.#to), this.#follow);
    const gone = this.#start > 0 && (this.#from < this.#start || Math.min(this.#to, now) > Math.max(this.#end, this.#lastLive) + 90e3);
    if (gone && this.#asked !== this.#from) { this.#asked = this.#from; this.#reference.invokeMethodAsync('Wanted', Math.round(this.#from), Math.round(this.#to)); }
    this.#draw();
  }

  #endOf(lane, i) { return i + 1 < lane.at.length ? this.#start + lane.at[i + 1] * 1000 : Math.max(this.#end, this.#follows() ? this.#now() : this.#lastLive); }

  // A window that reaches to now grows with it.
  #follows() { return this.#now() - this.#lastLive < 10 * 60e3; }

  // ---- drawing -------------------------------------------------------------------------------------------------------------------------
  #draw() { this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; this.#paint(); }); }

  #paint() {
    const pen = this.#pen, c = this.#theme, { left, width } = this.#plot(), head = this.#head(), now = this.#now(), top = this.#element.scrollTop;
    this.#top = top;
    pen.fillStyle = c.surface;
    pen.fillRect(0, 0, this.#width, this.#height);
    const nowX = Math.min(left + width, Math.max(left, this.#x(now)));
    pen.fillStyle = c.surface2;
    pen.fillRect(nowX, this.#power ? strip : 0, left + width - nowX, this.#height);
    const ticks = axisTicks(this.#from, this.#to, width, this.#format);
    pen.fillStyle = c.grid;
    for (const tick of ticks) pen.fillRect(Math.round(this.#x(tick.at)), head, 1, this.#height - head);

    // lanes
    pen.save();
    pen.beginPath(); pen.rect(0, head, this.#width, this.#height - head); pen.clip();
    const shown = this.#lanes.filter(lane => lane.y + row > top && lane.y < top + this.#height - head);
    pen.font = `400 12px ${c.font}`; pen.textBaseline = 'middle';
    for (const lane of shown) {
      const y = head + lane.y - top;
      if (lane.first && lane.y > 0) { pen.fillStyle = c.border; pen.fillRect(0, y - groupGap / 2, this.#width, 1); }
      if (lane.first && !narrow.matches) {
        pen.fillStyle = c.text; pen.font = `500 13px ${c.font}`; pen.textAlign = 'left';
        pen.fillText(cut(pen, lane.name, 100), 10, y + 15);
        pen.font = `400 12px ${c.font}`; pen.fillStyle = c.text3;
        if (this.#lanes[this.#lanes.indexOf(lane) + 1]?.station === lane.station) pen.fillText(cut(pen, lane.model, 104), 10, y + 33);
      }
      pen.fillStyle = c.text3; pen.textAlign = 'right';
      pen.fillText(narrow.matches ? cut(pen, `${lane.name} · ${lane.evse}`, left - 16) : `EVSE ${lane.evse}`, left - 10, y + 16);
      if (!narrow.matches) {
        const used = this.#used[this.#lanes.indexOf(lane)];
        if (used) {
          pen.fillStyle = c.text; pen.fillText(`${this.#number(used.share * 100)} %`, left + width + 54, y + 16);
          pen.fillStyle = c.text3; pen.fillText(this.#number(used.wh / 1000, used.wh < 1e5 ? 1 : 0), this.#width - 10, y + 16);
        }
      }
    }
    pen.beginPath(); pen.rect(left, head, width, this.#height - head); pen.clip();
    drawLanes(pen, c, shown.map(lane => ({ lane, y: head + lane.y - top + 26 })), {
      from: this.#from, to: Math.min(this.#to, now), left, scale: width / (this.#to - this.#from), start: this.#start, endOf: lane => this.#endOf(lane, lane.at.length - 1),
    });
    const marked = this.#picked ?? this.#hover;
    if (marked && this.#lanes[marked.lane]) {
      const lane = this.#lanes[marked.lane], a = Math.max(left, this.#x(this.#start + lane.at[marked.segment] * 1000)), b = Math.min(left + width, this.#x(this.#endOf(lane, marked.segment)));
      const high = Math.max(6, height[slugs[lane.state[marked.segment]]] * 22), y = head + lane.y - top + 26;
      pen.strokeStyle = c.text; pen.lineWidth = 1.5;
      pen.strokeRect(a - .5, y - high - 1.5, Math.max(3, b - a), high + 3);
    }
    pen.restore();

    if (this.#power) this.#strip(pen, c, left, width);
    // axis, over what scrolls below
    pen.fillStyle = c.surface; pen.fillRect(0, head - axis, this.#width, axis);
    pen.fillStyle = c.border; pen.fillRect(0, head - axis, this.#width, 1); pen.fillRect(0, head - 1, this.#width, 1);
    pen.font = `400 12px ${c.font}`; pen.textBaseline = 'middle'; pen.fillStyle = c.text3; pen.textAlign = 'left';
    if (!narrow.matches) pen.fillText(this.#options.texts.station, 10, head - axis / 2);
    pen.textAlign = 'right';
    if (!narrow.matches) { pen.fillText(this.#options.texts.used, left + width + 54, head - axis / 2); pen.fillText('kWh', this.#width - 10, head - axis / 2); }
    pen.textAlign = 'center';
    for (const tick of ticks) {
      const x = this.#x(tick.at), half = pen.measureText(tick.text).width / 2;
      if (x - half < left - 6 || x + half > left + width + 14) continue;
      pen.fillStyle = tick.day ? c.text : c.text3;
      pen.fillText(tick.text, x, head - axis / 2);
    }
    if (now >= this.#from && now <= this.#to) { pen.fillStyle = c.danger; pen.fillRect(Math.round(this.#x(now)) - 1, head, 2, this.#height - head); }
  }

  #strip(pen, c, left, width) {
    const { start, step, kw } = this.#power, base = strip - 6, high = strip - 18, limit = this.#options.limit;
    const first = Math.max(0, Math.floor((this.#from - start) / step)), last = Math.min(kw.length - 1, Math.ceil((Math.min(this.#to, this.#now()) - start) / step));
    let peak = limit ?? 1;
    for (let i = first; i <= last; i++) if (kw[i] > peak) peak = kw[i];
    const per = Math.max(1, Math.floor((last - first) / width / .75)), y = value => base - value / peak * high;
    pen.save();
    pen.beginPath(); pen.rect(left, 0, width, strip); pen.clip();
    // Parts without a value stay gaps; where a pixel holds many minutes it shows their highest.
    let part = [];
    const flush = () => {
      if (part.length > 1) {
        pen.beginPath(); pen.moveTo(part[0][0], base);
        for (const [px, py] of part) pen.lineTo(px, py);
        pen.lineTo(part.at(-1)[0], base); pen.globalAlpha = .12; pen.fillStyle = c.measured; pen.fill(); pen.globalAlpha = 1;
        pen.beginPath(); part.forEach(([px, py], i) => i ? pen.lineTo(px, py) : pen.moveTo(px, py)); pen.strokeStyle = c.measured; pen.lineWidth = 1.5; pen.stroke();
      }
      part = [];
    };
    for (let i = first; i <= last; i += per) {
      let value = null;
      for (let j = i; j < Math.min(i + per, last + 1); j++) if (kw[j] !== null && kw[j] !== undefined && (value === null || kw[j] > value)) value = kw[j];
      if (value === null) flush();
      else part.push([this.#x(start + i * step), y(value)]);
    }
    flush();
    if (limit) { pen.strokeStyle = c.limit; pen.lineWidth = 1; pen.setLineDash([5, 3]); pen.beginPath(); pen.moveTo(left, y(limit) + .5); pen.lineTo(left + width, y(limit) + .5); pen.stroke(); }
    pen.restore();
    pen.textAlign = 'left'; pen.textBaseline = 'middle';
    const latest = [...kw.slice(Math.max(0, kw.length - 3))].reverse().find(value => value !== null && value !== undefined);
    if (!narrow.matches) {
      pen.font = `500 13px ${c.font}`; pen.fillStyle = c.text; pen.fillText(this.#options.texts.power, 10, 20);
      pen.font = `400 12px ${c.font}`; pen.fillStyle = c.text3;
      pen.fillText(latest === undefined ? '–' : limit ? fill(this.#options.texts.ofLimit, this.#number(latest / 10), this.#number(limit / 10)) : `${this.#number(latest / 10)} kW`, 10, 38);
      pen.textAlign = 'right'; pen.fillText(`${this.#number(peak / 10)} kW`, this.#width - 10, y(peak) + 4);
    } else { pen.font = `400 12px ${c.font}`; pen.fillStyle = c.text3; pen.fillText(latest === undefined ? '–' : `${this.#number(latest / 10)} kW`, 8, 20); }
  }

  // ---- pointer ---------------------------------------------------------------------------------------------------------------------------
  #wheel(event) {
    const along = event.shiftKey ? event.deltaY : event.deltaX, scrolls = this.#element.scrollHeight > this.#element.clientHeight + 1;
    if (Math.abs(along) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      event.preventDefault();
      this.#follow = false;
      const by = along / this.#plot().width * (this.#to - this.#from);
      this.#view(this.#from + by, this.#to + by);
    } else if (event.ctrlKey || event.metaKey || !scrolls || event.offsetY < this.#head()) {
      event.preventDefault();
      this.#zoom(1.0018 ** Math.max(-240, Math.min(240, event.deltaY)), this.#at(event.offsetX));
    }
  }

  #down(event) {
    if (event.button !== 0) return;
    this.#pointers.set(event.pointerId, event.offsetX);
    if (this.#pointers.size === 1) this.#drag = { x: event.offsetX, y: event.offsetY, from: this.#from, to: this.#to, moved: false };
    else if (this.#pointers.size === 2) this.#drag = { pinch: [...this.#pointers.values()], from: this.#from, to: this.#to, moved: true };
    this.#canvas.setPointerCapture(event.pointerId);
  }

  #move(event) {
    const drag = this.#drag;
    if (!drag) { this.#point(event); return; }
    this.#pointers.set(event.pointerId, event.offsetX);
    const { left, width } = this.#plot(), span = drag.to - drag.from;
    if (drag.pinch) {
      const [a, b] = [...this.#pointers.values()], [c, d] = drag.pinch, before = Math.abs(d - c), after = Math.max(10, Math.abs(b - a));
      const fixed = drag.from + ((c + d) / 2 - left) / width * span, wide = span * before / after, share = ((a + b) / 2 - left) / width;
      this.#follow = false;
      this.#view(fixed - wide * share, fixed + wide * (1 - share));
      return;
    }
    const dx = event.offsetX - drag.x;
    if (!drag.moved && Math.abs(dx) < 4) return;
    drag.moved = true;
    this.#follow = false;
    this.#canvas.style.cursor = 'grabbing';
    this.#point(null);
    const by = -dx / width * span;
    this.#view(drag.from + by, drag.to + by);
  }

  #up(event) {
    this.#pointers.delete(event.pointerId);
    const drag = this.#drag;
    this.#drag = null;
    this.#canvas.style.cursor = '';
    if (!drag || drag.moved) return;
    const lane = this.#lanes[this.#laneAt(event.offsetY)];
    if (lane && event.offsetX < this.#left()) { go(lane.href, event); return; }
    const found = this.#find(event);
    if (event.pointerType === 'touch') { this.#hover = found; this.#showCard(); this.#draw(); return; } // the first touch tells, its card leads on
    if (found) this.#open(found, event);
  }

  #laneAt(y) {
    const inside = y - this.#head() + this.#element.scrollTop;
    if (y < this.#head()) return -1;
    return this.#lanes.findIndex(lane => inside >= lane.y && inside < lane.y + row);
  }

  #find(event) {
    const { left, width } = this.#plot();
    if (!event || event.offsetX < left || event.offsetX > left + width) return null;
    const lane = this.#laneAt(event.offsetY);
    if (lane < 0) return null;
    const segment = this.#segmentAt(this.#lanes[lane], this.#at(event.offsetX));
    return segment < 0 ? null : { lane, segment };
  }

  #segmentAt(lane, at) {
    const second = (at - this.#start) / 1000;
    if (second < lane.at[0] || at > this.#now() || lane.at.length === 0) return -1;
    let low = 0, high = lane.at.length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (lane.at[middle] <= second) low = middle; else high = middle - 1; }
    return at > this.#endOf(lane, low) ? -1 : low;
  }

  #point(event) {
    const found = this.#find(event);
    this.#canvas.style.cursor = event && event.offsetX < this.#left() && this.#laneAt(event.offsetY) >= 0 ? 'pointer' : found && this.#sessionOf(found) ? 'pointer' : '';
    if (found?.lane === this.#hover?.lane && found?.segment === this.#hover?.segment) return;
    this.#hover = found;
    this.#showCard();
    this.#draw();
  }

  #sessionOf({ lane, segment }) { return this.#lanes[lane].session[segment]; }

  #open(found, event) {
    const session = this.#sessionOf(found);
    if (session) go(fill(this.#options.sessionHref, session), event);
  }

  // ---- keys ------------------------------------------------------------------------------------------------------------------------------
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = this.#picked;
    const act = {
      ArrowRight: () => this.#pick(now?.lane ?? 0, now ? now.segment + 1 : null), ArrowLeft: () => this.#pick(now?.lane ?? 0, now ? now.segment - 1 : null),
      ArrowDown: () => this.#pick((now?.lane ?? -1) + 1, null), ArrowUp: () => this.#pick((now?.lane ?? 1) - 1, null),
      Home: () => this.#pick(now?.lane ?? 0, 0), End: () => this.#pick(now?.lane ?? 0, Infinity),
      '+': () => this.#zoom(1 / 1.5, this.#center()), '=': () => this.#zoom(1 / 1.5, this.#center()), '-': () => this.#zoom(1.5, this.#center()),
      PageUp: () => this.#shift(-.5), PageDown: () => this.#shift(.5),
      Enter: () => { if (now) this.#open(now, event); }, Escape: () => { this.#picked = this.#hover = null; this.#showCard(); this.#draw(); },
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #shift(share) { this.#follow = false; const by = (this.#to - this.#from) * share; this.#view(this.#from + by, this.#to + by); }

  #center() {
    if (!this.#picked) return (this.#from + this.#to) / 2;
    const lane = this.#lanes[this.#picked.lane], from = this.#start + lane.at[this.#picked.segment] * 1000, to = this.#endOf(lane, this.#picked.segment);
    return Math.min(this.#to, Math.max(this.#from, (from + to) / 2));
  }

  // Segment null: the one of that lane at the same time as now, or the last in sight.
  #pick(laneIndex, segment, said = true) {
    const index = Math.max(0, Math.min(this.#lanes.length - 1, laneIndex)), lane = this.#lanes[index];
    if (!lane || lane.at.length === 0) return;
    if (segment === null) {
      const at = this.#picked ? this.#center() : Math.min(this.#to, this.#now()) - 1000;
      segment = this.#segmentAt(lane, at);
      if (segment < 0) segment = lane.at.length - 1;
    }
    segment = Math.max(0, Math.min(lane.at.length - 1, segment));
    this.#picked = { lane: index, segment };
    const from = this.#start + lane.at[segment] * 1000, to = this.#endOf(lane, segment), span = this.#to - this.#from;
    if (to < this.#from || from > this.#to) { this.#follow = false; const middle = Math.min((from + to) / 2, to - span * .1 > from ? to - span * .1 : (from + to) / 2); this.#view(middle - span / 2, middle + span / 2); }
    const y = lane.y, room = this.#height - this.#head();
    if (y < this.#element.scrollTop) this.#element.scrollTop = y; else if (y + row > this.#element.scrollTop + room) this.#element.scrollTop = y + row - room;
    this.#showCard();
    if (said) this.#said.textContent = [...this.#card.querySelectorAll('[data-say]')].map(part => part.textContent).join(', ');
    this.#draw();
  }

  // ---- what is told of a segment -----------------------------------------------------------------------------------------------------------
  #showCard() {
    const marked = this.#picked ?? this.#hover, card = this.#card;
    card.hidden = !marked;
    if (!marked) return;
    const lane = this.#lanes[marked.lane], state = lane.state[marked.segment], from = this.#start + lane.at[marked.segment] * 1000, running = marked.segment === lane.at.length - 1 && this.#follows();
    const to = this.#endOf(lane, marked.segment), session = lane.session[marked.segment], why = lane.why?.[marked.segment], { texts, words } = this.#options;
    card.replaceChildren();
    const make = (parent, tag, className, text) => parent.appendChild(Object.assign(document.createElement(tag), { className, textContent: text }));
    const head = make(card, 'div', 'row', '');
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg'), use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    svg.setAttribute('class', `g st-${slugs[state]}`); svg.setAttribute('aria-hidden', 'true');
    use.setAttribute('href', `dist/glyphs.svg#st-${slugs[state]}`);
    svg.append(use);
    head.append(svg);
    make(head, 'b', '', words[state]).dataset.say = '';
    make(head, 'span', 'sp', '');
    make(head, 'span', 't3', this.#duration(to - from)).dataset.say = '';
    make(card, 'div', 't3', `${lane.name} EVSE ${lane.evse} · ${this.#format.moment(from)} – ${running ? texts.now : this.#format.same(from, to) ? this.#format.second(to) : this.#format.moment(to)}`).dataset.say = '';
    const fact = (name, value) => { const line = make(card, 'div', 'row fact', ''); make(line, 'span', 't3', name); make(line, 'span', 'sp', ''); return make(line, 'span', '', value); };
    if (why) fact(texts.reason, why).dataset.say = '';
    if (session) {
      const link = fact(texts.session, '');
      link.append(Object.assign(document.createElement('a'), { className: 'lnk', href: fill(this.#options.sessionHref, session), textContent: fill(this.#options.sessionName, session) }));
      link.dataset.say = '';
    }
    const x = Math.max(this.#left(), Math.min((this.#x(Math.max(from, this.#from)) + this.#x(Math.min(to, this.#to))) / 2 - 40, this.#width - card.offsetWidth - 12)), y = this.#head() + lane.y - this.#top + row + 6;
    card.style.left = `${x}px`;
    card.style.top = `${this.#element.scrollTop + (y + card.offsetHeight > this.#height ? Math.max(4, y - row - card.offsetHeight - 10) : y)}px`;
  }

  #duration(milliseconds) {
    const minutes = Math.round(milliseconds / 60e3);
    if (minutes < 1) return `${Math.round(milliseconds / 1000)} s`;
    if (minutes < 60) return `${minutes} min`;
    return minutes < 1440 ? `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min` : `${Math.floor(minutes / 1440)} ${this.#options.texts.day} ${Math.floor(minutes % 1440 / 60)} h`;
  }

  #numbers = new Map();
  #number(value, digits = 0) {
    let format = this.#numbers.get(digits);
    if (!format) this.#numbers.set(digits, format = new Intl.NumberFormat(this.#options.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
    return format.format(value);
  }
}

function cut(pen, text, room) {
  if (!text || pen.measureText(text).width <= room) return text ?? '';
  let length = text.length;
  while (length > 1 && pen.measureText(`${text.slice(0, length)}…`).width > room) length--;
  return `${text.slice(0, length)}…`;
}

function go(href, event) {
  if (event.ctrlKey || event.metaKey) window.open(href, '_blank', 'noopener');
  else Blazor.navigateTo(href);
}

const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
