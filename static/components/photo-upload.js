// <photo-upload village="…" words="{…}">: sends each chosen photo at once in pieces, with the device's
// position, and names its receipt in the form. A cut line is waited for, and the upload goes on where it
// was; what waits is seen, and the form is not sent without it. Without script the form sends the one photo
// itself.
import * as queue from '../logic/capture-queue.js';
import { Refusal, accountWay, send } from '../logic/resume.js';

const digits = (byte) => byte.toString(16).padStart(2, '0');
const hex = (buffer) => [...new Uint8Array(buffer)].map(digits).join('');
const make = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const position = () => new Promise((resolve) => {
  if (!navigator.geolocation) return resolve(null);
  navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), () => resolve(null), {
    enableHighAccuracy: true, timeout: 8000, maximumAge: 15000,
  });
});

export class PhotoUpload extends HTMLElement {
  connectedCallback() {
    if (!globalThis.crypto?.subtle) return;
    this.words = JSON.parse(this.getAttribute('words'));
    this.photos = [];
    this.pace = { size: 256 * 1024 };
    this.list = this.querySelector('.queue');
    this.standing = this.querySelector('[role=status]');
    this.field = this.querySelector('input[type=file]');
    this.field.multiple = true;
    this.field.addEventListener('change', () => this.choose());
    this.closest('form').addEventListener('submit', (event) => this.hold(event));
    addEventListener('online', () => this.again());
  }

  word(key, values = {}) {
    return this.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  }

  async choose() {
    const files = [...this.field.files];
    this.field.value = '';
    const query = new URLSearchParams({
      village: this.getAttribute('village'), deviceAt: new Date().toISOString().replace(/\.\d+/, ''),
    });
    // Seen at once, though the position may take some seconds.
    const added = files.map((file) => this.add(file, query));
    this.show();
    const where = await position();
    if (where) {
      query.set('latitude', where.latitude);
      query.set('longitude', where.longitude);
      query.set('accuracy', where.accuracy);
    }
    for (const photo of added) await this.name(photo);
    this.flush();
  }

  add(file, query) {
    const line = make('li');
    const photo = queue.waiting({
      id: crypto.randomUUID(), name: file.name, size: file.size, capturedAt: this.photos.length, sha256: '',
    });
    const entry = { photo: { ...photo, state: 'reading' }, file, query, line };
    this.list.append(line);
    this.photos.push(entry);
    return entry;
  }

  /** From its hash on a photo can be sent: again, too, after a cut or a reload. */
  async name(entry) {
    try {
      const bytes = await entry.file.arrayBuffer();
      const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes));
      entry.photo = { ...entry.photo, sha256, query: String(entry.query), state: 'waiting' };
    } catch (error) {
      entry.photo = queue.refused(entry.photo, error.message);
    }
  }

  /** Sends what waits, one after the other. */
  async flush() {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.timer);
    for (let entry; (entry = this.following()); ) await this.sendOne(entry);
    this.isSending = false;
    this.show();
    const at = queue.wakeAt(this.photos.map(({ photo }) => photo));
    if (at !== null) this.timer = setTimeout(() => this.flush(), Math.max(1000, at - Date.now()));
  }

  following() {
    const next = queue.next(this.photos.map(({ photo }) => photo), Date.now());
    return next && this.photos.find(({ photo }) => photo === next);
  }

  async sendOne(entry) {
    const { photo, file } = entry;
    try {
      const answer = await send(photo, file, {
        way: accountWay, pace: this.pace,
        ask: (...request) => this.ask(...request),
        progress: (offset) => this.draw({ ...entry, share: offset / photo.size }),
      });
      entry.photo = queue.acknowledged(photo, { ...answer, receipt: answer.id }, Date.now());
      if (queue.mayForget(entry.photo)) this.note(entry.photo.receipt);
    } catch (error) {
      const isFinal = error instanceof Refusal && queue.isFinal(error.status);
      entry.photo = isFinal ? queue.refused(photo, error.message) : queue.failed(photo, Date.now());
    }
    this.show();
  }

  ask(method, path, body, headers = {}) {
    const csrf = this.closest('form').elements.csrf.value;
    const own = { Accept: 'application/json', 'X-CSRF-Token': csrf, ...headers };
    return fetch(path, { method, body, cache: 'no-store', headers: own });
  }

  note(receipt) {
    this.append(make('input', { type: 'hidden', name: 'receipt', value: receipt }));
  }

  /** A report goes without a photo only when a person took it out of the list. */
  hold(event) {
    const waiting = this.photos.filter(({ photo }) => photo.state !== 'stored');
    if (waiting.length === 0) return;
    event.preventDefault();
    this.show();
    this.standing.focus();
    this.again();
  }

  again() {
    for (const entry of this.photos) {
      if (entry.photo.state === 'waiting') entry.photo = queue.again(entry.photo);
    }
    this.flush();
  }

  remove(entry) {
    this.photos = this.photos.filter((other) => other !== entry);
    entry.line.remove();
    this.show();
    this.field.focus();
  }

  show() {
    for (const entry of this.photos) this.draw(entry);
    const waiting = this.photos.filter(({ photo }) => photo.state !== 'stored').length;
    const stored = this.photos.length - waiting;
    this.standing.hidden = this.photos.length === 0;
    this.standing.textContent = this.word(waiting ? 'standing' : 'all-stored', { waiting, stored });
    Object.assign(this.dataset, { waiting, stored });
  }

  draw(entry) {
    const { photo, line, share } = entry;
    const tag = make('span', { className: 'tag', textContent: this.word(`state-${photo.state}`) });
    tag.classList.toggle('well', photo.state === 'stored');
    tag.classList.toggle('wrong', photo.state === 'refused');
    line.dataset.state = photo.state;
    line.replaceChildren(tag, make('span', { textContent: photo.name }));
    if (photo.meaning) line.append(make('small', { textContent: photo.meaning }));
    if (photo.state === 'refused') {
      line.append(make('small', { className: 'error', textContent: photo.reason }));
    }
    if (photo.state === 'stored') return;
    const label = this.word('progress', { name: photo.name });
    if (photo.state === 'waiting') {
      line.append(make('progress', { max: 1, value: share ?? 0, ariaLabel: label }));
    }
    const remove = make('button', { type: 'button', className: 'quiet', textContent: this.word('remove') });
    remove.setAttribute('aria-label', this.word('remove-named', { name: photo.name }));
    remove.addEventListener('click', () => this.remove(entry));
    line.append(remove);
  }
}
customElements.define('photo-upload', PhotoUpload);
