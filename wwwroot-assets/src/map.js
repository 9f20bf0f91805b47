// The map of the network. MapLibre draws the ground; places and clusters are elements of ours on it, so that they take the tokens' colours, follow
// the theme, show a glyph beside the colour, can be reached by keyboard - and so that a changed state repaints the one marker it belongs to
// instead of indexing ten thousand points anew: clusters depend on where things are, colours on what they do.
import Supercluster from 'supercluster';
import { glyph, ring, states } from './map-marks.js';
import { ground, withTokens } from './map-ground.js';

const narrow = matchMedia('(max-width: 719.98px)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const closest = 15, clusterPixels = 64, labelsAtMost = 60, moveMilliseconds = 200;
const remembered = 'map-view';

/** options: { style, attribution, words: [state words worst first], texts, locale }; reference: MapPage.razor.cs. */
export async function create(element, options, reference) {
  const list = listKeys(element, reference);
  let map = null, library;
  try {
    styleSheet();
    library = await import('./maplibre-gl.mjs');
    map = new library.Map({
      container: element.querySelector('.ground'), style: await ground(options), center: [10, 50], zoom: 3.4, minZoom: 1, maxZoom: 18,
      attributionControl: false, dragRotate: false, pitchWithRotate: false, rollEnabled: false, touchPitch: false, fadeDuration: 0, renderWorldCopies: true,
      locale: { 'Map.Title': options.texts.map },
    });
  } catch (fault) {
    // No WebGL: the list beside it does the work.
    element.dataset.fault = fault.message;
    await reference.invokeMethodAsync('Failed');
  }
  const nothing = () => {};
  const drawn = map ? new NetworkMap(element, map, library, options, reference).handle()
    : { places: nothing, states: nothing, select: nothing, fit: nothing, zoom: nothing, dispose: nothing };
  return { ...drawn, reveal: list.reveal, dispose() { list.dispose(); drawn.dispose(); } };
}

// ---- the list: arrow keys choose, and what is chosen stays in view --------------------------------------------------------------------
function listKeys(element, reference) {
  const rowHeight = 43;
  const onKey = event => {
    if (!event.target.closest('[role=listbox]') || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, PageDown: 10, PageUp: -10, Home: -1e6, End: 1e6 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    reference.invokeMethodAsync('Step', step);
  };
  const onEscape = event => {
    if (event.key !== 'Escape' || event.defaultPrevented || !element.querySelector('.mapside') || document.querySelector('.rz-dialog, .palette, details[data-menu][open]')) return;
    element.querySelector('.mapside header .iconbtn')?.click();
    element.querySelector('.maprows')?.focus();
  };
  element.addEventListener('keydown', onKey);
  document.addEventListener('keydown', onEscape);
  return {
    reveal(index) {
      const rows = element.querySelector('.maprows');
      if (!rows || index < 0) return;
      const top = index * rowHeight;
      if (top < rows.scrollTop) rows.scrollTop = top;
      else if (top + rowHeight > rows.scrollTop + rows.clientHeight) rows.scrollTop = top + rowHeight - rows.clientHeight;
    },
    dispose() {
      element.removeEventListener('keydown', onKey);
      document.removeEventListener('keydown', onEscape);
    },
  };
}

function styleSheet() {
  if (document.querySelector('link[data-map]')) return;
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: './dist/maplibre-gl.css' }));
  document.head.lastElementChild.dataset.map = '';
}

class NetworkMap {
  #element; #map; #library; #options; #reference;
  #keys = []; #names = []; #where = []; #place = new Map();   // places, by index
  #counts = []; #power = []; #stations = [];                   // what they do, by index
  #index = null; #shown = new Set();                           // clusters of what is shown
  #markers = new Map(); #owner = new Int32Array(0); #slots = []; // markers on screen; place → marker
  #selected = null; #card; #moved = 0; #stop = []; #placed = false;

