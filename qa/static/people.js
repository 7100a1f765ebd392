element.addEventListener('click', event => {
  const button = event.target.closest('button[data-person]');
  if (!button) return;
  document.getElementById('timeline').dataset.called = 'yes';
  trigger('click', {person: button.dataset.person});
});
