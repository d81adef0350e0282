// Texts of the page in both languages, and the data that it was made with.
const drawing = JSON.parse(document.getElementById('kg-drawing').textContent);
const contents = JSON.parse(document.getElementById('kg-contents').textContent);

const WORDS = {
  zh: {
    brand: '县域知识图谱', search: '查找人物、机构、企业、项目……', none: '没有这个名字',
    fit: '全图', physics: '动态布局', theme: '深浅', language: 'EN', close: '关闭',
    types: '类型', relations: '关系', all: '全选', noTypes: '清空', only: '只看这一类（双击）',
    entities: '个实体', facts: '条事实', facts1: '事实', measurements: '数据', honours: '荣誉',
    aliases: '又称', code: '区划代码', seen: (m, p) => `在 ${p} 个版面出现 ${m} 次`,
    indicator: '指标', value: '数值', period: '时期', score: '可信度', rule: '规则', at: '字符',
    evidence: (n) => `${n} 处原文`, target: '目标', elsewhere: (n) => `另有 ${n} 条事实连着未画出的实体：`,
    cut: (d, t) => `实体共 ${t} 个，这里画出联系最多的 ${d} 个。查看其余部分：`,
    around: '名称', hint: '点击节点或连线，查看事实与原句', empty: '图中没有实体', more: '更多见右侧',
    itself: '没有已画出的事实', joined: '、',
  },
  en: {
    brand: 'County knowledge graph', search: 'Find a person, body, company, project …', none: 'No such name',
    fit: 'Fit', physics: 'Physics', theme: 'Theme', language: '中文', close: 'Close',
    types: 'Types', relations: 'Relations', all: 'All', noTypes: 'None', only: 'double-click: only this type',
    entities: 'entities', facts: 'facts', facts1: 'Facts', measurements: 'Measurements', honours: 'Honours',
    aliases: 'Also called', code: 'Division code', seen: (m, p) => `${m} mention${m === 1 ? '' : 's'} on ${p} page${p === 1 ? '' : 's'}`,
    indicator: 'Indicator', value: 'Value', period: 'Period', score: 'score', rule: 'rule', at: 'chars',
    evidence: (n) => `${n} sentences`, target: 'target',
    elsewhere: (n) => `${n} more fact${n === 1 ? '' : 's'} lead to entities that are not drawn:`,
    cut: (d, t) => `The ${d} best connected of ${t} entities are drawn. To see the others:`,
    around: 'NAME', hint: 'Click a node or a link for its facts and their sentences', empty: 'The graph holds no entity',
    more: 'more in the panel', itself: 'No drawn facts', joined: ', ',
  },
};

const state = {
  language: (navigator.language || '').toLowerCase().startsWith('zh') ? 'zh' : 'en',
  theme: window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  hiddenTypes: new Set(), hiddenPredicates: new Set(), selected: null, physics: false,
};

const types = new Map(contents.types.map((t) => [t.name, t]));
const predicates = new Map(contents.predicates.map((p) => [p.name, p]));
const factsOf = new Map(Object.keys(contents.entities).map((id) => [id, []]));
for (const [id, fact] of Object.entries(contents.facts)) {
  factsOf.get(fact.s).push(id);
  if (fact.o !== fact.s) factsOf.get(fact.o).push(id);
}

const say = (key, ...args) => {
  const word = WORDS[state.language][key];
  return typeof word === 'function' ? word(...args) : word;
};
const label = (term, name) => (term ? term[state.language] : name);
const typeLabel = (name) => label(types.get(name), name);
const predicateLabel = (name) => label(predicates.get(name), name);
const nameOf = (id) => contents.entities[id].name;
const quotedName = (name) => `"${name.replace(/[\s"\\$`]+/g, ' ').trim()}"`;

/** An element with a class and a text; texts never become HTML. */
function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined && text !== null) element.textContent = text;
  return element;
}

function button(className, text, act) {
  const element = make('button', className, text);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}

const OUTLINES = {
  dot: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z', square: 'M2.5 2.5h11v11h-11z',
  diamond: 'M8 1l7 7l-7 7l-7-7z', triangle: 'M8 1.5l7 12.5h-14z', triangleDown: 'M8 14.5l7-12.5h-14z',
  star: 'M8 .8l2.2 4.7l5.1.6l-3.8 3.5l1 5.1L8 12.2l-4.5 2.5l1-5.1L.7 6.1l5.1-.6z',
  hexagon: 'M4.4 1.8h7.2l3.6 6.2l-3.6 6.2H4.4L.8 8z',
};

/** The sign of a type, as it is drawn. */
function sign(type) {
  const look = types.get(type) || { shape: 'dot', colour: '#94a3b8' };
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'sign');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', OUTLINES[look.shape] || OUTLINES.dot);
  path.setAttribute('fill', look.colour);
  svg.appendChild(path);
  return svg;
}
