// Every chart of the console is made here, from tokens, so that theme and meaning stay the same everywhere (LOOK.md, "Charts").
import * as echarts from 'echarts/core';
import { BarChart, CustomChart, HeatmapChart, LineChart } from 'echarts/charts';
import { AxisPointerComponent, DataZoomInsideComponent, DataZoomSliderComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([LineChart, BarChart, CustomChart, HeatmapChart, GridComponent, TooltipComponent, DataZoomInsideComponent, DataZoomSliderComponent,
  AxisPointerComponent, MarkAreaComponent, MarkLineComponent, VisualMapComponent, CanvasRenderer]);

const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const alive = new Set();
new MutationObserver(() => { for (const chart of alive) chart.restyle(); })
  .observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });

/** A colour token with an opacity: the tokens are hex, a chart area needs 10-12 % of them. */
function faded(hex, share) {
  const [r, g, b] = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
  return `rgb(${r} ${g} ${b} / ${share})`;
}

function formats(spec) {
  const locale = spec.locale ?? document.documentElement.lang;
  const time = options => new Intl.DateTimeFormat(locale, { timeZone: spec.zone, hourCycle: 'h23', ...options });
  const hourMinute = time({ hour: '2-digit', minute: '2-digit' });
  const seconds = time({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const day = time({ weekday: 'short', day: 'numeric', month: 'short' });
  const number = (value, digits) => value === null || value === undefined || Number.isNaN(value) ? '–'
    : new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value).replace('-', '−');
  const midnight = at => at % 6e4 === 0 && hourMinute.format(at) === '00:00';
  return {
    // Within some minutes every label tells its seconds, and none stands twice.
    axis: at => midnight(at) ? `${hourMinute.format(at)}\n${day.format(at)}` : (at % 6e4 || spec.ticksBelowMinute ? seconds : hourMinute).format(at),
    head: at => (spec.to - spec.from > 36e5 * 12 ? `${day.format(at)}, ${hourMinute.format(at)}` : seconds.format(at)),
    number, midnight,
  };
}

// ---- labels of the time axis: even steps of a clock in the zone of the axis, as many as there is room for ------------------------------------
const tickSteps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 14400, 21600, 43200, 86400, 172800, 604800].map(seconds => seconds * 1000);

function offsetOf(zone) {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  return at => {
    const part = Object.fromEntries(parts.formatToParts(at).map(p => [p.type, +p.value]));
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - Math.floor(at / 1000) * 1000;
  };
}

/** Moments to label between two others, Unix ms, in `width` pixels. */
function timeTicks(from, to, width, zone) {
  const fits = Math.min(6, Math.max(2, Math.floor(width / 84)));
  const step = tickSteps.find(s => (to - from) / s <= fits) ?? Math.ceil((to - from) / fits / 6048e5) * 6048e5;
  const offset = offsetOf(zone), ticks = [];
  for (let local = Math.ceil((from + offset(from)) / step) * step; ; local += step) {
    const at = local - offset(local - offset(from)); // the clock may change within the axis
    if (at > to) return { step, ticks };
    if (at >= from) ticks.push(at);
  }
}

// ---- state lanes: height says how much happens, pattern and colour what (LOOK.md, "Timeline") ----------------------------------------------
const laneHeight = { available: .25, unavailable: .25, unknown: .25, reserved: .5, preparing: .6, finishing: .4, 'suspended-ev': .8, 'suspended-evse': .8, charging: 1, faulted: 1, offline: 1 };

function laneFill(state) {
  const solid = token(`--st-${state}`);
  const stripe = { 'suspended-ev': 45, 'suspended-evse': -45, offline: 45 }[state];
  if (stripe === undefined) return { fill: solid };
  const size = 8, canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const pen = canvas.getContext('2d');
  pen.fillStyle = state === 'offline' ? token('--surface-2') : token(`--st-${state}-soft`);
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = solid;
  pen.lineWidth = state === 'offline' ? 1 : 3.4;
  for (const shift of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(shift, stripe > 0 ? size : 0);
    pen.lineTo(shift + size, stripe > 0 ? 0 : size);
    pen.stroke();
  }
  return { fill: { image: canvas, repeat: 'repeat' } };
}

