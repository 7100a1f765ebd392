// What is set is sent; the form stays, for the next.
element.addEventListener('submit', event => {
  event.preventDefault();
  trigger('click', Object.fromEntries(new FormData(event.target)));
  event.target.reset();
});

element.addEventListener('toggle', event => event.target.scrollIntoView({block: 'nearest'}), true);
