// Builds the front end into Csms.Console/wwwroot/dist: scripts and styles by esbuild, three weights of Inter cut down to what the console writes.
import { build } from 'esbuild';
import subsetFont from 'subset-font';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeMapData } from './map-data.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../Csms.Console/wwwroot/dist');
const modules = join(here, 'node_modules');

await rm(out, { recursive: true, force: true });
await mkdir(join(out, 'fonts'), { recursive: true });

const range = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
// Latin, Latin Extended, Greek, Cyrillic, punctuation, currency, arrows and the mathematical signs in our texts.
const written = [[0x20, 0x7e], [0xa0, 0x24f], [0x2b0, 0x2ff], [0x370, 0x3ff], [0x400, 0x4ff], [0x1e00, 0x1eff], [0x2000, 0x206f], [0x20a0, 0x20bf], [0x2190, 0x21ff], [0x2200, 0x22ff], [0x2300, 0x237f]]
  .map(([from, to]) => range(from, to)).join('');
const weights = { 400: '400Regular/Inter_400Regular.ttf', 500: '500Medium/Inter_500Medium.ttf', 600: '600SemiBold/Inter_600SemiBold.ttf' };

await Promise.all([
  ...Object.entries(weights).map(async ([weight, file]) =>
    writeFile(join(out, `fonts/inter-${weight}.woff2`),
      await subsetFont(await readFile(join(modules, '@expo-google-fonts/inter', file)), written, { targetFormat: 'woff2' }))),
  cp(join(modules, '@expo-google-fonts/inter/LICENSE_FONT'), join(out, 'fonts/LICENSE')),
  cp(join(here, 'img'), out, { recursive: true }),
  writeMapData(modules, join(out, 'map')),
  // Loaded by the map page only. The library finds its worker beside itself.
  ...['maplibre-gl.mjs', 'maplibre-gl-worker.mjs', 'maplibre-gl.css'].map(file => cp(join(modules, 'maplibre-gl/dist', file), join(out, file))),
  build({
    absWorkingDir: here,
    entryPoints: { theme: 'src/theme.js', shell: 'src/shell.js', account: 'src/account.js', job: 'src/job.js' },
    bundle: true, minify: true, sourcemap: 'linked', format: 'iife', target: 'es2022', outdir: out,
  }),
  build({
    absWorkingDir: here,
    entryPoints: { charts: 'src/charts.js', grid: 'src/grid.js', map: 'src/map.js', timeline: 'src/timeline.js' },
    bundle: true, minify: true, format: 'esm', external: ['./maplibre-gl.mjs'], target: 'es2022', outdir: out, legalComments: 'linked',
  }),
  build({
    absWorkingDir: here,
    entryPoints: { console: 'css/console.css', job: 'css/job.css' },
    bundle: true, minify: true, external: ['*.woff2'], target: 'es2022', outdir: out,
  }),
]);
// The stamp that FrontEnd.targets compares with the sources.
await writeFile(join(out, '.built'), '');
