// Pages without a circuit (sign-in, password): show the password, remember nothing.
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
