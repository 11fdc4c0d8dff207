// Sets the theme before the first paint. It stands alone because the content security policy allows no inline script;
// src/design/theme.ts is the same rule for everything after.
(function () {
  var choice = 'system';
  try {
    choice = localStorage.getItem('weft-theme') || 'system';
  } catch {
    // Storage may be closed to us (a private window): the system's choice holds.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
