// <copy-text for="ID"><button hidden>…</button></copy-text>: copies the value of the field of that id.
export class CopyText extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button');
    if (!button || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const field = document.getElementById(this.getAttribute('for'));
      field.select();
      await navigator.clipboard.writeText(field.value);
      button.setAttribute('aria-pressed', 'true');
    });
  }
}
customElements.define('copy-text', CopyText);
