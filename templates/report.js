'use strict';
// With script the page is a tool: filter, sort, fold, and values under the pointer. Without it nothing is missing.
(() => {
  const words = document.body.dataset;
  const main = document.querySelector('main');
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // --- Filter by job and verdict -------------------------------------------------------------------------------------------
  const nameIn = (element) => (element.querySelector('.job bdi') ?? element.querySelector('bdi'))?.textContent ?? '';
  const verdicts = new Map(all('.jobs tbody:not(.sum) tr').map((row) => [nameIn(row), row.className.replace('j-', '')]));
  const filtered = () => all('table.by-job tbody:not(.sum) tr, .timeline .strip, .timeline .multiples li');

  const filterBar = () => {
    const field = make('input', { type: 'search', id: 'filter', autocomplete: 'off' });
    const label = make('label', { htmlFor: 'filter', textContent: words.filter });
    const choice = make('select', {});
    choice.setAttribute('aria-label', words.verdict);
    choice.append(new Option(words.every, ''));
    for (const row of all('.jobs tbody:not(.sum) tr')) {
      const kind = row.className.replace('j-', '');
      if ([...choice.options].every(({ value }) => value !== kind)) choice.append(new Option(row.cells[1].textContent.trim(), kind));
    }
    const count = make('output', {});
    const apply = () => {
      const wanted = field.value.trim().toLocaleLowerCase();
      const fits = (name) => name.toLocaleLowerCase().includes(wanted) && (choice.value === '' || verdicts.get(name) === choice.value);
      for (const element of filtered()) element.hidden = !fits(nameIn(element));
      const shown = [...verdicts.keys()].filter(fits).length;
      count.textContent = words.shown.replace('#', shown).replace('#', verdicts.size);
    };
    field.addEventListener('input', apply);
    choice.addEventListener('change', apply);
    main.insertBefore(make('form', { className: 'tools' }, label, field, choice, count), document.querySelector('.every-day'));
    main.querySelector('.tools').addEventListener('submit', (event) => event.preventDefault());
    apply();
  };
  if (verdicts.size > 1) filterBar();

  // --- Sort ----------------------------------------------------------------------------------------------------------------
  const SECONDS = { d: 86400, h: 3600, min: 60, s: 1 };
  const german = document.documentElement.lang === 'de';
  const number = (text) => Number(german ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', ''));
  // A figure as it is shown, in its own unit; what is no figure comes last.
  const figure = (text) => {
    const parts = [...text.matchAll(/([\d.,]+)\s*(d|h|min|s)\b/g)];
    if (parts.length > 0) return parts.reduce((sum, [, value, unit]) => sum + number(value) * SECONDS[unit], 0);
    const found = /[\d.,]*\d/.exec(text);
    return found === null ? null : number(found[0]);
  };
  const compare = (column, numeric) => (a, b) => {
    const [left, right] = [a, b].map((row) => row.cells[column].textContent.trim());
    if (!numeric) return left.localeCompare(right, document.documentElement.lang);
    const [x, y] = [figure(left), figure(right)];
    return x === null || y === null ? (x === null) - (y === null) : x - y;
  };
  const NEXT = { none: 'ascending', ascending: 'descending', descending: 'none' };

  const sortable = (table) => {
    const body = table.tBodies[0];
    const natural = [...body.rows];
    const heads = [...table.tHead.rows[0].cells].filter((cell) => cell.matches('th'));
    heads.forEach((head, column) => {
      if (natural[0]?.cells[column]?.matches('.t')) return;
      const button = make('button', { type: 'button', className: 'sort' }, ...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const order = NEXT[head.getAttribute('aria-sort') ?? 'none'];
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        if (order !== 'none') head.setAttribute('aria-sort', order);
        const sorted = natural.toSorted(compare(column, head.classList.contains('n')));
        body.append(...(order === 'none' ? natural : order === 'ascending' ? sorted : sorted.reverse()));
      });
    });
  };
  all('table.sortable').forEach(sortable);

  // --- Fold ----------------------------------------------------------------------------------------------------------------
  const foldable = (heading) => {
    const section = heading.parentElement;
    const button = make('button', { type: 'button', className: 'fold' }, ...heading.childNodes);
    button.setAttribute('aria-expanded', 'true');
    heading.append(button);
    button.addEventListener('click', () => {
      const open = section.classList.toggle('folded') === false;
      button.setAttribute('aria-expanded', String(open));
    });
  };
  all('main > section > h2').forEach(foldable);
  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
    target?.closest('.folded')?.querySelector('.fold').click();
    target?.scrollIntoView();
  };
  addEventListener('hashchange', unfold);

  // --- Values under the pointer, and under the arrow keys --------------------------------------------------------------------
  const tip = make('div', { className: 'tip', hidden: true });
  tip.setAttribute('role', 'status');
  document.body.append(tip);
  const readable = (svg, hints) => {
    const width = svg.viewBox.baseVal.width;
    let at = -1;
    const show = (index) => {
      at = Math.max(0, Math.min(hints.length - 1, index));
      const box = svg.getBoundingClientRect();
      tip.textContent = hints[at][1];
      tip.hidden = false;
      const left = box.left + (hints[at][0] / width) * box.width;
      const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
      tip.style.left = `${Math.max(8, Math.min(room, left - tip.offsetWidth / 2)) + scrollX}px`;
      tip.style.top = `${box.top + scrollY - tip.offsetHeight - 4}px`;
    };
    const hide = () => (tip.hidden = true);
    svg.addEventListener('pointermove', ({ clientX }) => {
      const box = svg.getBoundingClientRect();
      const x = ((clientX - box.left) / box.width) * width;
      show(hints.reduce((best, [place], index) => (Math.abs(place - x) < Math.abs(hints[best][0] - x) ? index : best), 0));
    });
    svg.addEventListener('pointerleave', hide);
    svg.setAttribute('tabindex', '0');
    svg.addEventListener('focus', () => show(at < 0 ? 0 : at));
    svg.addEventListener('blur', hide);
    svg.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, Home: -hints.length, End: hints.length }[event.key];
      if (event.key === 'Escape') hide();
      if (step === undefined) return;
      event.preventDefault();
      show(at + step);
    });
  };
  all('svg[data-hints]').forEach((svg) => readable(svg, JSON.parse(svg.dataset.hints)));

  // The calendar says its days in one letter each; its rows are one stop of the Tab key.
  for (const table of all('table.cal')) {
    const [dates, outcomes] = [JSON.parse(table.dataset.dates), JSON.parse(table.dataset.words)];
    const pitch = Number(table.dataset.pitch);
    const rows = all('svg[data-days]', table);
    rows.forEach((svg, row) => {
      readable(svg, [...svg.dataset.days].map((letter, day) => [(day + 0.4) * pitch, `${dates[day]}: ${outcomes[letter]}`]));
      if (row > 0) svg.setAttribute('tabindex', '-1');
      svg.addEventListener('keydown', (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        rows[row + step]?.focus();
      });
    });
  }
  document.body.classList.add('scripted');
  if (location.hash !== '') unfold();
})();
