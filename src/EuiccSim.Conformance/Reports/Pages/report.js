(async () => {
  const packed = Uint8Array.from(atob(document.getElementById('report').textContent.trim()), (one) => one.charCodeAt(0));
  const report = JSON.parse(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text());
  const names = { pass: 'passed', fail: 'failed', inconclusive: 'inconclusive', notApplicable: 'not applicable', error: 'errors' };
  const counts = { pass: report.passed, fail: report.failed, inconclusive: report.inconclusive, notApplicable: report.notApplicable, error: report.errors };
  const make = (name, text, kind) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const row = (table, ...cells) => {
    const line = make('tr');
    for (const cell of cells) {
      const data = make('td');
      data.append(cell);
      line.append(data);
    }
    table.append(line);
  };

  document.getElementById('when').textContent =
    `${report.began.slice(0, 19).replace('T', ' ')} UTC, ${(report.ms / 1000).toFixed(1)} s${report.interruption ? `; ${report.interruption}` : ''}`;
  for (const verdict of Object.keys(names)) document.getElementById('counts').append(make('li', `${counts[verdict]} ${names[verdict]}`, verdict));
  for (const sentence of report.leftBehind) document.getElementById('left-behind').append(make('p', sentence));

  const options = document.querySelector('#options tbody');
  for (const option of report.options) row(options, option.name, option.value ? 'yes' : 'no', option.source);

  const clauses = new Map();
  const clauseOf = (one) => one.id.split(/[#/]/)[0];
  report.cases.forEach((one, index) => {
    const clause = clauseOf(one);
    if (!clauses.has(clause)) clauses.set(clause, []);
    clauses.get(clause).push([one, index]);
  });
  const clauseTable = document.querySelector('#clauses tbody');
  for (const [clause, cases] of clauses) {
    const chips = make('span');
    for (const [one, index] of cases) {
      const chip = make('a', one.id.slice(clause.length), `chip ${one.verdict}`);
      chip.href = `#case-${index}`;
      chip.title = `${one.title}: ${names[one.verdict]}`;
      chips.append(chip);
    }
    row(clauseTable, clause, chips);
  }

  const octets = (text, from) => {
    const line = make('div', undefined, 'octets');
    if (from === undefined) line.append(text);
    else line.append(text.slice(0, 2 * from), make('mark', text.slice(2 * from, 2 * from + 2)), text.slice(2 * from + 2));
    return line;
  };
  const fill = (details, one) => {
    if (details.dataset.filled) return;
    details.dataset.filled = 'yes';
    details.append(make('p', `${one.section}; ${one.side}; ${one.effect}${one.needs.length ? `; needs ${one.needs.join(', ')}` : ''}${one.namedByUs ? '; the last part of the id is a word of ours, and no number of SGP.23' : ''}`, 'section'));
    if (one.broken) {
      const broken = make('div', undefined, 'broken');
      broken.append(make('p', `Expected: ${one.broken.expectation}`));
      if (one.broken.found) broken.append(make('p', `Came: ${one.broken.found}`));
      if (one.broken.expected) broken.append(make('p', 'expected octets'), octets(one.broken.expected, one.broken.firstDifference));
      if (one.broken.actual) broken.append(make('p', 'octets that came'), octets(one.broken.actual, one.broken.firstDifference));
      details.append(broken);
    }
    for (const step of one.steps ?? []) {
      const section = make('section', undefined, step.initial ? 'step initial' : 'step');
      section.append(make('h4', step.text));
      if (step.exchange.length) section.append(sessionViewer(step.exchange));
      if (step.held.length) {
        const held = make('ul', undefined, 'held');
        for (const text of step.held) held.append(make('li', text));
        section.append(held);
      }
      details.append(section);
    }
  };

  const list = document.getElementById('list');
  const shown = report.cases.map((one, index) => {
    const details = make('details', undefined, 'case'), summary = make('summary');
    details.id = `case-${index}`;
    summary.append(make('span', names[one.verdict], `verdict ${one.verdict}`), ` ${one.id} ${one.title}`);
    if (one.why) summary.append(make('div', one.why, 'why'));
    details.append(summary);
    details.addEventListener('toggle', () => details.open && fill(details, one));
    list.append(details);
    return { one, details, text: JSON.stringify(one).toLowerCase() };
  });

  const form = document.getElementById('filter'), verdicts = form.querySelector('fieldset');
  for (const verdict of Object.keys(names)) {
    if (!counts[verdict]) continue;
    const label = make('label'), box = make('input');
    box.type = 'checkbox';
    box.name = verdict;
    box.checked = true;
    label.append(box, ` ${names[verdict]} `);
    verdicts.append(label);
  }
  const filter = () => {
    const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { one, details, text } of shown) {
      const fits = form.elements[one.verdict]?.checked && words.every((word) => text.includes(word));
      details.hidden = !fits;
      count += fits ? 1 : 0;
    }
    document.getElementById('shown').textContent = `${count} of ${shown.length} cases`;
  };
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  const openWhere = (wanted) => shown.forEach((entry) => { if (!entry.details.hidden && wanted(entry.one)) { fill(entry.details, entry.one); entry.details.open = true; } });
  document.getElementById('open-all').addEventListener('click', () => openWhere(() => true));
  document.getElementById('close-all').addEventListener('click', () => shown.forEach(({ details }) => { details.open = false; }));
  const follow = () => {
    const entry = shown.find(({ details }) => `#${details.id}` === location.hash);
    if (entry) { entry.details.hidden = false; fill(entry.details, entry.one); entry.details.open = true; entry.details.scrollIntoView(); }
  };
  addEventListener('hashchange', follow);
  // On paper there is nothing to click: what did not pass is open.
  addEventListener('beforeprint', () => openWhere((one) => one.verdict === 'fail' || one.verdict === 'error' || one.verdict === 'inconclusive'));
  filter();
  openWhere((one) => one.verdict === 'fail');
  follow();
})();
