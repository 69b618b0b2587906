// Loaded before the first paint, so that a chosen theme does not flash.
try {
  const chosen = localStorage.getItem('reconnect-theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is closed to this page: the system's theme it is.
}
