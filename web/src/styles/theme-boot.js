// Before the first paint: the theme the person chose, or the system's.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('theme');
  } catch (error) {
    chosen = null;
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
