// One VirtualTable: row clicks, J/K/X/Enter, keeping the current row in view, and telling .NET when the page is narrow enough for cards.
const narrow = matchMedia('(max-width: 719.98px)');
const interactive = 'a, button, input, label, select, textarea, summary';

export function attach(element, reference) {
  const scroller = element.querySelector('.vt-scroll');
  const open = (row, event) => {
    const link = row.querySelector('[data-row-link]');
    if (!link) return;
    if (link.href && (event.ctrlKey || event.metaKey || event.button === 1)) window.open(link.href, '_blank', 'noopener');
    else link.click();
  };

  // Where the keys lead to: the server counts, and its answer is waited for before the row is used.
  let current = Promise.resolve(-1);
  const toEnds = { Home: -1e9, End: 1e9 };

  // The current row, as soon as it is rendered: it may have to be read first. When the list became shorter meanwhile: the row that is marked.
  // Another key takes the place of what waits.
  const patience = 10_000;
  async function currentRow() {
    const asked = current;
    const index = await asked;
    const until = performance.now() + patience;
    while (index >= 0 && performance.now() < until) {
      if (current !== asked || !element.isConnected) return null;
      const row = element.querySelector(`[data-row="${index}"]`);
      if (row) return row;
      await new Promise(requestAnimationFrame);
    }
    return element.querySelector('[data-row][data-current]');
  }

  const onClick = event => {
    const row = event.target.closest('[data-row]');
    if (!row || event.defaultPrevented) return;
    const box = event.target.closest('[data-select]');
    if (box) { event.preventDefault(); current = Promise.resolve(Number(row.dataset.row)); reference.invokeMethodAsync('Toggle', Number(row.dataset.row), event.shiftKey); return; }
    if (event.target.closest(interactive) || getSelection()?.toString()) return;
    open(row, event);
  };

  const onKey = event => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'a' && 'selectable' in element.dataset && element.contains(event.target)) {
      event.preventDefault();
      reference.invokeMethodAsync('SelectAll');
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('.rz-dialog, .palette')) return;
    if (event.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
    const inside = element.contains(event.target);
    if (!inside && event.target !== document.body && !event.target.closest('main')) return;
    const step = { j: 1, k: -1, ArrowDown: inside ? 1 : 0, ArrowUp: inside ? -1 : 0, PageDown: inside ? 15 : 0, PageUp: inside ? -15 : 0, Home: inside ? toEnds.Home : 0, End: inside ? toEnds.End : 0 }[event.key];
    if (step) { event.preventDefault(); current = reference.invokeMethodAsync('Move', step); return; }
    if (event.key.toLowerCase() === 'x') {
      event.preventDefault();
      const { shiftKey } = event;
      current.then(index => { if (index >= 0) reference.invokeMethodAsync('Toggle', index, shiftKey); });
    }
    if (event.key === 'Enter' && !event.target.closest(interactive)) currentRow().then(row => { if (row) open(row, event); });
    if (event.key === 'Escape' && !event.defaultPrevented) reference.invokeMethodAsync('ClearSelection');
  };

  // .NET is told only when the top is left or reached again.
  let scrolled = false;
  const onScroll = () => {
    const now = scroller.scrollTop > 4;
    if (now === scrolled) return;
    scrolled = now;
    reference.invokeMethodAsync('SetScrolled', now);
  };

  const onNarrow = () => reference.invokeMethodAsync('SetNarrow', narrow.matches);
  element.addEventListener('click', onClick);
  element.addEventListener('auxclick', onClick);
  document.addEventListener('keydown', onKey);
  narrow.addEventListener('change', onNarrow);
  scroller.addEventListener('scroll', onScroll, { passive: true });
  if (narrow.matches) onNarrow();
  element.dataset.ready = '';

  return {
    reveal(index, rowHeight) {
      const head = element.querySelector('.vt-head')?.offsetHeight ?? 0;
      const top = index * rowHeight;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top + rowHeight > scroller.scrollTop + scroller.clientHeight - head) scroller.scrollTop = top + rowHeight - scroller.clientHeight + head;
    },
    top() { scroller.scrollTop = 0; },
    rowHeight: () => parseFloat(getComputedStyle(element).getPropertyValue('--row')),
    dispose() {
      element.removeEventListener('click', onClick);
      element.removeEventListener('auxclick', onClick);
      document.removeEventListener('keydown', onKey);
      narrow.removeEventListener('change', onNarrow);
      scroller.removeEventListener('scroll', onScroll);
    },
  };
}
