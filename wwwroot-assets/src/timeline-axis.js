// Times of a zone: where the marks of the axis stand and how they are written.
const minute = 60e3, hour = 36e5, day = 864e5;
const steps = [5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day];

export function zoneFormats(zone, locale) {
  const format = options => new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
  const clock = format({ hour: '2-digit', minute: '2-digit' }), seconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }), date = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const offsets = new Map();
  // How far the zone's clock is ahead of UTC: it changes at full quarters of an hour only.
  const offset = at => {
    const key = Math.floor(at / (15 * minute));
    if (!offsets.has(key)) {
      const of = Object.fromEntries(parts.formatToParts(key * 15 * minute).map(part => [part.type, Number(part.value)]));
      offsets.set(key, Date.UTC(of.year, of.month - 1, of.day, of.hour, of.minute, of.second) - key * 15 * minute);
      if (offsets.size > 2000) offsets.clear();
    }
    return offsets.get(key) ?? 0;
  };
  return {
    offset, clock: at => clock.format(at), second: at => seconds.format(at), date: at => date.format(at), moment: at => `${date.format(at)}, ${seconds.format(at)}`,
    same: (a, b) => Math.floor((a + offset(a)) / day) === Math.floor((b + offset(b)) / day),
  };
}

/** Marks at full hours or days of the zone's clock, at least 64 pixels apart. */
export function axisTicks(from, to, width, format) {
  const step = steps.find(each => each / (to - from) * width >= (each >= day ? 84 : 64)) ?? 7 * day, ticks = [];
  let local = Math.ceil((from + format.offset(from)) / step) * step;
  for (let guard = 0; guard < 200; guard++, local += step) {
    let at = local - format.offset(local - format.offset(from));
    at = local - format.offset(at);
    if (at > to) break;
    if (at < from) continue;
    const midnight = local % day === 0;
    ticks.push({ at, day: midnight, text: midnight ? format.date(at) : format.clock(at) });
  }
  return ticks;
}
