// What is set is sent, and the next thing to do is to ask.
element.addEventListener('submit', event => {
  event.preventDefault();
  trigger('click', Object.fromEntries(new FormData(event.target)));
  event.target.reset();
  element.querySelector('details').open = false;
  document.querySelector('#question textarea')?.focus();
});

element.addEventListener('toggle', event => event.target.scrollIntoView({block: 'nearest'}), true);
