// <photo-upload village="…">: sends each chosen photo at once under its hash, with the phone's position,
// and names its receipt in the form. Without script the form sends the one photo itself.
const digits = (byte) => byte.toString(16).padStart(2, '0');
const hex = (buffer) => [...new Uint8Array(buffer)].map(digits).join('');

const position = () => new Promise((resolve) => {
  if (!navigator.geolocation) return resolve(null);
  navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), () => resolve(null), {
    enableHighAccuracy: true, timeout: 8000, maximumAge: 15000,
  });
});

export class PhotoUpload extends HTMLElement {
  connectedCallback() {
    if (!globalThis.crypto?.subtle) return;
    const field = this.querySelector('input[type=file]');
    field.multiple = true;
    field.addEventListener('change', async () => {
      const files = [...field.files];
      const where = await position();
      for (const file of files) await this.send(file, where);
      field.value = '';
    });
  }

  async send(file, where) {
    const line = document.createElement('li');
    line.textContent = `${file.name} …`;
    this.querySelector('.received').append(line);
    try {
      const bytes = await file.arrayBuffer();
      const hash = hex(await crypto.subtle.digest('SHA-256', bytes));
      const deviceAt = new Date().toISOString().replace(/\.\d+/, '');
      const query = new URLSearchParams({ village: this.getAttribute('village'), deviceAt });
      if (where) {
        query.set('latitude', where.latitude);
        query.set('longitude', where.longitude);
        query.set('accuracy', where.accuracy);
      }
      const csrf = this.closest('form').elements.csrf.value;
      const answer = await fetch(`/v1/photos/${hash}?${query}`, {
        method: 'PUT', body: bytes, headers: { 'Content-Type': 'image/jpeg', 'X-CSRF-Token': csrf },
      });
      const said = await answer.json();
      if (!answer.ok || said.sha256 !== hash) {
        throw new Error(said.detail ?? said.title ?? String(answer.status));
      }
      line.textContent = `${file.name}: ${said.meaning}`;
      const receipt = { type: 'hidden', name: 'receipt', value: said.id };
      this.append(Object.assign(document.createElement('input'), receipt));
    } catch (error) {
      line.textContent = `${file.name}: ${error.message}`;
      line.className = 'error';
    }
  }
}
customElements.define('photo-upload', PhotoUpload);
