// Blocks rendering on purpose: the reader's choice of theme must stand before the first paint.
try {
  document.documentElement.dataset.theme = localStorage.getItem('theme') ?? 'system';
} catch {
  document.documentElement.dataset.theme = 'system';
}
