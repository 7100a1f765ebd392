// Every link to a place opens it in the panel, which the address then names: it opens the same for anybody.
let opener = null;
let focus = '.close';

const opened = (place, answer = '') => {
  const address = new URL(location);
  for (const key of ['article', 'start', 'end']) {
    place[key] ? address.searchParams.set(key, place[key]) : address.searchParams.delete(key);
  }
  history.replaceState(history.state, '', address);
  trigger('click', {...place, answer});
};

document.addEventListener('click', event => {
  const link = event.target.closest('a[data-article]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const isInside = element.contains(link);
  if (!isInside) opener = link;
  focus = isInside ? (['next', 'previous'].map(way => '.' + way).find(way => link.matches(way)) ?? 'mark') : '.close';
  const {article, start, end} = link.dataset;
  opened({article, start, end}, link.closest('[data-answer]')?.dataset.answer);
});

element.addEventListener('click', event => {
  if (event.target.closest('[data-closes]')) opened({});
});

element.addEventListener('keydown', event => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Escape') opened({});
  const step = element.querySelector(`.step[aria-keyshortcuts=${CSS.escape(event.key)}]`);
  if (step) { event.preventDefault(); step.click(); }
});

watch('value', () => {
  const panel = element.querySelector('section');
  if (!panel) { opener?.focus(); return; }
  const mark = panel.querySelector('mark');
  const text = panel.querySelector('.article');
  if (mark) {
    const [inside, around] = [mark, text].map(one => one.getBoundingClientRect());
    text.scrollTop += inside.top - around.top - Math.max(0, (around.height - inside.height) / 3);
  }
  panel.scrollIntoView({block: 'nearest'});
  (panel.querySelector(focus) ?? panel.querySelector('.close')).focus({preventScroll: true});
});
