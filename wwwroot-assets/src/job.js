// The technician's page: small requests on a bad link. What changes is asked for every two seconds and put into its place; what a person has
// typed or taken is never thrown away before the server has it.
const main = document.getElementById('job');
const text = main.dataset;
const net = document.getElementById('net');
const store = {
  get: key => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch { /* private window: it lasts for the page */ } },
};
const newId = () => {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
  return [...b].map((x, i) => ([4, 6, 8, 10].includes(i) ? '-' : '') + x.toString(16).padStart(2, '0')).join('');
};

// What changes.
let tag = '', since = Date.now(), timer = 0, over = false;
const shown = {};
function place(source) {
  for (const part of source.querySelectorAll('[data-part]')) {
    const name = part.dataset.part, target = document.getElementById(`p-${name}`), html = part.innerHTML;
    if (!target || shown[name] === html) continue;
    const focused = target.contains(document.activeElement) ? [...target.querySelectorAll('a, button, label')].indexOf(document.activeElement) : -1;
    target.innerHTML = shown[name] = html;
    if (focused >= 0) target.querySelectorAll('a, button, label')[focused]?.focus({ preventScroll: true });
  }
}
const say = words => { net.textContent = words; net.hidden = !words; };

async function ask() {
  clearTimeout(timer);
  if (over) return;
  const frames = document.getElementById('frames').open;
  try {
    const answer = await fetch(`${text.base}/live?station=${encodeURIComponent(text.station)}&frames=${frames}`,
      { headers: { 'X-Job': '1', ...(tag && { 'If-None-Match': tag }) }, cache: 'no-store', signal: AbortSignal.timeout(15000), referrerPolicy: 'no-referrer' });
    if (answer.status === 410 || answer.status === 404) { over = true; location.reload(); return; }
    if (answer.status === 200) {
      const page = document.createElement('div');
      page.innerHTML = await answer.text();
      place(page);
      tag = answer.headers.get('ETag') ?? '';
    } else if (answer.status !== 304) throw new Error(String(answer.status));
    since = Date.now();
    say('');
    main.dataset.net = 'live';
  } catch {
    main.dataset.net = 'lost';
    say(text.lost.replace('{0}', Math.round((Date.now() - since) / 1000)));
  }
  timer = setTimeout(ask, document.hidden ? 15000 : 2000);
}

// Forms: sent by script, so that a lost link loses nothing.
async function send(form) {
  const data = new FormData(form);
  data.set('by', store.get('job-name') ?? '');
  const said = form.querySelector('.said'), buttons = form.querySelectorAll('button');
  buttons.forEach(button => { button.disabled = true; });
  try {
    const answer = await fetch(form.action, { method: 'POST', body: data, headers: { 'X-Job': '1' }, signal: AbortSignal.timeout(30000), referrerPolicy: 'no-referrer' });
    const words = answer.ok ? '' : await answer.text();
    if (said) { said.textContent = words; said.hidden = !words; } else if (words) say(words);
    return answer.ok;
  } catch {
    if (said) { said.textContent = text.kept; said.hidden = false; } else say(text.kept);
    return false;
  } finally {
    buttons.forEach(button => { button.disabled = false; });
    tag = '';
    ask();
  }
}

const note = document.getElementById('note-form'), draft = document.getElementById('note-text'), skip = document.getElementById('skip');
const draftKey = `job-note-${text.station}`;
if (!draft.value) draft.value = store.get(draftKey) ?? '';
draft.addEventListener('input', () => store.set(draftKey, draft.value));

document.addEventListener('submit', async event => {
  const form = event.target;
  if (form.id === 'photo-form') return event.preventDefault();
  event.preventDefault();
  if (!(await send(form))) return;
  if (form === note) { form.reset(); draft.value = ''; store.set(draftKey, ''); form.elements.id.value = newId(); }
  if (skip.contains(form)) { form.elements.note.value = ''; skip.close(); }
});
document.addEventListener('click', event => {
  const button = event.target.closest('[data-skip]');
  if (button) {
    const title = document.getElementById('skip-title');
    title.textContent = title.dataset.text.replace('{0}', button.dataset.title);
    skip.querySelector('[name=item]').value = button.dataset.skip;
    skip.showModal();
  }
  if (event.target.closest('[data-close]')) skip.close();
  const down = event.target.closest('a[href$="#notes"]');
  if (down) { event.preventDefault(); document.getElementById('notes').scrollIntoView(); draft.focus({ preventScroll: true }); }
});

const by = document.getElementById('by');
by.value = store.get('job-name') ?? '';
by.addEventListener('input', () => store.set('job-name', by.value.trim()));
document.getElementById('frames').addEventListener('toggle', () => { tag = ''; ask(); });

// Photos: made smaller here, sent one after the other, kept until they are there.
const queue = [], box = document.getElementById('queue'), file = document.getElementById('photo-file'), caption = document.getElementById('photo-caption');
let sending = false, later = 0;
async function smaller(original) {
  const most = 2048;
  try {
    const image = await createImageBitmap(original, { imageOrientation: 'from-image' });
    const scale = Math.min(1, most / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale); canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', .85));
    return blob && blob.size < original.size ? blob : original;
  } catch { return original; } // not an image to this browser: the server says what it is
}
function draw() {
  box.replaceChildren(...queue.map(each => {
    const line = document.createElement('p');
    const words = document.createElement('span');
    words.textContent = each.refused ?? (each.part === null ? text.waits : text.sending.replace('{0}', each.part));
    line.className = each.refused ? 'neg' : 't2';
    const button = document.createElement('button');
    button.type = 'button'; button.className = 'btn'; button.textContent = each.refused ? '×' : '↻';
    button.setAttribute('aria-label', each.refused ? 'OK' : text.sending.replace('{0} %', '').replace('{0}', ''));
    button.hidden = !each.refused && each.part !== null;
    button.onclick = () => { if (each.refused) { queue.splice(queue.indexOf(each), 1); draw(); } else next(); };
    line.append(words, button);
    return line;
  }));
}
function next() {
  clearTimeout(later);
  const each = queue.find(one => !one.refused);
  if (sending || !each) return;
  sending = true;
  const data = new FormData();
  data.set('station', text.station); data.set('id', each.id); data.set('caption', each.caption); data.set('by', store.get('job-name') ?? '');
  data.set('photo', each.blob, 'photo');
  const request = new XMLHttpRequest();
  request.open('POST', `${text.base}/photos`);
  request.setRequestHeader('X-Job', '1');
  request.timeout = 180000;
  request.upload.onprogress = event => { each.part = Math.floor(event.loaded / event.total * 100); draw(); };
  request.onloadend = () => {
    sending = false;
    if (request.status === 204) { queue.splice(queue.indexOf(each), 1); tag = ''; ask(); }
    else if (request.status >= 400 && request.status < 500 && request.status !== 429) each.refused = request.responseText || text.refused;
    else { each.part = null; each.tries++; later = setTimeout(next, Math.min(60000, 2000 * 2 ** each.tries)); }
    draw();
    if (request.status === 204 || each.refused) next();
  };
  each.part = 0;
  draw();
  request.send(data);
}
file.addEventListener('change', async () => {
  const taken = [...file.files], words = caption.value.trim();
  file.value = '';
  caption.value = '';
  for (const one of taken) queue.push({ id: newId(), blob: await smaller(one), caption: words, part: null, tries: 0 });
  draw();
  next();
});
addEventListener('online', () => { next(); ask(); });
addEventListener('beforeunload', event => { if (queue.some(one => !one.refused)) event.preventDefault(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) ask(); });

const first = document.getElementById('live');
place(first);
first.remove();
ask();
