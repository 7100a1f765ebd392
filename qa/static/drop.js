() => {
  // A file may be dropped anywhere on the page: it goes the way of a chosen one.
  const brings = event => event.dataTransfer?.types.includes('Files');
  const mark = isOver => document.body.classList.toggle('dropping', isOver);
  const whenThere = (selector, then) => {
    const found = document.querySelector(selector);
    if (found) then(found);
    else requestAnimationFrame(() => whenThere(selector, then));
  };
  document.addEventListener('dragover', event => {
    if (!brings(event)) return;
    event.preventDefault();
    mark(true);
  }, true);
  document.addEventListener('dragleave', event => { if (!event.relatedTarget) mark(false); });
  document.addEventListener('drop', event => {
    if (!brings(event)) return;
    event.preventDefault();
    event.stopPropagation();
    mark(false);
    const files = event.dataTransfer.files;
    document.getElementById('adding-button').click();
    whenThere('#adding input[type=file]', input => {
      input.files = files;
      input.dispatchEvent(new Event('change', {bubbles: true}));
    });
  }, true);
}
