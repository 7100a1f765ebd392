// What is set is sent, and the next thing to do is to ask.
const question = () => document.querySelector('#question textarea');

element.addEventListener('submit', event => {
  event.preventDefault();
  trigger('click', Object.fromEntries(new FormData(event.target)));
  event.target.reset();
  element.querySelector('details').open = false;
  question()?.focus();
});

element.addEventListener('click', event => {
  const button = event.target.closest('button[data-removes]');
  if (!button) return;
  trigger('click', {removes: button.dataset.removes, value: button.dataset.value});
  question()?.focus();
});

element.addEventListener('toggle', event => event.target.scrollIntoView({block: 'nearest'}), true);
