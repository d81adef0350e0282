// The graph page: its buttons, fields and keys.
import { ask, at, button, labelOf, make, say, tell } from './graph-dom.js';
import { Explorer, NARROW } from './graph-explorer.js';
import { isArrow, toward } from './graph-pointer.js';
import { saveCsv, saveHtml, savePng, saveSvg } from './graph-save.js';

function wire(explorer) {
  const on = (id, act) => at(id).addEventListener('click', act);
  on('graph-whole', () => explorer.whole());
  on('graph-fit', () => explorer.fit(true));
  on('graph-in', () => zoom(explorer, 1.4));
  on('graph-out', () => zoom(explorer, 1 / 1.4));
  on('graph-undo', () => explorer.undo(true));
  on('graph-redo', () => explorer.undo(false));
  on('graph-colour', () => explorer.colourBy(explorer.state.now.colour === 'type' ? 'community' : 'type'));
  on('graph-between-open', () => (at('graph-between').hidden ? explorer.between(explorer.selected) : closeBetween()));
  on('graph-table-open', () => explorer.table.toggle());
  on('graph-legend-open', () => foldLegend());
  on('graph-link', () => copyLink());
  for (const [id, save] of [['save-png', savePng], ['save-svg', saveSvg], ['save-html', saveHtml], ['save-csv', saveCsv]]) {
    on(id, () => { save(explorer.view); at('graph-save').open = false; });
  }
  at('between-paths').addEventListener('click', () => both(explorer, () => explorer.paths(explorer.ends.one, explorer.ends.other)));
  at('between-common').addEventListener('click', () => both(explorer, () => explorer.common([explorer.ends.one, explorer.ends.other])));
  document.addEventListener('kg-chosen', (event) => {
    event.preventDefault();
    const hit = event.detail;
    const end = { 'between-one': 'one', 'between-other': 'other' }[event.target.id];
    if (end) explorer.put(end, hit.id, hit.label);
    else {
      event.target.value = hit.label;
      event.target.blur();
      explorer.find(hit.id);
    }
  });
  document.querySelector('form.find').addEventListener('submit', async (event) => {
    event.preventDefault();
    const words = at('find').value.trim();
    if (!words) return;
    const told = await ask(`/api/search?limit=1&q=${encodeURIComponent(words)}`);
    if (told.hits.length) explorer.find(told.hits[0].id);
    else tell(say('js.suggest.none'));
  });
  document.addEventListener('kg-theme', () => explorer.view.dress());
  document.addEventListener('keydown', (event) => keys(explorer, event));
  window.addEventListener('hashchange', () => { if (location.hash !== explorer.written) location.reload(); });
  if (NARROW.matches) foldLegend(true);
}

function zoom(explorer, factor) {
  const [x, y, k] = explorer.view.spot;
  explorer.view.go(x, y, Math.min(8, Math.max(0.012, k * factor)), true);
}

function closeBetween() {
  at('graph-between').hidden = true;
  at('graph-between-open').setAttribute('aria-expanded', 'false');
}

function foldLegend(hidden = !at('graph-legend').hidden) {
  at('graph-legend').hidden = hidden;
  at('graph-legend-open').setAttribute('aria-expanded', String(!hidden));
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    tell(say('js.graph.link.copied'));
  } catch {
    tell(say('js.graph.link.there'));
  }
}

function both(explorer, act) {
  if (explorer.ends?.one && explorer.ends?.other && explorer.ends.one !== explorer.ends.other) act();
  else tell(say('js.graph.between.both'));
}

const PANS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function keys(explorer, event) {
  if (event.target.closest('input, select, textarea')) return;
  const { selected, view } = explorer;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
    event.preventDefault();
    explorer.undo(!event.shiftKey);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/') { at('find').focus(); return; }
  if (event.key === 'Escape') { closeBetween(); if (explorer.table.open) explorer.table.toggle(false); else explorer.select(-1); return; }
  if (event.target !== at('canvas') && event.target !== document.body) return;
  const acts = {
    Enter: () => explorer.expand(selected), f: () => explorer.around(selected), p: () => explorer.pin(selected),
    h: () => explorer.hide(selected), Delete: () => explorer.hide(selected), b: () => explorer.between(selected),
  };
  if (isArrow(event.key)) {
    event.preventDefault();
    const [dx, dy] = PANS[event.key];
    if (event.shiftKey) view.go(view.spot[0] + (dx * 120) / view.spot[2], view.spot[1] + (dy * 120) / view.spot[2], view.spot[2], true);
    else step(explorer, event.key);
  } else if (event.key in acts && selected >= 0) { event.preventDefault(); acts[event.key](); }
  else if (event.key === '+' || event.key === '=') zoom(explorer, 1.4);
  else if (event.key === '-') zoom(explorer, 1 / 1.4);
  else if (event.key === '0') explorer.fit(true);
}

function step(explorer, key) {
  const n = toward(explorer.scene, explorer.selected, key);
  if (n < 0) return;
  explorer.select(n);
  explorer.view.centre(n, 0.6);
  tell(`${explorer.model.names[n]} · ${labelOf(explorer.model.typeOf(n))}`);
}

async function start() {
  try {
    const explorer = new Explorer(await ask('/api/vocabulary'));
    window.kgGraph = explorer;
    wire(explorer);
    await explorer.open();
    document.documentElement.dataset.graph = 'ready';
    performance.mark('kg-ready');
  } catch (error) {
    const loading = at('graph-loading');
    loading.replaceChildren(make('p', '', error.message), button('button', say('js.graph.again'), () => location.reload()));
    loading.hidden = false;
  }
}

start();
