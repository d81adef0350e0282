// Elements of the page. Texts become text and never HTML.
import { OUTLINES } from './graph-paint.js';

const { make, say } = window.kg;
export { make, say };
export const zh = document.documentElement.lang.startsWith('zh');
export const labelOf = (term, name = '') => (term ? term[zh ? 'zh' : 'en'] : name);
export const at = (id) => document.getElementById(id);

export function button(className, text, act, title) {
  const element = make('button', className, text);
  element.type = 'button';
  if (title) element.title = title;
  element.addEventListener('click', act);
  return element;
}

export function link(className, text, address) {
  const element = make('a', className, text);
  element.href = address;
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg(tag, attributes = {}) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Draws an outline into the data of an SVG path, as it is drawn into a canvas. */
class Trace {
  constructor() { this.parts = []; }

  moveTo(x, y) { this.parts.push(`M${x.toFixed(2)} ${y.toFixed(2)}`); }

  lineTo(x, y) { this.parts.push(`L${x.toFixed(2)} ${y.toFixed(2)}`); }

  rect(x, y, w, h) { this.parts.push(`M${x} ${y}h${w}v${h}h${-w}z`); }

  arc(x, y, r) { this.parts.push(`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`); }

  closePath() { this.parts.push('z'); }
}

export function outline(shape, r) {
  const trace = new Trace();
  (OUTLINES[shape] || OUTLINES.dot)(trace, r);
  return trace.parts.join('');
}

/** The sign of a type: its shape in its colour. */
export function sign(type, colour = type?.colour) {
  const element = svg('svg', { viewBox: '-9 -9 18 18', class: 'sign', 'aria-hidden': 'true' });
  element.append(svg('path', { d: outline(type?.shape || 'dot', 6.3), fill: colour || '#94a3b8' }));
  return element;
}

export async function ask(address) {
  const answer = await fetch(address);
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(told.error || answer.statusText), { status: answer.status });
  return told;
}

const status = at('graph-status');

/** Tell what happened: shown for a while, and read out. */
export function tell(text) {
  status.textContent = text;
  status.classList.toggle('shown', Boolean(text));
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => status.classList.remove('shown'), 4500);
}
