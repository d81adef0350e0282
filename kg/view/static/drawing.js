// The drawing: what is shown, what is picked out, and how a node is brought to the middle.
const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif';
const CALM = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const LABELLED_LINKS = 30;
const MOST_LABELS = 42;
const LEGIBLE = 12.5;
const MARGIN = 110;
const EDGE = 26;

for (const part of ['nodes', 'edges']) drawing.options[part].font.face = FONT;
const nodes = new vis.DataSet(drawing.nodes);
const edges = new vis.DataSet(drawing.edges);
const fontSizes = new Map(drawing.nodes.map((node) => [node.id, node.font.size]));
const sizes = new Map(drawing.nodes.map((node) => [node.id, node.size]));
const bySize = [...drawing.nodes].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
let legible = new Set();
let paintedScale = 1;
const shownNodes = new vis.DataView(nodes, { filter: (node) => !state.hiddenTypes.has(node.kind) });
const shownEdges = new vis.DataView(edges, { filter: (edge) => !state.hiddenPredicates.has(edge.predicate) });
const network = new vis.Network(
  document.getElementById('canvas'), { nodes: shownNodes, edges: shownEdges }, drawing.options,
);

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Paint nodes and links: those near what is selected stand out, the rest steps back; far away all grow. */
function paint() {
  const near = nearSelection();
  paintedScale = network.getScale();
  const growth = Math.min(2.4, Math.max(1, (0.32 / paintedScale) ** 0.7));
  legible = withRoom(growth);
  const thickness = Math.min(4.5, Math.max(1, 0.5 / paintedScale));
  const ink = { text: colour('--ink'), faint: colour('--ink-faint'), paper: colour('--paper'), link: Number(colour('--link')) };
  nodes.update(drawing.nodes.map(({ id }) => {
    const far = near && !near.nodes.has(id);
    return {
      id,
      size: sizes.get(id) * growth,
      opacity: far ? 0.16 : 1,
      font: { size: fontSize(id, near), color: far ? ink.faint : ink.text, strokeColor: ink.paper },
    };
  }));
  edges.update(drawing.edges.map(({ id, predicate }) => {
    const close = near && near.facts.has(id);
    return {
      id,
      label: close && near.facts.size <= LABELLED_LINKS ? linkLabel(id) : undefined,
      arrows: predicates.get(predicate).symmetric ? '' : 'to',
      width: (close ? 2.2 : 1.4) * thickness,
      color: { inherit: 'from', opacity: near ? (close ? 0.95 : 0.07) : ink.link },
      font: { color: ink.text, strokeColor: ink.paper },
    };
  }));
}

/** What is picked out, or else the labels that have room, stay legible however far away. */
function fontSize(id, near) {
  const size = fontSizes.get(id);
  const wanted = near ? near.nodes.has(id) && near.nodes.size <= 2 * LABELLED_LINKS : legible.has(id);
  return wanted ? Math.max(size, farSize()) : size;
}

const farSize = () => Math.min(LEGIBLE / paintedScale, 110);

/** The entities whose labels can be drawn legibly without meeting another's, the best connected first. */
function withRoom(growth) {
  const places = network.getPositions();
  const taken = [];
  const chosen = new Set();
  for (const node of bySize) {
    if (chosen.size >= MOST_LABELS) break;
    if (state.hiddenTypes.has(node.kind) || !places[node.id]) continue;
    const letter = Math.max(node.font.size, farSize());
    const wide = [...node.label].reduce((sum, c) => sum + (c > '\u2e80' ? 0.5 : 0.28), 0) * letter;
    const { x, y } = places[node.id];
    const middle = y + sizes.get(node.id) * growth + letter * 0.8;
    if (taken.some((t) => Math.abs(t.x - x) < (t.wide + wide) * 1.06 && Math.abs(t.y - middle) < (t.high + letter) * 0.9)) continue;
    taken.push({ x, y: middle, wide, high: letter });
    chosen.add(node.id);
  }
  return chosen;
}

function repaintZoomed() {
  const ratio = network.getScale() / paintedScale;
  if (ratio < 0.87 || ratio > 1.15) paint();
}

function nearSelection() {
  if (!state.selected) return null;
  const { kind, id } = state.selected;
  if (kind === 'fact') {
    const fact = contents.facts[id];
    return { nodes: new Set([fact.s, fact.o]), facts: new Set([id]) };
  }
  const facts = new Set(factsOf.get(id).filter((f) => !state.hiddenPredicates.has(contents.facts[f].p)));
  const ends = [...facts].flatMap((f) => [contents.facts[f].s, contents.facts[f].o]);
  return { nodes: new Set([id, ...ends]), facts };
}

function linkLabel(id) {
  const fact = contents.facts[id];
  const post = fact.q.find(([key]) => key === 'post');
  return post ? post[1] : predicateLabel(fact.p);
}

function select(kind, id) {
  state.selected = kind ? { kind, id } : null;
  if (kind === 'entity') network.selectNodes([id], false);
  else if (kind === 'fact') network.setSelection({ nodes: [], edges: [id] }, { highlightEdges: false });
  else network.unselectAll();
  paint();
  showPanel();
}

/** Bring an entity to the middle of what the panel leaves free, select it, and show its type. */
function focus(id) {
  const type = contents.entities[id].type;
  if (state.hiddenTypes.delete(type)) refilter();
  select('entity', id);
  network.focus(id, {
    scale: Math.max(network.getScale(), 0.95),
    offset: { x: (legendWidth() - panelWidth()) / 2, y: window.innerWidth > 720 ? 20 : -window.innerHeight / 5 },
    animation: CALM ? false : { duration: 450, easingFunction: 'easeInOutQuad' },
  });
}

function panelWidth() {
  return window.innerWidth > 720 && state.selected ? document.getElementById('panel').offsetWidth : 0;
}

function legendWidth() {
  return window.innerWidth > 720 ? document.getElementById('legend').offsetWidth : 0;
}

function bannerHeight() {
  return document.getElementById('banner').offsetHeight;
}

/** Show everything that is not hidden, in the room between the bar, the legend and the panel. */
function fit(animated) {
  const placed = Object.values(network.getPositions(shownNodes.getIds()));
  if (!placed.length) return;
  const [left, right] = [Math.min(...placed.map((p) => p.x)), Math.max(...placed.map((p) => p.x))];
  const [top, bottom] = [Math.min(...placed.map((p) => p.y)), Math.max(...placed.map((p) => p.y))];
  const room = {
    left: legendWidth() + EDGE, right: window.innerWidth - panelWidth() - EDGE, top: 66 + EDGE + bannerHeight(), bottom: window.innerHeight - EDGE,
  };
  const scale = Math.min(
    (room.right - room.left) / (right - left + MARGIN), (room.bottom - room.top) / (bottom - top + MARGIN), 1.3,
  );
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale,
    offset: { x: (room.left + room.right - window.innerWidth) / 2, y: (room.top + room.bottom - window.innerHeight) / 2 },
    animation: animated && !CALM ? { duration: 350 } : false,
  });
  if (!animated) paint();
}

function refilter() {
  shownNodes.refresh();
  shownEdges.refresh();
  const chosen = state.selected && state.selected.kind === 'entity' ? contents.entities[state.selected.id] : null;
  if (chosen && state.hiddenTypes.has(chosen.type)) select(null);
  else paint();
  showLegend();
}

function setPhysics(on) {
  state.physics = on;
  network.setOptions({ physics: { enabled: on } });
  document.getElementById('physics').setAttribute('aria-pressed', String(on));
}
