// The address names the conversation, so that it is there again after a reload, and no other tab mixes with it.
let deleted = null;

element.addEventListener('click', event => {
  const button = event.target.closest('button[data-deletes]');
  if (!button || !confirm(`${button.getAttribute('aria-label')}?`)) return;
  deleted = button.dataset.deletes;
  trigger('click', {conversation: deleted});
});

watch('value', () => {
  const current = element.querySelector('nav')?.dataset.current;
  const address = new URL(location);
  current ? address.searchParams.set('conversation', current) : address.searchParams.delete('conversation');
  history.replaceState(history.state, '', address);
  element.querySelectorAll('a').forEach(keepAddress);
  if (deleted && !element.querySelector(`[data-deletes="${deleted}"]`)) goOn(current);
  deleted = null;
});

// Another conversation begins without the source that is open; the rest of the address stays as it is.
const keepAddress = link => {
  const address = new URL(location);
  ['conversation', 'article', 'start', 'end'].forEach(key => address.searchParams.delete(key));
  new URL(link.href).searchParams.forEach((value, key) => address.searchParams.set(key, value));
  link.href = address;
};

// Whoever deletes one goes on in the list; without the one that was open there is more to see than the list.
const goOn = current => {
  const list = element.querySelector('details');
  if (list && current) list.open = true;
  (list?.querySelector('summary') ?? element.querySelector('a')).focus();
};
