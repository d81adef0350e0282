// How the graph is painted: links in thin batches, entities as sprites of their shape, far away as mere points.
import { bendOf } from './graph-scene.js';

const FAR_LINKS = 24000;
const BATCH = 400;
const SLICE = 1200;
const POINT = 1.7;
const ARROWED = 1200;
const FEW_LINKS = 1500;

/** The outline of a shape of radius r around the middle. */
export const OUTLINES = {
  dot: (path, r) => { path.arc(0, 0, r, 0, 2 * Math.PI); },
  square: (path, r) => { const s = r * 0.88; path.rect(-s, -s, 2 * s, 2 * s); },
  diamond: (path, r) => polygon(path, [[0, -1.18], [1.18, 0], [0, 1.18], [-1.18, 0]], r),
  triangle: (path, r) => polygon(path, [[0, -1.15], [1.08, 0.8], [-1.08, 0.8]], r),
  triangleDown: (path, r) => polygon(path, [[0, 1.15], [1.08, -0.8], [-1.08, -0.8]], r),
  hexagon: (path, r) => polygon(path, corners(6, () => 1.08), r),
  star: (path, r) => polygon(path, corners(10, (turn) => (turn % 2 ? 0.6 : 1.28)), r),
};

function corners(count, far) {
  return Array.from({ length: count }, (_, turn) => {
    const angle = (turn / count) * 2 * Math.PI - Math.PI / 2;
    return [Math.cos(angle) * far(turn), Math.sin(angle) * far(turn)];
  });
}

function polygon(path, points, r) {
  points.forEach(([x, y], turn) => (turn ? path.lineTo(x * r, y * r) : path.moveTo(x * r, y * r)));
  path.closePath();
}

