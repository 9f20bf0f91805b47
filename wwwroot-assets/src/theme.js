// Runs in <head>, before first paint: theme, width of the navigation, density. Choices live in localStorage.
const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');
const stored = key => { try { return localStorage.getItem(key); } catch { return null; } };
const store = (key, value) => { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* private window: the choice lasts for the page */ } };

function apply() {
  const choice = stored('theme') ?? 'system';
  root.dataset.themeChoice = choice;
  root.dataset.theme = choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;
  root.dataset.nav = stored('nav') ?? 'open';
  root.dataset.density = stored('density') ?? 'compact';
}

apply();
dark.addEventListener('change', apply);
addEventListener('storage', apply);
// Paper is white whatever the screen is.
addEventListener('beforeprint', () => { root.dataset.theme = 'light'; });
addEventListener('afterprint', apply);
window.csmsTheme = {
  set(choice) { store('theme', choice === 'system' ? null : choice); apply(); },
  nav(state) { store('nav', state); apply(); },
  density(value) { store('density', value); apply(); },
};