  constructor(element, map, library, options, reference) {
    [this.#element, this.#map, this.#library, this.#options, this.#reference] = [element, map, library, options, reference];
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.getCanvas().setAttribute('aria-label', options.texts.map);
    this.#card = Object.assign(document.createElement('div'), { className: 'mapcard', hidden: true });
    element.append(this.#card);
    map.on('zoom', () => this.#draw(false));
    map.on('moveend', () => { this.#draw(true); this.#tellMoved(); });
    map.on('movestart', () => { this.#card.hidden = true; });
    map.on('load', () => { element.dataset.ready = ''; if (!options.style) withTokens(map); this.#draw(true); });
    map.on('error', event => { element.dataset.fault = event.error?.message ?? ''; });
    if (!options.style) {
      const theme = new MutationObserver(() => withTokens(map));
      theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
      this.#stop.push(() => theme.disconnect());
    }
    const resize = new ResizeObserver(() => map.resize());
    resize.observe(element);
    this.#stop.push(() => resize.disconnect());
  }

  handle() {
    return {
      places: columns => this.#places(columns),
      states: flat => this.#states(flat),
      select: key => this.#select(key),
      fit: keys => this.#fit(keys, true),
      zoom: by => this.#map.easeTo({ zoom: this.#map.getZoom() + by, around: this.#map.unproject(this.#middle()), ...this.#pace() }),
      dispose: () => {
        clearTimeout(this.#moved);
        for (const stop of this.#stop) stop();
        this.#map.remove();
        this.#card.remove();
      },
    };
  }

  // ---- what the server says ---------------------------------------------------------------------------------------------------------
  #places({ keys, names, x, y }) {
    this.#keys = keys; this.#names = names; this.#where = keys.map((_, i) => [x[i], y[i]]);
    this.#place = new Map(keys.map((key, i) => [key, i]));
    this.#counts = keys.map(() => null); this.#power = keys.map(() => 0); this.#stations = keys.map(() => 0);
    this.#owner = new Int32Array(keys.length).fill(-1);
    this.#shown = new Set();
    this.#index = null;
    this.#clear();
  }

  /** Rows of place, stations, power in 0.1 kW (−1: unknown), number of pairs, then pairs of state and count; no pairs: the place is not shown. */
  #states(flat) {
    const touched = new Set();
    let regroup = this.#index === null;
    for (let at = 0; at < flat.length;) {
      const place = flat[at++], stations = flat[at++], power = flat[at++], pairs = flat[at++];
      const counts = pairs === 0 ? null : new Array(states.length).fill(0);
      for (let i = 0; i < pairs; i++, at += 2) counts[flat[at]] = flat[at + 1];
      regroup ||= (counts === null) !== (this.#counts[place] === null);
      this.#counts[place] = counts; this.#stations[place] = stations; this.#power[place] = power;
      counts === null ? this.#shown.delete(place) : this.#shown.add(place);
      touched.add(this.#owner[place]);
    }
    if (regroup) {
      this.#index = new Supercluster({ radius: clusterPixels, maxZoom: closest, extent: 512 }).load([...this.#shown].map(place => ({
        type: 'Feature', properties: { place }, geometry: { type: 'Point', coordinates: this.#where[place] },
      })));
      if (!this.#placed && this.#shown.size > 0) { this.#placed = true; this.#begin(); }
      this.#clear();
      this.#draw(true);
    } else {
      for (const slot of touched) if (slot >= 0) this.#paint(this.#slots[slot]);
    }
    this.#element.dataset.places = this.#shown.size;
  }

  // ---- where one looks ----------------------------------------------------------------------------------------------------------------
  #begin() {
    let view = null;
    try { view = JSON.parse(sessionStorage.getItem(remembered)); } catch { /* private window */ }
    const chosen = this.#place.has(this.#selected);
    if (view && !chosen) this.#map.jumpTo(view);
    else this.#fit(chosen ? [this.#selected] : null, false);
    this.#tellMoved();
  }

  /** What panels leave free of the map, as MapLibre's padding. */
  #free() {
    const whole = this.#element.querySelector('.ground').getBoundingClientRect(), room = { top: 12, right: 12, bottom: 12, left: 12 };
    if (narrow.matches) return room;
    for (const [side, selector] of [['left', '.maplist'], ['right', '.mapside']]) {
      const panel = this.#element.querySelector(selector)?.getBoundingClientRect();
      if (panel?.width) room[side] = (side === 'left' ? panel.right - whole.left : whole.right - panel.left) + 12;
    }
    return room;
  }

  /** Middle of what panels leave free, pixels. */
  #middle() {
    const room = this.#free(), { clientWidth: width, clientHeight: height } = this.#map.getCanvas();
    return [(room.left + width - room.right) / 2, (room.top + height - room.bottom) / 2];
  }

  #pace() { return calm.matches ? { duration: 0 } : { duration: moveMilliseconds }; }

  #fit(keys, moving) {
    const which = keys?.length ? keys.map(key => this.#place.get(key)).filter(place => place !== undefined) : [...this.#shown];
    if (which.length === 0) return;
    const bounds = new this.#library.LngLatBounds();
    for (const place of which) bounds.extend(this.#where[place]);
    const room = this.#free();
    for (const side of Object.keys(room)) room[side] += 48;
    const canvas = this.#map.getCanvas();
    if (room.left + room.right > canvas.clientWidth - 80) room.left = room.right = 12;
    this.#map.fitBounds(bounds, { padding: room, maxZoom: which.length === 1 ? Math.max(11, Math.min(this.#map.getZoom(), 14)) : 13, ...(moving ? this.#pace() : { duration: 0 }) });
  }

  #tellMoved() {
    clearTimeout(this.#moved);
    this.#moved = setTimeout(() => {
      if (!this.#placed) return;
      const room = this.#free(), canvas = this.#map.getCanvas(), { clientWidth: width, clientHeight: height } = canvas;
      const a = this.#map.unproject([room.left, height - room.bottom]), b = this.#map.unproject([Math.max(room.left + 1, width - room.right), room.top]);
      const center = this.#map.getCenter();
      try { sessionStorage.setItem(remembered, JSON.stringify({ center: [center.lng, center.lat], zoom: this.#map.getZoom() })); } catch { /* private window */ }
      this.#reference.invokeMethodAsync('Moved', a.lng, a.lat, b.lng, b.lat);
    }, 100);
  }

  // ---- markers --------------------------------------------------------------------------------------------------------------------------
  #clear() {
    for (const marker of this.#markers.values()) marker.drawn.remove();
    this.#markers.clear();
    this.#slots = [];
    this.#level = null;
  }

  #level = null;

  #draw(settled) {
    if (this.#index === null) return;
    const level = Math.min(closest + 1, Math.max(0, Math.floor(this.#map.getZoom())));
    if (!settled && level === this.#level) return;
    this.#level = level;
    const bounds = this.#map.getBounds(), pad = (bounds.getEast() - bounds.getWest()) * .1, tall = (bounds.getNorth() - bounds.getSouth()) * .1;
    const box = [bounds.getWest() - pad, Math.max(-85, bounds.getSouth() - tall), bounds.getEast() + pad, Math.min(85, bounds.getNorth() + tall)];
    const wanted = new Map();
    for (const feature of this.#index.getClusters(box, level)) {
      const cluster = feature.properties.cluster ? feature.properties.cluster_id : null;
      wanted.set(cluster === null ? `p${feature.properties.place}` : `c${cluster}`, feature);
    }
    for (const [id, marker] of this.#markers) {
      if (wanted.has(id)) continue;
      marker.drawn.remove();
      this.#markers.delete(id);
    }
    this.#owner.fill(-1);
    this.#slots = [];
    for (const [id, feature] of wanted) {
      let marker = this.#markers.get(id);
      if (!marker) this.#markers.set(id, marker = this.#mark(feature));
      const slot = this.#slots.push(marker) - 1;
      for (const place of marker.places) this.#owner[place] = slot;
      this.#paint(marker);
    }
    this.#label();
    this.#rove();
  }

  #mark(feature) {
    const cluster = feature.properties.cluster ? feature.properties.cluster_id : null;
    const element = document.createElement('button');
    element.type = 'button';
    element.className = cluster === null ? 'mk one' : 'mk many';
    element.tabIndex = -1;
    const drawn = new this.#library.Marker({ element, anchor: 'center' }).setLngLat(feature.geometry.coordinates).addTo(this.#map);
    element.removeAttribute('role');
    const marker = {
      element, drawn, cluster,
      places: cluster === null ? [feature.properties.place] : this.#index.getLeaves(cluster, Infinity).map(leaf => leaf.properties.place),
    };
    element.addEventListener('click', event => { event.stopPropagation(); this.#open(marker); });
    element.addEventListener('pointerenter', () => this.#showCard(marker));
    element.addEventListener('pointerleave', () => { this.#card.hidden = true; });
    element.addEventListener('focus', () => { if (element.matches(':focus-visible')) this.#showCard(marker); });
    element.addEventListener('blur', () => { this.#card.hidden = true; });
    element.addEventListener('keydown', event => this.#walk(event, marker));
    return marker;
  }

  #sum(marker) {
    const counts = new Array(states.length).fill(0);
    let stations = 0, power = 0;
    for (const place of marker.places) {
      const own = this.#counts[place];
      if (own === null) continue;
      for (let i = 0; i < counts.length; i++) counts[i] += own[i];
      stations += this.#stations[place];
      power += Math.max(0, this.#power[place]);
    }
    return { counts, stations, power, worst: counts.findIndex(count => count > 0), evses: counts.reduce((a, b) => a + b, 0) };
  }

  #paint(marker) {
    const sum = this.#sum(marker), { texts, words } = this.#options, single = marker.cluster === null;
    const selected = this.#selected !== null && marker.places.includes(this.#place.get(this.#selected));
    const look = `${sum.counts}|${selected}`;
    if (marker.look === look || sum.worst < 0) return;
    marker.look = look;
    const { element } = marker;
    element.dataset.state = states[sum.worst];
    element.toggleAttribute('data-selected', selected);
    element.setAttribute('aria-label', `${single ? this.#names[marker.places[0]] : fill(texts.places, this.#number(marker.places.length))}: ${fill(texts.worst, words[sum.worst], this.#number(sum.counts[sum.worst]), this.#number(sum.evses))}`);
    element.setAttribute('aria-pressed', String(selected));
    if (single) element.dataset.key = this.#keys[marker.places[0]];
    const label = element.querySelector('.mklabel');
    element.replaceChildren(single ? glyph(sum.worst, 'halo') : ring(sum.counts, this.#number(sum.evses)));
    if (!single && sum.worst < states.indexOf('reserved')) element.append(glyph(sum.worst, 'badge'));
    if (label) element.append(label);
  }

  // Names of single places, as long as they do not lie on each other.
  #label() {
    const singles = this.#slots.filter(marker => marker.cluster === null), taken = [];
    for (const marker of this.#slots) {
      const at = this.#map.project(marker.drawn.getLngLat());
      marker.at = at;
      taken.push([at.x - 16, at.y - 14, at.x + 16, at.y + 14, marker]);
    }
    for (const marker of singles) {
      marker.element.querySelector('.mklabel')?.remove();
      if (singles.length > labelsAtMost || (narrow.matches && singles.length > 12)) continue;
      const name = this.#names[marker.places[0]], box = [marker.at.x + 14, marker.at.y - 9, marker.at.x + 22 + name.length * 6.6, marker.at.y + 9];
      if (taken.some(other => other[4] !== marker && box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push([...box, marker]);
      marker.element.append(Object.assign(document.createElement('span'), { className: 'mklabel', textContent: name }));
    }
  }

  // One marker takes part in the tab order; arrow keys go on from there to the nearest in that direction.
  #rove() {
    if (this.#slots.some(marker => marker.element.tabIndex === 0)) return;
    const first = this.#slots.find(marker => marker.element.hasAttribute('data-selected')) ?? this.#slots[0];
    if (first) first.element.tabIndex = 0;
  }

  #walk(event, from) {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const here = this.#map.project(from.drawn.getLngLat());
    let best = null, least = Infinity;
    for (const marker of this.#slots) {
      const there = this.#map.project(marker.drawn.getLngLat()), dx = there.x - here.x, dy = there.y - here.y;
      const along = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (marker === from || along <= 0 || along + aside * 2 >= least) continue;
      [best, least] = [marker, along + aside * 2];
    }
    if (!best) return;
    from.element.tabIndex = -1;
    best.element.tabIndex = 0;
    best.element.focus();
  }

  #open(marker) {
    this.#card.hidden = true;
    if (marker.cluster === null) { this.#reference.invokeMethodAsync('Select', this.#keys[marker.places[0]]); return; }
    const zoom = this.#index.getClusterExpansionZoom(marker.cluster);
    if (zoom > closest) { this.#reference.invokeMethodAsync('Select', this.#keys[this.#worstOf(marker)]); return; } // they share one pin
    const bounds = new this.#library.LngLatBounds();
    for (const place of marker.places) bounds.extend(this.#where[place]);
    const room = this.#free();
    for (const side of Object.keys(room)) room[side] += 48;
    this.#map.fitBounds(bounds, { padding: room, maxZoom: 14, ...this.#pace() });
  }

  /** The zoom at which a place stands alone. */
  #apart(place) {
    const [x, y] = this.#where[place];
    for (let zoom = Math.ceil(this.#map.getZoom()); zoom <= closest; zoom++) {
      if (this.#index.getClusters([x - 1e-9, y - 1e-9, x + 1e-9, y + 1e-9], zoom).some(found => found.properties.place === place)) return zoom + .2;
    }
    return closest;
  }

  #worstOf(marker) {
    const worst = place => this.#counts[place]?.findIndex(count => count > 0) ?? states.length;
    return marker.places.reduce((a, b) => worst(b) < worst(a) ? b : a);
  }

  // The place comes out from under a panel or out of its cluster; one that is in sight stays where it is.
  #select(key) {
    this.#selected = key;
    for (const marker of this.#slots) this.#paint(marker);
    const place = this.#place.get(key);
    if (place === undefined || !this.#placed) return;
    const bounds = this.#map.getBounds(), room = this.#free(), at = this.#map.project(this.#where[place]), canvas = this.#map.getCanvas();
    const hidden = !bounds.contains(this.#where[place]) || at.x < room.left || at.x > canvas.clientWidth - room.right - (narrow.matches ? 12 : 160);
    const inCluster = this.#owner[place] >= 0 && this.#slots[this.#owner[place]].cluster !== null;
    if (!hidden && !inCluster) return;
    const [x, y] = this.#middle();
    this.#map.easeTo({
      center: this.#where[place], offset: [x - canvas.clientWidth / 2, y - canvas.clientHeight / 2],
      zoom: inCluster ? Math.min(closest, this.#apart(place)) : this.#map.getZoom(), ...this.#pace(),
    });
  }

  // ---- what is shown beside the pointer ----------------------------------------------------------------------------------------------------
  #showCard(marker) {
    if (matchMedia('(hover: none)').matches) return;
    const sum = this.#sum(marker), { texts, words } = this.#options, card = this.#card;
    const add = (tag, className, text) => card.appendChild(Object.assign(document.createElement(tag), { className, textContent: text }));
    card.replaceChildren();
    add('b', '', marker.cluster === null ? this.#names[marker.places[0]] : fill(texts.places, this.#number(marker.places.length)));
    add('div', 't3', `${fill(texts.stations, this.#number(sum.stations))}, ${fill(texts.evses, this.#number(sum.evses))} · ${this.#number(sum.power / 10, 1)} kW`);
    sum.counts.forEach((count, state) => {
      if (count === 0) return;
      const row = add('div', 'row', '');
      row.append(glyph(state, 'g'), Object.assign(document.createElement('span'), { textContent: words[state] }), Object.assign(document.createElement('b'), { textContent: this.#number(count) }));
    });
    card.hidden = false;
    const at = this.#map.project(marker.drawn.getLngLat()), { clientWidth: width, clientHeight: height } = this.#element;
    card.style.left = `${Math.min(at.x + 20, width - card.offsetWidth - 8)}px`;
    card.style.top = `${Math.max(8, Math.min(at.y - 12, height - card.offsetHeight - 8))}px`;
  }

  #number(value, digits = 0) { return new Intl.NumberFormat(this.#options.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value); }
}

const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
