// The shell: starts the circuit, keeps it alive, says so in the top bar, and owns the keys of the whole console.
const root = document.documentElement;
let shell = null;      // DotNetObjectReference of ShellBridge, set by connect()
let attempt = 0;
let retryTimer = 0;
let leaving = false;   // the person signs out: the answer says where that leads

// ---- circuit: retry for ever, reload when the server no longer knows it, never a curtain -------------------------------------------
function link(state) {
  root.dataset.link = state;
  if (state === 'lost') {
    const at = document.querySelector('[data-link-since]');
    if (at) at.textContent = new Intl.DateTimeFormat(root.lang, { timeStyle: 'medium' }).format(new Date());
  }
}

async function reconnect() {
  clearTimeout(retryTimer);
  try {
    if (await Blazor.reconnect() === false) { location.reload(); return; }
  } catch { /* the server is not reachable yet: the next try follows below */ }
  if (root.dataset.link === 'lost') {
    attempt += 1;
    retryTimer = setTimeout(reconnect, Math.min(500 * attempt, 5000));
  }
}

const reconnectionHandler = {
  onConnectionDown() { link('lost'); attempt = 0; reconnect(); },
  async onConnectionUp() {
    link('catching-up');
    // The answer comes back behind every render that was queued while the link was gone.
    try { await shell?.invokeMethodAsync('CaughtUp'); link('live'); } catch { link('live'); }
  },
};

function retryNow() { if (root.dataset.link === 'lost') { attempt = 0; reconnect(); } }
addEventListener('online', retryNow);
document.addEventListener('visibilitychange', () => { if (!document.hidden) retryNow(); });

