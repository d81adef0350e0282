// The page: its words, its buttons, and what the pointer does.
const at = (id) => document.getElementById(id);
let untouched = true;

function showWords() {
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset.theme = state.theme;
  at('brand-name').textContent = contents.centre.length ? nameOf(contents.centre[0]) : say('brand');
  at('counts').textContent = `${contents.drawn} ${say('entities')} · ${Object.keys(contents.facts).length} ${say('facts')}`;
  input.placeholder = say('search');
  input.setAttribute('aria-label', say('search'));
  for (const id of ['fit', 'physics', 'language', 'theme']) at(id).textContent = say(id);
  showBanner();
  showLegend();
  showPanel();
}

function showBanner() {
  const cut = contents.drawn < contents.total;
  const banner = at('banner');
  banner.hidden = !cut && contents.drawn > 0;
  banner.replaceChildren();
  if (cut) banner.append(say('cut', contents.drawn, contents.total), make('code', '', `kg view NAME.kg --around ${say('around')} --hops 1`));
  else banner.textContent = say('empty');
}

function switchLanguage() {
  state.language = state.language === 'zh' ? 'en' : 'zh';
  showWords();
  paint();
}

function switchTheme() {
  state.theme = state.theme === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = state.theme;
  paint();
}

function onKey(event) {
  if (event.target === input) return;
  if (event.key === '/') { event.preventDefault(); input.focus(); input.select(); }
  if (event.key === 'Escape') select(null);
}

network.on('click', ({ nodes: hit, edges: crossed }) => {
  hideTip();
  if (hit.length) select('entity', hit[0]);
  else if (crossed.length) select('fact', crossed[0]);
  else select(null);
});
network.on('doubleClick', ({ nodes: hit }) => { if (hit.length) focus(hit[0]); });
network.on('hoverNode', ({ node, pointer }) => showTip('entity', node, pointer.DOM));
network.on('hoverEdge', ({ edge, pointer }) => showTip('fact', edge, pointer.DOM));
for (const away of ['blurNode', 'blurEdge', 'dragStart', 'zoom']) network.on(away, hideTip);
network.on('zoom', repaintZoomed);
network.on('animationFinished', repaintZoomed);
input.addEventListener('input', suggest);
input.addEventListener('focus', suggest);
input.addEventListener('blur', closeSuggestions);
input.addEventListener('keydown', onSearchKey);
document.addEventListener('keydown', onKey);
at('fit').addEventListener('click', () => fit(true));
at('physics').addEventListener('click', () => setPhysics(!state.physics));
at('language').addEventListener('click', switchLanguage);
at('theme').addEventListener('click', switchTheme);

network.on('resize', () => { if (untouched) fit(false); });
for (const moved of ['zoom', 'dragStart', 'selectNode']) network.on(moved, () => { untouched = false; });

showWords();
if (contents.centre.length === 1) select('entity', contents.centre[0]);
network.once('afterDrawing', () => fit(false));
paint();
window.kgView = { network, state, contents, focus, select, shownNodes, shownEdges };
