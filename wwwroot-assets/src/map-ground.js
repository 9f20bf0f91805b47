// The ground under the markers: our own base map of land, borders and towns (works without internet), or the style that the operator named.
const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const font = ['Inter, sans-serif']; // no glyph files: the page's own font

/** The style MapLibre starts with. */
export async function ground({ style, attribution, locale }) {
  if (style && /\{[xyz]\}/.test(style)) {
    return { version: 8, sources: { tiles: { type: 'raster', tiles: [style], tileSize: 256, attribution } }, layers: [{ id: 'tiles', type: 'raster', source: 'tiles' }] };
  }
  if (style) return style;
  const base = new URL('./map/', import.meta.url);
  const places = await (await fetch(new URL('labels.json', base))).json();
  const region = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
  const point = ([x, y], properties) => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [x, y] } });
  const collection = features => ({ type: 'FeatureCollection', features });
  return {
    version: 8,
    sources: {
      // The default tolerance tears the fill apart along narrow waters.
      land: { type: 'geojson', data: new URL('countries.json', base).href, tolerance: .1, buffer: 64 },
      countries: { type: 'geojson', data: collection(places.countries.map(([name, code, x, y, size]) => point([x, y], { name: (code && region.of(code)) || name, size }))) },
      towns: { type: 'geojson', data: collection(places.towns.map(([name, x, y, people]) => point([x, y], { name, people }))) },
    },
    // Until the land has come nothing is sea: a map that turns from all blue to green is a flash.
    layers: layers('--map-land'),
  };
}

/** Takes the tokens of the theme in force. */
export function withTokens(map) {
  for (const layer of layers()) {
    for (const [name, value] of Object.entries(layer.paint)) map.setPaintProperty(layer.id, name, value);
  }
}

// Larger towns first; the nearer one looks, the smaller ones follow.
const towns = ['>=', ['get', 'people'], ['step', ['zoom'], 3000, 5, 900, 6, 250, 7, 80, 8, 40, 9, 0]];

function layers(water = '--map-water') {
  const text = { 'text-color': token('--map-label'), 'text-halo-color': token('--map-land'), 'text-halo-width': 1.2 };
  return [
    { id: 'water', type: 'background', paint: { 'background-color': token(water) } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': token('--map-land'), 'fill-antialias': true } },
    { id: 'borders', type: 'line', source: 'land', paint: { 'line-color': token('--map-border'), 'line-width': ['interpolate', ['linear'], ['zoom'], 2, .6, 8, 1.4] } },
    {
      id: 'countries', type: 'symbol', source: 'countries', maxzoom: 7,
      filter: ['>=', ['get', 'size'], ['step', ['zoom'], 40, 3, 6, 4, 1, 5, 0]],
      layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 12, 'text-letter-spacing': .06, 'text-max-width': 7, 'symbol-sort-key': ['-', ['get', 'size']] },
      paint: text,
    },
    { id: 'spots', type: 'circle', source: 'towns', minzoom: 6, filter: towns, paint: { 'circle-radius': 1.8, 'circle-color': token('--map-label'), 'circle-opacity': .7 } },
    {
      id: 'towns', type: 'symbol', source: 'towns', minzoom: 4,
      filter: towns,
      layout: { 'text-field': ['get', 'name'], 'text-variable-anchor': ['bottom', 'top', 'left', 'right'], 'text-radial-offset': .4, 'text-font': font, 'text-size': 11, 'text-max-width': 8, 'symbol-sort-key': ['-', ['get', 'people']] },
      paint: text,
    },
  ];
}