function laneSeries(series, axisIndex) {
  const fills = {};
  return {
    type: 'custom', name: series.name, xAxisIndex: axisIndex, yAxisIndex: axisIndex, silent: true, clip: true, encode: { x: [0, 1], y: -1 },
    data: series.data.map(item => ({ value: [item.from, item.to], state: item.state })),
    renderItem(params, api) {
      const state = series.data[params.dataIndex].state, box = params.coordSys;
      const from = Math.max(api.coord([api.value(0), 0])[0], box.x), to = Math.min(api.coord([api.value(1), 0])[0], box.x + box.width);
      if (to < box.x || from > box.x + box.width) return null;
      const height = box.height * (laneHeight[state] ?? .25);
      return {
        type: 'rect', shape: { x: from, y: box.y + box.height - height, width: Math.max(1, to - from - 1), height },
        style: state === 'reserved' ? { fill: 'transparent', stroke: token('--st-reserved'), lineWidth: 1 } : fills[state] ??= laneFill(state),
      };
    },
  };
}

// ---- lanes of marks: frames from and to the station, events; a click opens what is behind -----------------------------------------------------
function pinSeries(series, axisIndex, valueAxisIndex) {
  return {
    type: 'custom', name: series.name, xAxisIndex: axisIndex, yAxisIndex: valueAxisIndex, clip: true, encode: { x: 0, y: -1 }, tooltip: { show: false }, cursor: 'pointer',
    data: series.data.map(item => ({ value: [item.at], href: item.href })),
    renderItem(params, api) {
      const item = series.data[params.dataIndex], box = params.coordSys, x = api.coord([api.value(0), 0])[0], middle = box.y + box.height / 2;
      if (x < box.x - 4 || x > box.x + box.width + 4) return null;
      const size = item.strong ? 5 : 4;
      const points = { up: [[x, middle - size], [x + size, middle + size - 1], [x - size, middle + size - 1]], down: [[x, middle + size], [x + size, middle - size + 1], [x - size, middle - size + 1]] }[item.shape]
        ?? [[x, middle - size], [x + size, middle], [x, middle + size], [x - size, middle]];
      const colour = token({ danger: '--danger', warn: '--warn', down: '--accent' }[item.tone] ?? (item.shape === 'down' ? '--accent' : '--ch-measured'));
      return { type: 'polygon', shape: { points }, style: { fill: colour, opacity: item.strong ? 1 : .45 } };
    },
  };
}

// ---- options -----------------------------------------------------------------------------------------------------------------------------
const roles = new Set(['measured', 'allocated', 'limit', 'pv', 'load', 'soc', 'energy', 'price', 'ghost']);
const roleColour = role => token(`--ch-${roles.has(role) ? role : 'measured'}`);
const dashOf = series => series.dash ?? { limit: 'dashed', allocated: 'dotted', ghost: 'dashed' }[series.role] ?? 'solid';
const escape = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

function tooltip(spec, format) {
  return {
    trigger: 'axis', transitionDuration: 0, confine: true, backgroundColor: token('--raised'), borderWidth: 0, padding: [8, 12],
    extraCssText: 'box-shadow:var(--elev-2);border-radius:var(--r-3)', textStyle: { color: token('--text'), fontFamily: token('--font'), fontSize: 12 },
    formatter(points) {
      const list = Array.isArray(points) ? points : [points];
      if (list.length === 0) return '';
      const at = list[0].axisValue ?? list[0].value[0];
      const rows = [];
      for (const series of spec.series) {
        if (series.kind === 'pins') continue;
        if (series.kind === 'lane') {
          const now = series.data.find(item => item.from <= at && at < item.to);
          if (now) rows.push(`<div class="ct-row"><span>${escape(series.name)}</span><b>${escape(now.label ?? now.state)}</b></div>`);
          continue;
        }
        const point = list.find(p => p.seriesName === series.name);
        if (point) rows.push(`<div class="ct-row" data-role="${escape(series.role)}"><i></i><span>${escape(series.name)}</span><b>${format.number(point.value[1], series.digits ?? 1)}${series.unit ? ` ${escape(series.unit)}` : ''}</b></div>`);
      }
      // What stands below the chart near the pointer says its name: authorisation, flags.
      const near = (spec.to - spec.from) / 120;
      for (const series of spec.series) if (series.kind === 'pins') for (const item of series.data) if (item.text && Math.abs(item.at - at) < near) rows.push(`<div class="ct-row"><span>${format.head(item.at)}</span><b>${escape(item.text)}</b></div>`);
      const reason = spec.reasons?.find(r => r.from <= at && at < r.to);
      return `<div class="ct"><div class="ct-at">${format.head(at)}</div>${rows.join('')}${reason ? `<div class="ct-why">${escape(reason.text)}</div>` : ''}</div>`;
    },
  };
}