// The page comes with data-link="starting". Until its circuit is there, and while the link is lost, nobody hears what is pressed: the style
// sheet shows that, and what comes by a key ends here.
const deaf = () => root.dataset.link === 'starting' || root.dataset.link === 'lost';
document.addEventListener('click', event => {
  if (!deaf() || !event.target.closest('main button, main input, main select, main textarea, .rz-dialog button')) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

Blazor.start({ circuit: { reconnectionHandler } });

// ---- menus, theme, navigation ---------------------------------------------------------------------------------------------------------
function closeMenus(except) {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) if (menu !== except) menu.open = false;
}
function closeSheet() { delete root.dataset.sheet; }

// The filters of a list: a row of chips, on a phone a sheet from below.
function openFilters(bar) {
  bar.dataset.open = '';
  bar.querySelector('[data-filters-close]')?.focus();
}
function closeFilters() {
  const bar = document.querySelector('[data-filters][data-open]');
  if (!bar) return;
  delete bar.dataset.open;
  bar.querySelector('[data-filters-open]')?.focus();
}

document.addEventListener('click', event => {
  const target = event.target;
  closeMenus(target.closest('details[data-menu]'));
  const theme = target.closest('[data-theme-set]');
  if (theme) { csmsTheme.set(theme.dataset.themeSet); closeMenus(); }
  const density = target.closest('[data-density-set]');
  if (density) { csmsTheme.density(density.dataset.densitySet); dispatchEvent(new Event('resize')); }
  if (target.closest('[data-nav-toggle]')) toggleNav();
  if (target.closest('[data-sheet-open]')) { root.dataset.sheet = 'open'; document.querySelector('.nav a')?.focus(); }
  else if (root.dataset.sheet && (target.closest('.nav a') || !target.closest('.nav'))) closeSheet();
  if (target.closest('[data-menu] a, [data-menu] [data-menu-item]')) closeMenus();
  if (target.closest('[data-filters-open]')) openFilters(target.closest('[data-filters]'));
  else if (target.closest('[data-filters-close]') || !target.closest('.fsheet')) closeFilters();
  if (target.closest('[data-palette]')) openPalette();
  const copy = target.closest('[data-copy]');
  if (copy) copyText(copy);
});

async function copyText(button) {
  try { await navigator.clipboard.writeText(button.dataset.copy === 'address' ? location.href : button.dataset.copy); } catch { return; }
  button.dataset.copied = '';
  setTimeout(() => delete button.dataset.copied, 1500);
}

document.addEventListener('submit', event => { if (new URL(event.target.action).pathname === '/sign-out') leaving = true; });
addEventListener('pageshow', () => { leaving = false; });

function toggleNav() { csmsTheme.nav(root.dataset.nav === 'collapsed' ? 'open' : 'collapsed'); dispatchEvent(new Event('resize')); }
function openPalette() { shell?.invokeMethodAsync('OpenPalette'); }

// ---- dialogs: focused as soon as they stand there, and the focus goes back to where it came from ---------------------------------------
const dialogs = document.getElementsByClassName('rz-dialog-content');
const dialogOpeners = new Map();      // dialog -> what had the focus before it
const entered = new WeakSet();        // dialogs that had the focus
let focusHeld = null;                 // what had the focus last
document.addEventListener('focusin', event => { focusHeld = event.target; });

const shown = element => element.checkVisibility({ visibilityProperty: true });

// A form's first field; a question's harmless button.
function firstIn(dialog) {
  return dialog.querySelector('[data-autofocus]')
    ?? [...dialog.querySelectorAll('input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled)')].find(shown)
    ?? [...dialog.querySelectorAll('button:not(.d, :disabled), a[href]')].find(shown);
}

function focusDialogs() {
  for (const dialog of dialogs) if (!dialogOpeners.has(dialog)) dialogOpeners.set(dialog, document.activeElement);
  const top = dialogs[dialogs.length - 1];
  // Never away from someone who is in it already; again when the field that had the focus made place for something else.
  if (top && !top.parentElement.contains(document.activeElement) && (!entered.has(top) || !focusHeld?.isConnected)) firstIn(top)?.focus();
  if (top?.parentElement.contains(document.activeElement)) entered.add(top);
  for (const [dialog, opener] of dialogOpeners) {
    if (dialog.isConnected) continue;
    dialogOpeners.delete(dialog);
    if (document.activeElement !== document.body || !opener?.isConnected) continue;
    (shown(opener) ? opener : opener.closest('details')?.querySelector('summary'))?.focus();
  }
}
new MutationObserver(() => { if (dialogs.length || dialogOpeners.size) focusDialogs(); }).observe(document.body, { childList: true, subtree: true });

// ---- keys ------------------------------------------------------------------------------------------------------------------------------
const typing = element => element?.closest?.('input, textarea, select, [contenteditable], [role=textbox]');
const singleKeys = () => { try { return localStorage.getItem('keys') !== 'off'; } catch { return true; } };
let goUntil = 0;

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); openPalette(); return; }
  if (event.key === 'Escape') { closeMenus(); closeSheet(); closeFilters(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !singleKeys() || document.querySelector('.rz-dialog, .palette')) return;
  if (Date.now() < goUntil) {
    goUntil = 0;
    const entry = document.querySelector(`.nav a[data-go="${CSS.escape(event.key.toLowerCase())}"]`);
    if (entry) { event.preventDefault(); entry.click(); }
    return;
  }
  switch (event.key) {
    case 'g': goUntil = Date.now() + 1500; break;
    case '[': event.preventDefault(); toggleNav(); break;
    case '/': {
      const search = document.querySelector('main [data-list-search]');
      if (search) { event.preventDefault(); search.focus(); search.select?.(); }
      break;
    }
    case '?': event.preventDefault(); shell?.invokeMethodAsync('ShowKeys'); break;
    case 'j': press(event, '[data-key=next]'); break;
    case 'k': press(event, '[data-key=previous]'); break;
    case 'f': press(event, matchMedia('(max-width: 719.98px)').matches ? '[data-filters-open]' : '[data-key=filter]'); break;
    case 'c': press(event, '[data-key=columns]'); break;
    case 'e': press(event, '[data-key=export]'); break;
    case '.': press(event, '[data-key=actions]'); break;
    case ' ': press(event, '[data-key=pause]'); break;
  }
});

function press(event, selector) {
  const element = document.querySelector(`main ${selector}`);
  if (!element || (event.key === ' ' && event.target.closest('button, a, summary'))) return;
  event.preventDefault();
  element.click();
  element.focus();
}

window.csmsShell = {
  connect(reference) { shell = reference; link('live'); },
  // The session ended. On one's own sign-out the page is already on its way, perhaps to the provider's sign-out: nothing may overtake that.
  toSignIn(address) { if (!leaving) location.assign(address); },
  // A strip of tabs may be wider than its place: the chosen one stands in sight, and a menu lists them all.
  showTab(strip) {
    const tabs = strip?.firstElementChild;
    if (!tabs) return;
    strip.width ??= new ResizeObserver(() => strip.toggleAttribute('data-over', tabs.scrollWidth > strip.clientWidth));
    strip.width.observe(strip);
    tabs.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  },
  focus(element) { element?.focus(); element?.select?.(); },
  copy: text => navigator.clipboard.writeText(text),
  download(name, type, text) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const anchor = Object.assign(document.createElement('a'), { href: url, download: name });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  },
  keys(on) { try { on === undefined ? 0 : localStorage.setItem('keys', on ? 'on' : 'off'); } catch { /* private window */ } return singleKeys(); },
};
