// The SPARQL editor: completion, answers as a table that leads to entities, the query kept in the address.
(() => {
  'use strict';
  const { say, make } = window.kg;
  const form = document.getElementById('ask');
  const said = document.getElementById('said');
  const answer = document.getElementById('answer');
  const exports = document.getElementById('exports');
  const english = document.documentElement.lang === 'en';
  const SHOWN = 1000;
  let turn = 0;

  const KEYWORDS = ['SELECT', 'DISTINCT', 'WHERE', 'FILTER', 'OPTIONAL', 'UNION', 'GRAPH', 'VALUES', 'BIND', 'AS', 'COUNT', 'SUM', 'AVG', 'MIN', 'MAX',
    'GROUP BY', 'ORDER BY', 'HAVING', 'LIMIT', 'OFFSET', 'ASK', 'CONSTRUCT', 'DESCRIBE', 'REGEX', 'CONTAINS', 'STRSTARTS', 'LANG', 'STR', 'BOUND',
    'EXISTS', 'NOT EXISTS', 'MINUS', 'UNDEF', 'DESC', 'ASC', 'GROUP_CONCAT', 'SAMPLE', 'IF', 'COALESCE', 'YEAR'];
  let known = { prefixes: {}, terms: [] };
  let early = false;

  const words = (editor) => {
    const cursor = editor.getCursor();
    const line = editor.getLine(cursor.line);
    let start = cursor.ch;
    while (start && /[\w:?$.-]/.test(line[start - 1])) start -= 1;
    const typed = line.slice(start, cursor.ch);
    const low = typed.toLowerCase();
    const variables = [...new Set(editor.getValue().match(/[?$]\w+/g) || [])].filter((v) => v !== typed);
    const fits = (text) => text.toLowerCase().includes(low);
    const row = (text, label) => ({ text, render: (element) => {
      element.textContent = text;
      if (label) element.append(make('span', 'soft', label));
    } });
    const list = typed.startsWith('?') || typed.startsWith('$')
      ? variables.filter(fits).map((v) => row(v, ''))
      : [...known.terms.filter((t) => fits(t.name) || fits(t.zh) || fits(t.en)).map((t) => row(t.name, english ? t.en : t.zh)),
        ...KEYWORDS.filter((k) => low && k.toLowerCase().startsWith(low)).map((k) => row(k, '')),
        ...(low ? [] : variables.map((v) => row(v, '')))];
    return { list: list.slice(0, 60), from: { line: cursor.line, ch: start }, to: cursor };
  };

  const editor = window.CodeMirror.fromTextArea(document.getElementById('query'), {
    mode: 'application/sparql-query', theme: 'kg', lineNumbers: true, matchBrackets: true, indentUnit: 2, lineWrapping: true,
    screenReaderLabel: document.querySelector('label[for=query]').textContent,
    hintOptions: { completeSingle: false, hint: words },
    extraKeys: { 'Ctrl-Enter': () => run(), 'Cmd-Enter': () => run(), 'Ctrl-Space': 'autocomplete', Tab: false, 'Shift-Tab': false },
  });
  editor.getScrollerElement().tabIndex = 0;
  editor.on('inputRead', (_, change) => {
    if (change.origin !== '+input' || !/[\w:?]/.test(change.text[0])) return;
    early = !known.terms.length;
    editor.showHint();
  });
  fetch('/api/terms').then((got) => (got.ok ? got.json() : known)).then((found) => {
    known = found;
    if (early && editor.hasFocus()) editor.showHint();
  }).catch(() => {});

  const ask = (accept) => fetch('/sparql', { method: 'POST', headers: { accept }, body: new URLSearchParams({ query: editor.getValue() }) });

  const tell = (text, fault) => { said.textContent = text; said.classList.toggle('fault', Boolean(fault)); };

  const shortened = (iri) => {
    const fitting = Object.entries(known.prefixes).filter(([, space]) => iri.startsWith(space)).sort((a, b) => b[1].length - a[1].length)[0];
    return fitting ? `${fitting[0]}:${decodeURIComponent(iri.slice(fitting[1].length))}` : iri;
  };

  /** A value as a cell: things of the graph lead to their page, anything else is text. */
  const cell = (value) => {
    const made = make('td');
    if (!value) return made;
    if (value.type === 'uri') {
      const text = shortened(value.value);
      if (value.value.startsWith(form.dataset.ids)) {
        const link = make('a', '', text);
        link.href = `/id/${value.value.slice(form.dataset.ids.length)}`;
        made.append(link);
      } else made.append(make('code', '', text));
    } else {
      made.textContent = value.value;
      if (/decimal|integer|double|float/.test(value.datatype || '')) made.className = 'number';
    }
    return made;
  };

  const table = (found) => {
    const made = make('table', 'answers');
    const head = make('tr');
    found.head.vars.forEach((name) => { const th = make('th', '', name); th.scope = 'col'; head.append(th); });
    made.append(make('thead'), make('tbody'));
    made.tHead.append(head);
    found.results.bindings.slice(0, SHOWN).forEach((row) => {
      const line = make('tr');
      line.append(...found.head.vars.map((name) => cell(row[name])));
      made.tBodies[0].append(line);
    });
    return made;
  };

  const show = async (got) => {
    const kind = got.headers.get('content-type') || '';
    if (!kind.includes('json')) { answer.replaceChildren(make('pre', '', await got.text())); return -1; }
    const found = await got.json();
    if ('boolean' in found) { answer.replaceChildren(make('p', '', say(found.boolean ? 'js.ask.yes' : 'js.ask.no'))); return -1; }
    answer.replaceChildren(table(found));
    return found.results.bindings.length;
  };

  async function run() {
    const mine = turn += 1;
    tell(say('js.ask.wait'));
    const began = performance.now();
    const got = await ask('application/sparql-results+json, text/turtle').catch(() => null);
    if (mine !== turn) return;
    if (!got || !got.ok) {
      answer.hidden = exports.hidden = true;
      tell(got ? (await got.text()).trim() : say('js.ask.lost'), true);
      return;
    }
    const rows = await show(got);
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    answer.hidden = false;
    exports.hidden = rows < 0;
    tell(rows < 0 ? say('js.ask.time', { seconds }) : say(got.headers.has('x-sparql-maxrows') ? 'js.ask.cut' : 'js.ask.rows', { rows: rows.toLocaleString(), seconds }));
    if (rows > SHOWN) said.textContent += ` · ${say('js.ask.shown', { shown: SHOWN })}`;
    const address = `/ask?${new URLSearchParams({ query: editor.getValue() })}`;
    if (address.length < 6000) history.replaceState(null, '', address);
  }

  form.addEventListener('submit', (event) => { event.preventDefault(); run(); });
  exports.addEventListener('click', async (event) => {
    const wanted = event.target.dataset.as;
    if (!wanted) return;
    const got = await ask(wanted);
    if (!got.ok) { tell((await got.text()).trim(), true); return; }
    const link = make('a');
    link.href = URL.createObjectURL(await got.blob());
    link.download = `answer.${wanted.includes('json') ? 'json' : wanted.includes('csv') ? 'csv' : 'tsv'}`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  if (form.dataset.ask) run();
})();