function timeOptions(spec, hidden) {
  const { step: tickStep, ticks } = timeTicks(spec.from, spec.to, spec.width ?? 600, spec.zone);
  const format = formats({ ...spec, ticksBelowMinute: tickStep < 6e4 });
  const text = { color: token('--ch-axis'), fontFamily: token('--font'), fontSize: 12 };
  const axes = spec.axes?.length ? spec.axes : [{}];
  const lanes = spec.series.filter(s => s.kind === 'lane'), pins = spec.series.filter(s => s.kind === 'pins');
  const values = spec.series.filter(s => s.kind !== 'lane' && s.kind !== 'pins');
  const panes = 1 + Math.max(0, ...axes.map(a => a.pane ?? 0)), below = pins.length * 18;
  const left = pins.some(p => p.label) ? 68 : 44, right = axes.some(a => a.side === 'right') ? 44 : 12, laneSize = 18, marked = (spec.marks ?? []).some(m => m.label);
  const top = lanes.length * (laneSize + 4) + (marked ? 24 : 10), foot = (spec.slider ? 52 : 28) + below;
  const room = Math.max(80, (spec.height ?? 236) - top - foot), gap = 34, second = panes > 1 ? Math.round((room - gap) * .32) : 0;
  const timeAxis = (index, show) => ({
    type: 'time', gridIndex: index, min: spec.from, max: spec.to, axisLine: { show: false }, axisTick: { show: false },
    axisLabel: show ? { ...text, formatter: format.axis, customValues: ticks, hideOverlap: true, lineHeight: 16 } : { show: false },
    splitLine: { show: false }, axisPointer: { label: { show: false }, lineStyle: { color: token('--border-control'), type: 'solid', width: 1 } },
  });
  const days = [];
  for (let at = Math.ceil(spec.from / 9e5) * 9e5; at < spec.to && spec.to - spec.from <= 14 * 864e5; at += 9e5) if (format.midnight(at)) days.push({ xAxis: at });
  const marks = [
    ...days.map(d => ({ ...d, lineStyle: { color: token('--border-strong'), type: 'dashed', width: 1 }, label: { show: false } })),
    ...(spec.marks ?? []).map(m => ({ xAxis: m.at, lineStyle: { color: token('--border-control'), width: 1, type: 'solid' }, label: { ...text, show: !!m.label, formatter: m.label, position: 'end', rotate: 0, distance: 4 } })),
    ...(spec.now ? [{ xAxis: spec.now, lineStyle: { color: token('--danger'), width: 1, type: 'solid' }, label: { show: false } }] : []),
  ];
  const hatch = laneFill('offline').fill;
  const areas = (spec.spans ?? []).map(s => [{ xAxis: s.from, itemStyle: s.kind === 'offline' ? { color: hatch, opacity: .5 } : { color: token('--surface-2') }, label: { ...text, show: !!s.label, formatter: s.label ?? '' } }, { xAxis: s.to }]);
  const valueGrid = lanes.length, pinGrid = valueGrid + panes;
  const paneOf = series => axes[series.axis ?? 0]?.pane ?? 0;
  const first = Array.from({ length: panes }, (_, pane) => values.findIndex(s => paneOf(s) === pane));
  const plain = (grid, name) => ({ type: 'value', gridIndex: grid, min: 0, max: 1, axisLabel: { show: false }, splitLine: { show: false }, axisLine: { show: false }, axisTick: { show: false },
    ...(name ? { name, nameLocation: 'middle', nameRotate: 0, nameGap: left - 6, nameTextStyle: { ...text, align: 'left' } } : {}) });
  return {
    animation: false, useUTC: true, textStyle: { fontFamily: token('--font') }, tooltip: tooltip(spec, format),
    axisPointer: { link: [{ xAxisIndex: 'all' }], triggerTooltip: true },
    grid: [
      ...lanes.map((_, i) => ({ left, right, top: 4 + i * (laneSize + 4), height: laneSize })),
      panes > 1 ? { left, right, top, height: room - second - gap } : { left, right, top, bottom: foot },
      ...(panes > 1 ? [{ left, right, bottom: foot, height: second }] : []),
      ...pins.map((_, i) => ({ left, right, bottom: (spec.slider ? 52 : 28) + (pins.length - 1 - i) * 18 - 2, height: 14 })),
    ],
    xAxis: [...lanes.map((_, i) => timeAxis(i, false)), ...Array.from({ length: panes }, (_, i) => timeAxis(valueGrid + i, i === panes - 1 && pins.length === 0)), ...pins.map((_, i) => timeAxis(pinGrid + i, i === pins.length - 1))],
    yAxis: [
      ...lanes.map((lane, i) => plain(i)),
      ...axes.map((axis, i) => ({
        type: 'value', gridIndex: valueGrid + (axis.pane ?? 0), position: axis.side ?? 'left', min: axis.min ?? undefined, max: axis.max ?? undefined, scale: false, splitNumber: axis.pane ? 2 : 4, ...(axis.min === 0 && axis.max === 100 ? { interval: 25 } : { alignTicks: true }),
        axisLine: { show: false }, axisTick: { show: false }, axisLabel: { ...text, formatter: value => format.number(value, axis.digits ?? [0, 1, 2].find(digits => Math.abs(value - +value.toFixed(digits)) < 1e-9) ?? 3) },
        ...(axis.name ? { name: axis.name, nameLocation: 'end', nameGap: 8, nameTextStyle: { ...text, align: axis.side === 'right' ? 'left' : 'right', padding: axis.side === 'right' ? [0, 0, 0, 6] : [0, 6, 0, 0] } } : {}),
        splitLine: { show: axis.side !== 'right', lineStyle: { color: token('--ch-grid'), width: 1 } },
      })),
      ...pins.map((pin, i) => plain(pinGrid + i, pin.label)),
    ],
    dataZoom: spec.zoom === false ? [] : [
      { type: 'inside', xAxisIndex: 'all', filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: false, moveOnMouseWheel: false, minValueSpan: 6e4 },
      ...(spec.slider ? [{ type: 'slider', xAxisIndex: 'all', filterMode: 'none', height: 18, bottom: 4, borderColor: 'transparent', backgroundColor: token('--surface-2'), fillerColor: faded(token('--accent'), .16), showDetail: false, brushSelect: false }] : []),
    ],
    series: [
      ...lanes.map((lane, i) => laneSeries(lane, i)),
      ...values.map((series, i) => {
        const colour = roleColour(series.role), area = series.area ?? series.role === 'measured', pane = paneOf(series);
        return {
          type: series.kind === 'bar' ? 'bar' : 'line', name: series.name, xAxisIndex: valueGrid + pane, yAxisIndex: valueGrid + (series.axis ?? 0),
          data: hidden.has(series.name) ? [] : series.data, color: colour, itemStyle: { color: colour }, showSymbol: !!series.symbols, symbol: 'circle', symbolSize: 5, connectNulls: false,
          step: series.step ?? series.role === 'limit' ? 'end' : false, sampling: series.step || series.role === 'limit' || series.kind === 'bar' ? undefined : 'lttb',
          lineStyle: { width: 1.5, type: dashOf(series), color: colour }, areaStyle: area && series.kind !== 'bar' ? { color: faded(colour, .11) } : undefined, emphasis: { disabled: true }, barMaxWidth: 24,
          markLine: first[pane] === i && marks.length ? { symbol: 'none', silent: true, animation: false, data: pane === 0 ? marks : marks.map(m => ({ ...m, label: { show: false } })) } : undefined,
          markArea: first[pane] === i && areas.length ? { silent: true, data: pane === 0 ? areas : areas.map(([a, b]) => [{ ...a, label: { show: false } }, b]) } : undefined,
        };
      }),
      ...pins.map((pin, i) => pinSeries(pin, pinGrid + i, valueGrid + axes.length + i)),
    ],
  };
}

