// The address names the conversation, so that it is there again after a reload, and no other tab mixes with it.
element.addEventListener('click', event => {
  const button = event.target.closest('button[data-deletes]');
  if (!button) return;
  if (confirm(`${button.getAttribute('aria-label')}?`)) trigger('click', {conversation: button.dataset.deletes});
});

watch('value', () => {
  const current = element.querySelector('nav')?.dataset.current;
  const address = new URL(location);
  current ? address.searchParams.set('conversation', current) : address.searchParams.delete('conversation');
  history.replaceState(history.state, '', address);
});
