// Pages without a circuit (sign-in, password, second factor): show the password, copy recovery codes, remember nothing.
document.addEventListener('click', event => {
  const button = event.target.closest('[data-show-password]');
  if (!button) return;
  const input = document.getElementById(button.dataset.showPassword);
  const shown = input.type === 'text';
  input.type = shown ? 'password' : 'text';
  button.textContent = shown ? button.dataset.show : button.dataset.hide;
  button.setAttribute('aria-pressed', String(!shown));
  input.focus();
});

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  try { await navigator.clipboard.writeText(button.dataset.copy); } catch { return; }
  button.textContent = button.dataset.copiedText;
});