function heatOptions(spec) {
  const text = { color: token('--ch-axis'), fontFamily: token('--font'), fontSize: 12 }, format = formats(spec), colour = token('--ch-measured');
  return {
    animation: false, textStyle: { fontFamily: token('--font') }, grid: { left: 52, right: 12, top: 8, bottom: 28 },
    tooltip: { ...tooltip({ series: [] }, format), trigger: 'item', formatter: p => `<div class="ct"><div class="ct-at">${escape(spec.rows[p.value[1]])}, ${escape(spec.columns[p.value[0]])}</div><div class="ct-row"><span>${escape(spec.name)}</span><b>${format.number(p.value[2], spec.digits ?? 0)} ${escape(spec.unit ?? '')}</b></div></div>` },
    xAxis: { type: 'category', data: spec.columns, axisLine: { show: false }, axisTick: { show: false }, axisLabel: text },
    yAxis: { type: 'category', data: spec.rows, inverse: true, axisLine: { show: false }, axisTick: { show: false }, axisLabel: text },
    visualMap: { show: false, min: 0, max: spec.max ?? Math.max(1, ...spec.data.map(d => d[2])), inRange: { color: [token('--surface-2'), colour] } },
    series: [{ type: 'heatmap', data: spec.data, itemStyle: { borderWidth: 1, borderColor: token('--surface') }, emphasis: { disabled: true } }],
  };
}

