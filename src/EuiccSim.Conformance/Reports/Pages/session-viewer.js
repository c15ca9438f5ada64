// The viewer of a session: what crossed the wire as a sequence, and beside it the fields and octets of what is chosen.
// An event is an object as ReportJson writes it: title, status, meaning, command, response, fields; of a call to a
// server requestFields, responseFields, and requestBody, responseBody as text or, of what is no text, in hexadecimal digits.
const sessionViewer = (() => {
  const make = (name, text, kind) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };

  const fieldsOf = (value) => {
    if (value === null || typeof value !== 'object') return make('span', String(value), 'octets');
    const list = make('ul');
    for (const [name, part] of Object.entries(value)) {
      const row = make('li');
      row.append(make('span', Array.isArray(value) ? '' : `${name} `, 'name'), fieldsOf(part));
      list.append(row);
    }
    return list;
  };

  const bodyOf = (text) => {
    try { return fieldsOf(JSON.parse(text)); } catch { return make('span', text, 'octets'); }
  };

  const show = (place, event) => {
    place.replaceChildren();
    if (event.meaning) place.append(make('p', `${event.status}: ${event.meaning}`));
    if (event.fields) place.append(fieldsOf(event.fields));
    for (const [name, title] of [['request', 'request'], ['response', 'answer']]) {
      const fields = event[`${name}Fields`], body = event[`${name}Body`];
      if (fields || body) place.append(make('p', title, 'name'));
      if (fields) place.append(fieldsOf(fields));
      if (body) place.append(fields ? make('div', body, 'octets') : bodyOf(body));
    }
    for (const name of ['command', 'response'])
      if (event[name]) place.append(make('p', name, 'name'), make('div', event[name], 'octets'));
  };

  return (events) => {
    const session = make('div', undefined, 'session'), list = make('ol'), fields = make('div', undefined, 'fields');
    const buttons = [];
    events.forEach((event, index) => {
      const row = make('li', undefined, event.event === 'exchange' || event.event === 'http' ? '' : 'event'), button = make('button', event.title);
      button.type = 'button';
      if (event.status || event.httpStatus) button.append(make('span', event.status ?? String(event.httpStatus), 'status'));
      button.addEventListener('click', () => {
        buttons.forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
        show(fields, event);
      });
      button.addEventListener('keydown', (key) => {
        const next = key.key === 'ArrowDown' ? buttons[index + 1] : key.key === 'ArrowUp' ? buttons[index - 1] : undefined;
        if (next) { key.preventDefault(); next.focus(); next.click(); }
      });
      buttons.push(button);
      row.append(button);
      list.append(row);
    });
    session.append(list, fields);
    // What went last is what a verdict speaks of.
    if (buttons.length) buttons[buttons.length - 1].click();
    return session;
  };
})();
