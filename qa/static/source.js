let opener = null;
document.addEventListener('click', event => {
  const button = event.target.closest('button[data-opens]');
  if (!button) return;
  if (button.dataset.opens) opener = button;
  trigger('click', {place: button.dataset.opens});
});
element.addEventListener('keydown', event => { if (event.key === 'Escape') trigger('click', {place: ''}); });
watch('value', () => {
  const mark = element.querySelector('mark');
  (mark ? element.querySelector('button') : opener)?.focus({preventScroll: true});
  mark?.scrollIntoView({block: 'center'});
});
