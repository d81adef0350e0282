// Names beside the entities: those of the best connected that have room, none on another.
import { inside, seen, sheet, visible } from './graph-paint.js';

const LONGEST = 14;
const MOST = 110;
const FEWEST = 26;
const LOOKED_AT = 3000;
const KEPT = 700;
const FONT = '"Inter","Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif';

/** A name as it is drawn: on one line, cut where it is long. */
export function short(name) {
  const line = [...name.replace(/\s+/g, ' ').trim()];
  return line.length <= LONGEST ? line.join('') : `${line.slice(0, LONGEST - 1).join('')}…`;
}

export const letterSize = (radius) => Math.round(Math.min(17, 11.5 + radius * 0.22));

export class Labels {
  constructor() {
    this.pictures = new Map();
    this.pen = document.createElement('canvas').getContext('2d');
    this.shown = [];
  }

  dress(look) {
    this.look = look;
    this.pictures.clear();
  }

  /** Choose what is named in a view: the wanted ones first, then by how well connected they are. */
  choose(scene, view, wanted = []) {
    const window_ = visible(view);
    const taken = [];
    const most = Math.round(Math.min(MOST, Math.max(FEWEST, 60 * Math.sqrt(view.k) + 14)));
    const chosen = [];
    const consider = (n, insisted) => {
      if (!inside(scene.model.x[n], scene.model.y[n], window_)) return;
      const box = this.box(scene, n, view);
      if (!insisted && meets(box, taken)) return;
      taken.push(box, this.sign(scene, n, view));
      chosen.push(n);
    };
    for (const n of wanted) consider(n, true);
    let looked = 0;
    for (const n of scene.nodes) {
      if (chosen.length >= most + wanted.length || looked > LOOKED_AT) break;
      if (wanted.includes(n) || !inside(scene.model.x[n], scene.model.y[n], window_)) continue;
      looked += 1;
      consider(n, false);
    }
    this.shown = chosen;
    return chosen;
  }

  /** Left, top, right and bottom of a name on the screen. */
  box(scene, n, view) {
    const { k, x, y } = view;
    const radius = seen(scene.radius[n], k);
    const letter = letterSize(scene.radius[n]);
    const half = this.width(short(scene.model.names[n]), letter) / 2 + 2;
    const [px, py] = [scene.model.x[n] * k + x, scene.model.y[n] * k + y + radius];
    return [px - half, py + letter * 0.25, px + half, py + letter * 1.5];
  }

  /** The same of the middle of an entity that is named: another name may graze its rim. */
  sign(scene, n, { k, x, y }) {
    const radius = seen(scene.radius[n], k) * 0.75;
    const [px, py] = [scene.model.x[n] * k + x, scene.model.y[n] * k + y];
    return [px - radius, py - radius, px + radius, py + radius];
  }

  width(text, letter) {
    this.pen.font = `${letter}px ${FONT}`;
    return this.pen.measureText(text).width;
  }

  /** A name as a picture with a rim in the colour of the paper. */
  picture(text, letter, dpr, strong) {
    const key = `${text}|${letter}|${strong ? 1 : 0}`;
    const known = this.pictures.get(key);
    if (known) return known;
    if (this.pictures.size > KEPT) this.pictures.clear();
    const wide = this.width(text, letter) + 10;
    const canvas = sheet(Math.ceil(wide * dpr), Math.ceil(letter * 1.6 * dpr));
    const pen = canvas.getContext('2d');
    pen.scale(dpr, dpr);
    pen.font = `${strong ? 600 : 450} ${letter}px ${FONT}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.lineJoin = 'round';
    pen.lineWidth = 3.5;
    pen.strokeStyle = this.look.paper;
    pen.strokeText(text, wide / 2, letter * 0.8);
    pen.fillStyle = this.look.ink;
    pen.fillText(text, wide / 2, letter * 0.8);
    const made = canvas.transferToImageBitmap ? canvas.transferToImageBitmap() : canvas;
    this.pictures.set(key, made);
    return made;
  }

  draw(pen, scene, n, view, strong = false) {
    const { k, x, y, dpr } = view;
    const letter = letterSize(scene.radius[n]);
    const picture = this.picture(short(scene.model.names[n]), letter, dpr, strong);
    const px = (scene.model.x[n] * k + x) * dpr - picture.width / 2;
    const py = (scene.model.y[n] * k + y + seen(scene.radius[n], k) + 1) * dpr;
    pen.drawImage(picture, Math.round(px), Math.round(py));
  }
}

/** Whether a box lies on one of those taken. */
export function meets([left, top, right, bottom], taken) {
  return taken.some((t) => left < t[2] && right > t[0] && top < t[3] && bottom > t[1]);
}
