// The panel and the tip: facts with the sentences that state them.
const panel = document.getElementById('panel');
const tip = document.getElementById('tip');

function showPanel() {
  panel.hidden = !state.selected;
  document.body.classList.toggle('with-panel', Boolean(state.selected));
  panel.replaceChildren();
  if (!state.selected) return;
  const close = button('close', '×', () => select(null));
  close.setAttribute('aria-label', say('close'));
  panel.append(close);
  if (state.selected.kind === 'fact') panel.append(...factPanel(state.selected.id));
  else panel.append(...entityPanel(state.selected.id));
  panel.scrollTop = 0;
}

function entityPanel(id) {
  const entity = contents.entities[id];
  const head = make('header', 'head');
  head.append(chip(entity.type), make('h1', '', entity.name));
  const facts = make('dl', 'about');
  if (entity.aliases.length) facts.append(make('dt', '', say('aliases')), make('dd', '', entity.aliases.join(say('joined'))));
  if (entity.code) facts.append(make('dt', '', say('code')), make('dd', 'figures', entity.code));
  head.append(facts, make('p', 'seen', say('seen', entity.mentions, entity.pages)));
  return [head, ...factSections(id), ...numbers(id), ...honours(id), ...elsewhere(entity)];
}

function factPanel(id) {
  const fact = contents.facts[id];
  const head = make('header', 'head');
  const line = make('h1', 'triple');
  line.append(entityLink(fact.s), make('span', 'verb', predicateLabel(fact.p)), entityLink(fact.o));
  head.append(line, qualifiers(fact));
  return [head, ...quotes(fact.evidence, true)];
}

function chip(type) {
  const element = make('span', 'chip');
  element.append(sign(type), typeLabel(type));
  return element;
}

function entityLink(id) {
  const element = button('link', undefined, () => focus(id));
  element.append(sign(contents.entities[id].type), make('span', '', nameOf(id)));
  return element;
}

/** Facts of an entity by predicate and direction, the richest group first. */
function factSections(id) {
  const groups = new Map();
  for (const f of factsOf.get(id)) {
    const fact = contents.facts[f];
    const out = fact.s === id || (predicates.get(fact.p).symmetric);
    const key = `${out ? '>' : '<'}${fact.p}`;
    if (!groups.has(key)) groups.set(key, { out, p: fact.p, facts: [] });
    groups.get(key).facts.push(fact);
  }
  if (!groups.size) return [make('p', 'seen', say('itself'))];
  return [...groups.values()].sort((a, b) => b.out - a.out || b.facts.length - a.facts.length).map((group) => {
    const section = make('section', 'group');
    const title = make('h2', '', predicateLabel(group.p));
    if (!group.out) title.prepend(make('span', 'arrow', '← '));
    else if (!predicates.get(group.p).symmetric) title.append(make('span', 'arrow', ' →'));
    title.append(make('span', 'count', String(group.facts.length)));
    section.append(title, ...group.facts.map((fact) => factCard(fact, fact.s === id ? fact.o : fact.s)));
    return section;
  });
}

function factCard(fact, other) {
  const card = make('article', 'fact');
  card.append(entityLink(other), qualifiers(fact), ...quotes(fact.evidence));
  return card;
}

function qualifiers(fact) {
  const row = make('div', 'qualifiers');
  for (const [key, value] of fact.q) {
    const item = make('span', 'qualifier');
    item.append(make('b', '', label(contents.qualifiers[key], key)), ` ${value}`);
    row.append(item);
  }
  return row;
}

/** Evidence: the sentence, then where it stands and what found it. The first two, more on demand. */
function quotes(evidence, all) {
  const shown = all ? evidence : evidence.slice(0, 2);
  const made = shown.map(quote);
  if (shown.length < evidence.length) {
    const more = button('more', say('evidence', evidence.length), () => {
      more.replaceWith(...evidence.slice(shown.length).map(quote));
    });
    made.push(more);
  }
  return made;
}

