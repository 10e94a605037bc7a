// <text-file for="ID" label="…">: a file chosen here is read in the browser into the text field of that id.
export class TextFile extends HTMLElement {
  connectedCallback() {
    const label = document.createElement('label');
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.txt,.csv,text/plain,text/csv';
    input.addEventListener('change', async () => {
      const file = input.files[0];
      if (file) document.getElementById(this.getAttribute('for')).value = await file.text();
    });
    label.append(this.getAttribute('label'), ' ', input);
    this.replaceChildren(label);
  }
}
customElements.define('text-file', TextFile);