function mount(element, spec, options) {
  const chart = echarts.init(element, null, { renderer: 'canvas' });
  const hidden = new Set();
  let dirty = false, frame = 0, last = 0;
  const draw = () => {
    frame = 0; last = performance.now(); dirty = false;
    const zoom = chart.getOption()?.dataZoom?.[0], part = zoom && (zoom.start > 0 || zoom.end < 100);
    const option = options({ ...spec, height: element.clientHeight || spec.height, width: element.clientWidth }, hidden);
    if (part) for (const kept of option.dataZoom ?? []) Object.assign(kept, { start: zoom.start, end: zoom.end });
    chart.setOption(option, { notMerge: true, lazyUpdate: false });
    if (part) label();
  };
  // At most five redraws a second, none while the page is hidden.
  const request = () => {
    dirty = true;
    if (document.hidden || frame) return;
    frame = setTimeout(draw, Math.max(0, 200 - (performance.now() - last)));
  };
  // What stands behind a mark opens like a link: within the circuit, or in a new tab with Ctrl.
  chart.on('click', event => {
    if (!event.data?.href) return;
    if (event.event?.event?.ctrlKey || event.event?.event?.metaKey) window.open(event.data.href, '_blank', 'noopener');
    else Blazor.navigateTo(event.data.href);
  });
  // A part of the time wants labels of its own.
  const label = () => {
    const option = chart.getOption(), zoom = option.dataZoom?.[0];
    if (!zoom || !spec.to) return;
    const { step, ticks } = timeTicks(zoom.startValue, zoom.endValue, element.clientWidth, spec.zone);
    const format = formats({ ...spec, ticksBelowMinute: step < 6e4 });
    chart.setOption({ xAxis: option.xAxis.map(axis => axis.axisLabel.show === false ? {} : { axisLabel: { customValues: ticks, formatter: format.axis } }) });
  };
  chart.on('datazoom', label);
  // The span that is looked at lives in the address: a link, a reload and the way back lead to the same picture.
  let told = 0;
  const address = () => new URL(location.href);
  const zoomed = () => {
    clearTimeout(told);
    told = setTimeout(() => {
      const zoom = chart.getOption()?.dataZoom?.[0], url = address();
      if (!zoom || !element.isConnected) return;
      const length = spec.to - spec.from, whole = zoom.start <= .01 && zoom.end >= 99.99;
      if (whole) url.searchParams.delete('zoom');
      else url.searchParams.set('zoom', `${Math.round(spec.from + length * zoom.start / 100)}-${Math.round(spec.from + length * zoom.end / 100)}`);
      if (url.href !== location.href) history.replaceState(history.state, '', url);
    }, 250);
  };
  const zoomTo = (from, to) => chart.dispatchAction({ type: 'dataZoom', startValue: from, endValue: to });
  const visible = () => { if (!document.hidden && dirty) request(); };
  const resize = new ResizeObserver(() => { chart.resize(); request(); });
  resize.observe(element);
  document.addEventListener('visibilitychange', visible);
  if (spec.group) { chart.group = spec.group; echarts.connect(spec.group); }
  draw();
  if (spec.zoomInAddress) {
    const [from, to] = (address().searchParams.get('zoom') ?? '').split('-').map(Number);
    if (from < to) zoomTo(Math.max(from, spec.from), Math.min(to, spec.to));
    chart.on('datazoom', zoomed);
  }
  const handle = {
    restyle() { draw(); chart.getZr().flush(); }, // at once: paper does not wait for the next frame
    update(next) {
      spec = next;
      request();
    },
    append(name, points, to) {
      spec.series.find(s => s.name === name)?.data.push(...points);
      if (to) { spec.from += to - spec.to; spec.to = to; for (const s of spec.series) while (s.kind !== 'lane' && s.data.length > 1 && s.data[1][0] < spec.from) s.data.shift(); }
      request();
    },
    toggle(name) { hidden.has(name) ? hidden.delete(name) : hidden.add(name); draw(); },
    dispose() { alive.delete(handle); clearTimeout(frame); clearTimeout(told); resize.disconnect(); document.removeEventListener('visibilitychange', visible); chart.dispose(); },
  };
  alive.add(handle);
  return handle;
}

/** Lines, bars and state lanes over one time axis. `spec` is Controls/TimeChartSpec.cs as JSON; times are Unix milliseconds. */
export const timeAxisChart = (element, spec) => mount(element, spec, timeOptions);
/** Rows by columns, one colour from pale to full: { name, unit, rows, columns, data: [[column, row, value]] }. */
export const heatmapChart = (element, spec) => mount(element, spec, heatOptions);
