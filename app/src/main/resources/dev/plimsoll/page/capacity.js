'use strict';
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  // The theme follows the system until it is chosen; a browser that keeps nothing for files just forgets it.
  const remembered = { get: () => { try { return localStorage.getItem('plimsoll-theme'); } catch { return null; } },
    set: (name) => { try { localStorage.setItem('plimsoll-theme', name); } catch { /* forgotten */ } } };
  const system = matchMedia('(prefers-color-scheme: dark)');
  const theme = byId('theme');
  const current = () => root.dataset.theme || (system.matches ? 'dark' : 'light');
  const label = () => { theme.textContent = current() === 'dark' ? 'Light' : 'Dark'; theme.title = 'Show this page in ' + theme.textContent.toLowerCase() + ' colours'; };
  const chosen = remembered.get();
  if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
  theme.addEventListener('click', () => { root.dataset.theme = current() === 'dark' ? 'light' : 'dark'; remembered.set(root.dataset.theme); label(); });
  system.addEventListener('change', label);
  label();
  byId('print').addEventListener('click', () => print());
  all('.tools, .filter').forEach((part) => { part.hidden = false; });

  // One stop of the Tab key a graph; arrows, Home and End walk along its bars.
  const readout = byId('readout');
  const tell = (bar) => { readout.textContent = bar.getAttribute('aria-label'); };
  all('[data-rove]').forEach((graph) => {
    const bars = [...graph.children].filter((child) => child.hasAttribute('tabindex'));
    let at = 0;
    const enter = (to) => { bars[at].tabIndex = -1; at = to; bars[at].tabIndex = 0; };
    bars.forEach((bar, i) => {
      bar.addEventListener('focus', () => { enter(i); tell(bar); });
      bar.addEventListener('pointerenter', () => tell(bar));
    });
    graph.addEventListener('keydown', (event) => {
      const up = graph.closest('.spread') ? 1 : -1;
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: up, ArrowDown: -up, PageUp: 10 * up, PageDown: -10 * up, Home: -bars.length, End: bars.length }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      bars[Math.min(Math.max(at + step, 0), bars.length - 1)].focus();
    });
  });

  // Long tables show their first rows until one asks for more; sorting and the filter go through all rows.
  const tables = new Map();
  all('table[data-first]').forEach((table) => {
    const body = table.tBodies[0];
    const state = { rows: [...body.rows], whole: false, wanted: () => true };
    const first = Number(table.dataset.first);
    const more = document.createElement('button');
    more.type = 'button';
    more.className = 'more';
    const note = document.createElement('p');
    note.className = 'paper';
    state.show = () => {
      const found = state.rows.filter(state.wanted);
      const few = state.whole || found.length <= first * 1.2;
      state.rows.forEach((row) => { row.hidden = true; });
      found.slice(0, few ? found.length : first).forEach((row) => { row.hidden = false; });
      more.hidden = few && !state.whole || found.length <= first * 1.2;
      more.textContent = few ? 'Show the first ' + first : 'Show all ' + found.length.toLocaleString('en') + ' ' + table.dataset.what;
      note.textContent = few ? '' : first + ' of ' + found.length.toLocaleString('en') + ' ' + table.dataset.what + ' are printed; the page on a screen has all.';
      return found.length;
    };
    more.addEventListener('click', () => { state.whole = !state.whole; state.show(); });
    table.after(more, note);
    all('th[data-sort]', table).forEach((head) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const numbers = head.dataset.sort === 'number';
        const before = head.getAttribute('aria-sort');
        const order = before === null ? (numbers ? 'descending' : 'ascending') : before === 'ascending' ? 'descending' : 'ascending';
        all('th[aria-sort]', table).forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', order);
        const value = (row) => row.cells[head.cellIndex].dataset.v;
        const sign = order === 'ascending' ? 1 : -1;
        state.rows.sort((a, b) => sign * (numbers ? value(a) - value(b) : value(a).localeCompare(value(b), 'en', { numeric: true })));
        body.append(...state.rows);
        state.show();
      });
    });
    tables.set(table.id, state);
    state.show();
  });

  const nodes = tables.get('node-table');
  const filter = byId('filter');
  filter.addEventListener('input', () => {
    const word = filter.value.trim().toLowerCase();
    nodes.wanted = (row) => row.cells[0].textContent.toLowerCase().includes(word);
    const found = nodes.show();
    byId('found').textContent = word === '' ? '' : found.toLocaleString('en') + ' found';
  });

  // A bar leads to its row, which may have to be shown first.
  const arrive = () => {
    const row = /^#n\d+$/.test(location.hash) && byId(location.hash.slice(1));
    if (!row) return;
    if (row.hidden) { filter.value = ''; nodes.wanted = () => true; nodes.whole = true; nodes.show(); }
    row.tabIndex = -1;
    row.scrollIntoView({ block: 'center' });
    row.focus({ preventScroll: true });
  };
  addEventListener('hashchange', arrive);
  arrive();
})();