/** A canvas that is not shown. */
export function sheet(width, height) {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

/** How much larger than by the scale entities are drawn from afar, and how much smaller from near. */
export const growth = (k) => (k > 1 ? k ** -0.55 : Math.min(2.2, Math.max(1, (0.34 / k) ** 0.6)));

/** Radius on the screen: never too small to be seen. */
export const seen = (radius, k) => Math.max(radius * k * growth(k), 1.15 + radius * 0.03);

export class Painter {
  constructor() {
    this.sprites = new Map();
    this.look = null;
  }

  /** Colours of the page as it is now. */
  dress(look) {
    this.look = look;
    this.sprites.clear();
  }

  sprite(shape, colour, size) {
    const key = `${shape}${colour}${size}`;
    if (!this.sprites.has(key)) this.sprites.set(key, this.drawSprite(shape, colour, size));
    return this.sprites.get(key);
  }

  drawSprite(shape, colour, size) {
    const side = Math.ceil(size * 2.8 + 4);
    const canvas = sheet(side, side);
    const pen = canvas.getContext('2d');
    pen.translate(canvas.width / 2, canvas.height / 2);
    pen.beginPath();
    OUTLINES[shape](pen, size);
    pen.fillStyle = colour;
    pen.strokeStyle = this.look.paper;
    pen.lineWidth = Math.max(1, size * 0.16);
    pen.lineJoin = 'round';
    if (size > 3) pen.stroke();
    pen.fill();
    return canvas.transferToImageBitmap ? canvas.transferToImageBitmap() : canvas;
  }

  /** Paint a scene step by step; whoever runs it may rest between the steps. */
  * paint(pen, scene, view) {
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
    yield* this.links(pen, scene, view);
    yield* this.entities(pen, scene, view);
  }

  * links(pen, scene, view) {
    const { k, dpr } = view;
    const groups = within(scene, visible(view));
    yield;
    const total = sizeOf(groups);
    const stride = Math.ceil(total / FAR_LINKS);
    const drawn = total / stride;
    pen.setTransform(dpr * k, 0, 0, dpr * k, dpr * view.x, dpr * view.y);
    const hair = 0.98 / dpr;
    pen.lineWidth = (drawn > FEW_LINKS ? hair : Math.min(1.5, Math.max(hair, 1.2 * Math.sqrt(k)))) / k;
    pen.globalAlpha = Math.min(0.5, Math.max(0.1, 24 / Math.sqrt(drawn + 1))) * this.look.link;
    for (const [number, group] of groups.entries()) {
      pen.strokeStyle = scene.palette[number];
      yield* this.batches(pen, scene, group, stride);
    }
    if (drawn < ARROWED && k > 0.35) this.arrows(pen, scene, groups.flat(), view);
    pen.globalAlpha = 1;
  }

  * batches(pen, scene, group, stride) {
    const { x, y, source, target, bend } = scene.model;
    for (let from = 0; from < group.length; from += BATCH * stride) {
      pen.beginPath();
      for (let at = from; at < Math.min(group.length, from + BATCH * stride); at += stride) {
        const f = group[at];
        pen.moveTo(x[source[f]], y[source[f]]);
        if (bend[f]) pen.quadraticCurveTo(...bendOf(scene.model, f), x[target[f]], y[target[f]]);
        else pen.lineTo(x[target[f]], y[target[f]]);
      }
      pen.stroke();
      yield;
    }
  }

  /** Heads of the arrows of facts that have a direction. */
  arrows(pen, scene, facts, { k }) {
    const { model } = scene;
    for (const f of facts) {
      if (model.predicateOf(f)?.symmetric) continue;
      pen.fillStyle = scene.colourOf(model.source[f]);
      arrow(pen, scene, f, k);
    }
  }

  * entities(pen, scene, view) {
    const { nodes, model } = scene;
    const window_ = visible(view);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    let done = 0;
    for (let turn = nodes.length - 1; turn >= 0; turn -= 1) {
      const n = nodes[turn];
      if (inside(model.x[n], model.y[n], window_)) {
        this.entity(pen, scene, n, view);
        done += 1;
        if (done % SLICE === 0) yield;
      }
    }
  }

  entity(pen, scene, n, { k, x, y, dpr }, larger = 1) {
    const radius = seen(scene.radius[n], k) * larger;
    const px = (scene.model.x[n] * k + x) * dpr;
    const py = (scene.model.y[n] * k + y) * dpr;
    if (radius < POINT) {
      pen.fillStyle = scene.colourOf(n);
      const side = radius * dpr;
      pen.fillRect(px - side, py - side, 2 * side, 2 * side);
      return;
    }
    const sprite = this.sprite(scene.shapeOf(n), scene.colourOf(n), Math.round(radius * dpr));
    pen.drawImage(sprite, Math.round(px - sprite.width / 2), Math.round(py - sprite.height / 2));
  }
}

/** The head of the arrow of a fact, where its link meets the target. */
export function arrow(pen, scene, f, k, size = 1) {
  const { model } = scene;
  const [s, t] = [model.source[f], model.target[f]];
  const [mx, my] = model.bend[f] ? bendOf(model, f) : [model.x[s], model.y[s]];
  const angle = Math.atan2(model.y[t] - my, model.x[t] - mx);
  const far = (seen(scene.radius[t], k) + 1.5) / k;
  const long = (6.5 * size) / Math.max(k, 0.5);
  const [x, y] = [model.x[t] - Math.cos(angle) * far, model.y[t] - Math.sin(angle) * far];
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - Math.cos(angle - 0.4) * long, y - Math.sin(angle - 0.4) * long);
  pen.lineTo(x - Math.cos(angle + 0.4) * long, y - Math.sin(angle + 0.4) * long);
  pen.fill();
}

/** What of the drawing a view shows, with room for what stands half in it. */
export function visible({ k, x, y, width, height }) {
  const slack = 40 / k;
  return [-x / k - slack, -y / k - slack, (width - x) / k + slack, (height - y) / k + slack];
}

export function inside(x, y, [left, top, right, bottom]) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** Facts by colour whose links are in view; where they are many, not those that only pass through. */
function within(scene, window_) {
  const { model } = scene;
  const groups = scene.groups.map((group) => group.filter((f) => crosses(model, f, window_)));
  if (sizeOf(groups) <= FEW_LINKS) return groups;
  return groups.map((group) => group.filter((f) => ends(model, f, window_)));
}

const sizeOf = (groups) => groups.reduce((sum, group) => sum + group.length, 0);

function ends({ x, y, source, target }, f, window_) {
  return inside(x[source[f]], y[source[f]], window_) || inside(x[target[f]], y[target[f]], window_);
}

function crosses({ x, y, source, target }, f, [left, top, right, bottom]) {
  const [s, t] = [source[f], target[f]];
  return !((x[s] < left && x[t] < left) || (x[s] > right && x[t] > right)
    || (y[s] < top && y[t] < top) || (y[s] > bottom && y[t] > bottom));
}
