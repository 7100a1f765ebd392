() => {
  // Answers begin with the best: show where the newest begins, not where it ends.
  const newest = () => [...document.querySelectorAll('#conversation .asked')].at(-1)?.scrollIntoView();
  setTimeout(newest, 100);
}
