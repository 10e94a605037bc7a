// Puts the code of a one-time link (/slip#K7QF-9XWM-…) into the form and takes it out of the address line.
const field = document.querySelector('#f-code');
const code = decodeURIComponent(location.hash.slice(1));
if (field && code) {
  field.value = code;
  history.replaceState(null, '', location.pathname);
  document.querySelector('#f-fresh')?.focus();
}