function quote(source) {
  const figure = make('figure', 'quote');
  const page = contents.pages[source.page] || { articles: {} };
  const caption = make('figcaption');
  caption.append(make('span', 'page', [page.title, source.page].filter(Boolean).join(' · ')));
  if (source.date) caption.append(make('span', 'date', source.date));
  caption.append(make('span', 'score', `${say('score')} ${source.score.toFixed(2)}`));
  caption.title = `${say('at')} ${source.start}–${source.end}`;
  if (source.by) caption.append(make('span', 'rule', `${say('rule')} ${source.by}`));
  const titles = source.articles.map((a) => page.articles[a]).filter(Boolean);
  figure.append(make('blockquote', '', source.quote));
  if (titles.length) figure.append(make('div', 'story', titles.map((t) => `《${t}》`).join('')));
  figure.append(caption);
  return figure;
}

function numbers(id) {
  const own = contents.measurements.filter((m) => m.s === id);
  if (!own.length) return [];
  const section = make('section', 'group');
  const title = make('h2', '', say('measurements'));
  title.append(make('span', 'count', String(own.length)));
  section.append(title, ...own.map((m) => {
    const card = make('article', 'fact');
    const line = make('div', 'number');
    line.append(make('span', 'indicator', m.indicator), make('b', '', m.value));
    if (m.change) line.append(make('span', 'change', m.change));
    if (m.period) line.append(make('span', 'when', m.period));
    line.append(make('span', `kind ${m.kind === 'actual' ? '' : 'planned'}`, label(contents.kinds[m.kind], m.kind)));
    card.append(line, ...quotes(m.evidence));
    return card;
  }));
  return [section];
}

function honours(id) {
  const own = contents.honours.filter((h) => h.s === id);
  if (!own.length) return [];
  const section = make('section', 'group');
  section.append(make('h2', '', say('honours')), ...own.map((h) => {
    const card = make('article', 'fact');
    card.append(make('div', 'honour', h.honour), ...quotes(h.evidence));
    return card;
  }));
  return [section];
}

function elsewhere(entity) {
  if (!entity.elsewhere) return [];
  const note = make('p', 'elsewhere', say('elsewhere', entity.elsewhere));
  note.append(make('code', '', `kg view NAME.kg --around ${quotedName(entity.name)}`));
  return [note];
}

/** The tip beside the pointer: what it is, and the first sentences that say so. */
function showTip(kind, id, point) {
  const lines = kind === 'entity' ? entityTip(id) : factTip(id);
  tip.replaceChildren(...lines);
  tip.hidden = false;
  const room = tip.getBoundingClientRect();
  tip.style.left = `${Math.min(point.x + 16, window.innerWidth - room.width - 12)}px`;
  tip.style.top = `${Math.max(64, Math.min(point.y + 16, window.innerHeight - room.height - 12))}px`;
}

function hideTip() {
  tip.hidden = true;
}

function entityTip(id) {
  const entity = contents.entities[id];
  const head = make('div', 'tip-head');
  head.append(chip(entity.type), make('b', '', entity.name));
  const own = factsOf.get(id);
  const made = [head, ...own.slice(0, 3).map((f) => tipFact(contents.facts[f], id))];
  if (own.length > 3) made.push(make('div', 'tip-more', `+ ${own.length - 3} · ${say('more')}`));
  return made;
}

function factTip(id) {
  const fact = contents.facts[id];
  const head = make('div', 'tip-head');
  head.append(make('b', '', nameOf(fact.s)), make('span', 'verb', predicateLabel(fact.p)), make('b', '', nameOf(fact.o)));
  return [head, qualifiers(fact), ...fact.evidence.slice(0, 2).map(tipQuote)];
}

function tipFact(fact, id) {
  const row = make('div', 'tip-fact');
  const post = fact.q.find(([key]) => key === 'post');
  const verb = predicateLabel(fact.p);
  const words = fact.s === id ? `${verb} → ${nameOf(fact.o)}` : `${nameOf(fact.s)} → ${verb}`;
  row.append(make('div', 'tip-verb', post ? `${words} · ${post[1]}` : words));
  if (fact.evidence.length) row.append(tipQuote(fact.evidence[0]));
  return row;
}

function tipQuote(source) {
  const row = make('blockquote', '', source.quote);
  row.append(make('small', '', [source.page, source.date].filter(Boolean).join(' · ')));
  return row;
}
