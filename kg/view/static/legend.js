// The legend: types and relations with their counts; a click hides one, a double click leaves it alone.
const legend = document.getElementById('legend');

function showLegend() {
  const open = legend.querySelector('details.relations');
  legend.replaceChildren(
    legendPart('types', contents.types, state.hiddenTypes, 'entities'),
    legendPart('relations', contents.predicates, state.hiddenPredicates, 'facts'),
  );
  legend.querySelector('details.types').open = true;
  legend.querySelector('details.relations').open = open ? open.open : window.innerHeight > 700;
  if (window.innerWidth <= 720) legend.querySelectorAll('details').forEach((d) => { d.open = false; });
}

function legendPart(name, terms, hidden, unit) {
  const part = make('details', name);
  const summary = make('summary', '', say(name));
  const tools = make('span', 'switches');
  tools.append(
    button('', say('all'), (event) => { event.preventDefault(); hidden.clear(); refilter(); }),
    button('', say('noTypes'), (event) => { event.preventDefault(); terms.forEach((t) => hidden.add(t.name)); refilter(); }),
  );
  summary.append(tools);
  part.append(summary, ...terms.map((term) => legendRow(name, term, terms, hidden)));
  return part;
}

function legendRow(name, term, terms, hidden) {
  const row = button('row', undefined, () => toggle(term.name, hidden));
  row.dataset.name = term.name;
  row.setAttribute('aria-pressed', String(!hidden.has(term.name)));
  row.title = say('only');
  if (name === 'types') row.append(sign(term.name));
  else row.append(make('span', 'line'));
  row.append(make('span', 'name', term[state.language]), make('span', 'count', String(term.count)));
  row.addEventListener('dblclick', () => {
    terms.forEach((t) => hidden.add(t.name));
    hidden.delete(term.name);
    refilter();
  });
  return row;
}

function toggle(name, hidden) {
  if (!hidden.delete(name)) hidden.add(name);
  refilter();
  const row = [...legend.querySelectorAll('.row')].find((r) => r.dataset.name === name);
  if (row) row.focus();
}
