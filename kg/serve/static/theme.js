// Before the first paint: the theme that was chosen, else that of the system.
(() => {
  'use strict';
  const kept = (() => { try { return localStorage.getItem('kg-theme'); } catch { return null; } })();
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const show = (theme) => {
    document.documentElement.dataset.theme = theme;
    document.dispatchEvent(new CustomEvent('kg-theme', { detail: theme }));
  };
  show(kept === 'dark' || kept === 'light' ? kept : dark.matches ? 'dark' : 'light');
  window.kgTheme = (theme) => {
    try { localStorage.setItem('kg-theme', theme); } catch { /* it holds for this page */ }
    show(theme);
  };
})();
