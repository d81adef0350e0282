// Saving what is shown: as a picture, as a drawing, as a page, as a table.
import { labelOf, make, outline, say, svg, zh } from './graph-dom.js';
import { letterSize, short } from './graph-labels.js';
import { bendOf } from './graph-scene.js';

const WIDEST = 4096;
const MOST_NAMES = 1500;
const STYLE = 'body{font:14px/1.5 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:2rem;color:#1d2433}'
  + 'svg{width:100%;height:auto;max-height:90vh}table{border-collapse:collapse;width:100%}'
  + 'th,td{border-bottom:1px solid #ddd;padding:.35rem .6rem;text-align:left;vertical-align:top}';

function download(name, blob) {
  const link = make('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 20000);
}

/** The window at twice its size, on the paper of the page. */
export function savePng(view) {
  const dpr = Math.min(2 * view.dpr, WIDEST / view.width);
  const canvas = document.createElement('canvas');
  canvas.width = view.width * dpr;
  canvas.height = view.height * dpr;
  const pen = canvas.getContext('2d');
  const turned = { ...view.view, dpr };
  for (const step of view.picture(pen, turned)) void step;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  view.labels.pictures.clear();
  for (const n of view.labels.shown) if (!view.lit || view.lit.has(n)) view.labels.draw(pen, view.scene, n, turned);
  view.labels.pictures.clear();
  pen.globalCompositeOperation = 'destination-over';
  pen.fillStyle = view.colours.paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => download('kg-graph.png', blob));
}

/** All that is shown as a drawing of vectors; names of the best connected. */
export function drawing(view) {
  const { scene } = view;
  const { model } = scene;
  const [left, top, right, bottom] = scene.box || [0, 0, 1, 1];
  const size = [left - 90, top - 60, right - left + 180, bottom - top + 130].map((v) => v.toFixed(1));
  const root = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: size.join(' '), width: size[2], height: size[3] });
  root.append(svg('rect', { x: size[0], y: size[1], width: size[2], height: size[3], fill: view.colours.paper }));
  const links = svg('g', { fill: 'none', 'stroke-opacity': 0.45, 'stroke-width': 1.1 });
  for (const f of scene.edges) {
    const [s, t] = [model.source[f], model.target[f]];
    const from = `M${model.x[s].toFixed(1)} ${model.y[s].toFixed(1)}`;
    const over = model.bend[f] ? `Q${bendOf(model, f).map((v) => v.toFixed(1)).join(' ')} ` : 'L';
    const path = svg('path', { d: `${from}${over}${model.x[t].toFixed(1)} ${model.y[t].toFixed(1)}`, stroke: scene.colourOf(s) });
    const title = svg('title');
    title.textContent = `${model.names[s]} — ${labelOf(model.predicateOf(f), model.facts[f].predicate)} → ${model.names[t]}`;
    path.append(title);
    links.append(path);
  }
  const entities = svg('g', { stroke: view.colours.paper, 'stroke-width': 1.5 });
  const names = svg('g', {
    'font-family': 'Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif', 'text-anchor': 'middle',
    fill: view.colours.ink, stroke: view.colours.paper, 'stroke-width': 3, 'paint-order': 'stroke', 'stroke-linejoin': 'round',
  });
  [...scene.nodes].reverse().forEach((n) => {
    const mark = svg('path', {
      d: outline(scene.shapeOf(n), scene.radius[n]), fill: scene.colourOf(n), transform: `translate(${model.x[n].toFixed(1)} ${model.y[n].toFixed(1)})`,
    });
    const title = svg('title');
    title.textContent = model.names[n];
    mark.append(title);
    entities.append(mark);
  });
  for (const n of named(view)) {
    const letter = letterSize(scene.radius[n]);
    const name = svg('text', { x: model.x[n].toFixed(1), y: (model.y[n] + scene.radius[n] + letter * 1.15).toFixed(1), 'font-size': letter });
    name.textContent = short(model.names[n]);
    names.append(name);
  }
  root.append(links, entities, names);
  return root;
}

/** The entities whose names have room at full size, the best connected first. */
function named(view) {
  const { scene } = view;
  const boxes = [];
  const full = { ...view.view, k: 1, x: 0, y: 0 };
  return [...scene.nodes.subarray(0, MOST_NAMES)].filter((n) => {
    const [left, top, right, bottom] = view.labels.box(scene, n, full);
    if (boxes.some((b) => left < b[2] && right > b[0] && top < b[3] && bottom > b[1])) return false;
    boxes.push([left, top, right, bottom]);
    return true;
  });
}

export function saveSvg(view) {
  download('kg-graph.svg', new Blob([new XMLSerializer().serializeToString(drawing(view))], { type: 'image/svg+xml' }));
}

const COLUMNS = ['subject', 'subject_type', 'predicate', 'object', 'object_type', 'qualifiers', 'score', 'first_seen', 'last_seen', 'pages', 'fact'];

function* facts(scene) {
  const { model } = scene;
  for (const f of scene.edges) {
    const fact = model.facts[f];
    yield [
      model.names[model.source[f]], labelOf(model.typeOf(model.source[f])), labelOf(model.predicateOf(f), fact.predicate),
      model.names[model.target[f]], labelOf(model.typeOf(model.target[f])),
      Object.entries(fact.q || {}).map(([key, value]) => `${labelOf(model.qualifiers[key], key)}: ${value}`).join('; '),
      String(fact.score), fact.period?.[0] || '', fact.period?.[1] || '', fact.pages.join(' '), fact.id,
    ];
  }
}

/** A cell that no spreadsheet takes for a formula. */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function saveCsv(view) {
  const lines = [COLUMNS, ...facts(view.scene)].map((row) => row.map(cell).join(','));
  download('kg-graph.csv', new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv' }));
}

/** A page that needs no server and no script: the drawing and its facts as a table. */
export function saveHtml(view) {
  const page = document.implementation.createHTMLDocument(say('js.graph.title'));
  page.documentElement.lang = zh ? 'zh' : 'en';
  const charset = page.createElement('meta');
  charset.setAttribute('charset', 'utf-8');
  const policy = page.createElement('meta');
  policy.setAttribute('http-equiv', 'Content-Security-Policy');
  policy.setAttribute('content', "default-src 'none'; style-src 'unsafe-inline'");
  page.head.prepend(charset, policy);
  const table = page.createElement('table');
  for (const [turn, row] of [COLUMNS, ...facts(view.scene)].entries()) {
    const line = page.createElement('tr');
    for (const text of row.slice(0, -1)) {
      const entry = page.createElement(turn ? 'td' : 'th');
      entry.textContent = turn ? text : say(`js.graph.column.${text}`);
      line.append(entry);
    }
    table.append(line);
  }
  page.body.append(page.importNode(drawing(view), true), table);
  const html = page.documentElement.outerHTML.replace('</head>', `<style>${STYLE}</style></head>`);
  download('kg-graph.html', new Blob([`<!doctype html>\n${html}`], { type: 'text/html' }));
}
