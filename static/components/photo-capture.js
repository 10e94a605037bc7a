// <photo-capture token="…" worker="/rekam-sw.js" words="{…}">: takes photos with the phone's position, keeps
// them until the server has them, and sends them when it can. Without it the form inside sends one photo.
import { openStore } from '../capture/store.js';
import * as queue from '../logic/capture-queue.js';
import { Refusal, send } from '../logic/resume.js';

const digits = (byte) => byte.toString(16).padStart(2, '0');
const hex = (buffer) => [...new Uint8Array(buffer)].map(digits).join('');
const make = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

export class PhotoCapture extends HTMLElement {
  async connectedCallback() {
    this.words = JSON.parse(this.getAttribute('words'));
    if (!globalThis.isSecureContext || !globalThis.crypto?.subtle || !globalThis.indexedDB) {
      this.prepend(make('p', { className: 'notice', textContent: this.words.insecure }));
      return;
    }
    this.token = this.getAttribute('token');
    this.pace = { size: 256 * 1024 };
    this.isSending = false;
    this.fix = null;
    this.set = null;
    this.store = await openStore(this.token);
    this.build();
    this.watchPlace();
    await this.keepPage();
    await this.show();
    addEventListener('online', () => this.wake());
    addEventListener('offline', () => this.show());
    document.addEventListener('visibilitychange', () => document.hidden || this.flush());
    this.flush();
    this.dataset.ready = 'true';
  }

  word(key, values = {}) {
    return (this.words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  }

  // The screen: the form's own fields stay, its sending is replaced.
  build() {
    const form = this.querySelector('form');
    form.addEventListener('submit', (event) => event.preventDefault());
    form.querySelector('input[type=file]').closest('.field').remove();
    form.querySelector('button').closest('p').remove();
    this.stage = form.querySelector('select');
    this.note = form.querySelector('textarea');
    this.video = make('video', { autoplay: true, muted: true, playsInline: true, hidden: true });
    const picker = { type: 'file', accept: 'image/jpeg', multiple: true, className: 'hidden', id: 'f-pick' };
    this.picker = make('input', picker);
    this.picker.setAttribute('capture', 'environment');
    this.picker.addEventListener('change', () => this.takeFiles());
    this.shutter = make('button', { type: 'button', textContent: this.word('take'), className: 'shutter' });
    this.shutter.addEventListener('click', () => this.take());
    this.opener = make('button', { type: 'button', textContent: this.word('camera'), className: 'quiet' });
    this.opener.addEventListener('click', () => this.openCamera());
    this.opener.hidden = !navigator.mediaDevices?.getUserMedia;
    this.shutter.hidden = true;
    const look = { htmlFor: 'f-pick', className: 'button quiet', textContent: this.word('pick') };
    const label = make('label', look);
    this.place = make('p', { className: 'hint' });
    this.standing = make('p', { className: 'notice' });
    this.standing.setAttribute('role', 'status');
    this.sender = make('button', { type: 'button', textContent: this.word('send'), className: 'quiet' });
    this.sender.addEventListener('click', () => this.wake());
    this.list = make('ul', { className: 'queue' });
    const actions = make('p', { className: 'actions' }, this.opener, this.shutter, this.picker, label);
    const heading = make('h2', { textContent: this.word('queue') });
    const sending = make('p', { className: 'actions' }, this.sender);
    this.append(this.place, this.video, actions, heading, this.standing, sending, this.list);
  }

  watchPlace() {
    if (!navigator.geolocation) return this.showPlace('no-place');
    this.showPlace('looking');
    navigator.geolocation.watchPosition(({ coords, timestamp }) => {
      const { latitude, longitude, accuracy } = coords;
      this.fix = { latitude, longitude, accuracy, at: timestamp };
      this.showPlace('place', { metres: Math.round(coords.accuracy) });
    }, (error) => this.showPlace(error.code === 1 ? 'place-denied' : 'looking'), {
      enableHighAccuracy: true, maximumAge: 10_000, timeout: 60_000,
    });
  }

  showPlace(key, values) {
    this.place.textContent = this.word(key, values);
    this.dataset.place = key;
  }

  /** The page itself is kept by the worker, so that it opens without a signal. */
  async keepPage() {
    try {
      await navigator.storage?.persist?.();
      await navigator.serviceWorker.register(this.getAttribute('worker'), { scope: '/rekam/' });
      await navigator.serviceWorker.ready;
      const cache = await caches.open('rekam-1');
      const files = performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => new URL(name).pathname.startsWith('/static/'));
      await cache.addAll([location.href.split('#')[0], ...new Set(files)]);
      this.dataset.kept = 'true';
    } catch {
      this.dataset.kept = 'false';
    }
  }

  async openCamera() {
    try {
      this.video.srcObject = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: { ideal: 'environment' }, width: { ideal: 4096 }, height: { ideal: 3072 } },
      });
      await this.video.play();
      this.video.hidden = this.shutter.hidden = false;
      this.opener.hidden = true;
    } catch {
      this.standing.textContent = this.word('camera-denied');
    }
  }

  async take() {
    this.shutter.disabled = true;
    try {
      const shutterAt = Date.now();
      await this.keep(await this.frame(), 'camera', shutterAt);
    } finally {
      this.shutter.disabled = false;
    }
  }

  /** The camera's own full picture where the browser gives it, else the frame on screen. */
  async frame() {
    const track = this.video.srcObject.getVideoTracks()[0];
    if (globalThis.ImageCapture) {
      const slow = new Promise((resolve) => setTimeout(resolve, 4000));
      const photo = await Promise.race([new ImageCapture(track).takePhoto().catch(() => null), slow]);
      if (photo?.type === 'image/jpeg' && photo.size > 0) return photo;
    }
    const canvas = make('canvas', { width: this.video.videoWidth, height: this.video.videoHeight });
    canvas.getContext('2d').drawImage(this.video, 0, 0);
    return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  }

  async takeFiles() {
    for (const file of this.picker.files) await this.keep(file, 'file', Date.now());
    this.picker.value = '';
  }

  /** Keeps a photo on the phone: from here on it is lost only with the phone. */
  async keep(picture, mode, shutterAt) {
    const bytes = await picture.arrayBuffer();
    const [stage, note] = [Number(this.stage.value), this.note.value.trim()];
    if (!queue.belongs(this.set, { stage, note }, shutterAt)) {
      const nonce = await this.store.takeNonce();
      this.set = { id: crypto.randomUUID(), nonce, stage, note, count: 0, startedAt: shutterAt };
    }
    this.set.count += 1;
    // A file chosen later says nothing of where the phone was when it was taken.
    const isFresh = mode === 'camera' || Math.abs(shutterAt - (picture.lastModified ?? 0)) < 120_000;
    const photo = queue.waiting({
      id: crypto.randomUUID(),
      sha256: hex(await crypto.subtle.digest('SHA-256', bytes)),
      size: bytes.byteLength,
      set: this.set.id, stage, note, day: queue.dayOf(new Date(shutterAt)), mode,
      capturedAt: new Date(isFresh ? shutterAt : picture.lastModified).toISOString(),
      place: isFresh ? queue.placeAt(this.fix, shutterAt, this.set.nonce) : null,
    });
    await this.store.add(photo, new Blob([bytes], { type: 'image/jpeg' }));
    await this.show();
    this.flush();
  }

  async wake() {
    for (const photo of await this.store.photos()) {
      if (photo.state !== 'stored') await this.store.put(queue.again(photo));
    }
    this.flush();
  }

  /** Sends what waits, one page at a time even where two are open. */
  async flush() {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.timer);
    try {
      await navigator.locks.request(`rekam-${this.token}`, async () => {
        if (navigator.onLine) await this.fetchNonces();
        for (let photo; (photo = await this.following()); ) await this.sendOne(photo);
      });
    } finally {
      this.isSending = false;
    }
    await this.show();
    const at = queue.wakeAt(await this.store.photos());
    if (at !== null) this.timer = setTimeout(() => this.flush(), Math.max(1000, at - Date.now()));
  }

  async following() {
    return navigator.onLine ? queue.next(await this.store.photos(), Date.now()) : undefined;
  }

  async sendOne(photo) {
    const picture = await this.store.picture(photo.id);
    const progress = (offset) => this.showProgress(photo.id, offset / photo.size);
    let after;
    try {
      const ask = (...request) => this.ask(...request);
      const answer = await send(photo, picture, { ask, pace: this.pace, progress });
      after = queue.acknowledged(photo, answer, Date.now());
    } catch (error) {
      const isFinal = error instanceof Refusal && queue.isFinal(error.status);
      after = isFinal ? queue.refused(photo, error.message) : queue.failed(photo, Date.now(), error.message);
    }
    await this.store.put(after, queue.mayForget(after));
    await this.show();
  }

  ask(method, path, body, headers = {}) {
    return fetch(path, {
      method, body, credentials: 'omit', cache: 'no-store',
      headers: { Authorization: `Capture ${this.token}`, Accept: 'application/json', ...headers },
    });
  }

  async fetchNonces() {
    if (await this.store.countNonces() >= 10) return;
    try {
      const answer = await this.ask('POST', '/v1/capture/nonces', JSON.stringify({ count: 20 }), {
        'Content-Type': 'application/json',
      });
      if (!answer.ok) return;
      const given = await answer.json();
      await this.store.addNonces(given.nonces, given.issuedAt);
    } catch { /* without a signal the photo goes without a nonce */ }
  }

  async show() {
    const photos = (await this.store.photos()).sort((a, b) => (a.capturedAt < b.capturedAt ? 1 : -1));
    const sums = queue.counts(photos);
    const line = navigator.onLine ? 'standing' : 'standing-offline';
    this.standing.textContent = this.word(line, sums);
    Object.assign(this.dataset, { waiting: sums.waiting, stored: sums.stored, refused: sums.refused });
    this.sender.hidden = sums.waiting + sums.refused === 0;
    this.list.replaceChildren(...await Promise.all(photos.map((photo) => this.line(photo))));
  }

  async line(photo) {
    const style = { dateStyle: 'medium', timeStyle: 'short' };
    const when = new Date(photo.capturedAt).toLocaleString('id-ID', style);
    const metres = Math.round(photo.place?.accuracyM ?? 0);
    const where = this.word(photo.place ? 'with-place' : 'without-place', { metres });
    const tag = make('span', { className: 'tag', textContent: this.word(`state-${photo.state}`) });
    tag.classList.toggle('well', photo.state === 'stored');
    tag.classList.toggle('wrong', photo.state === 'refused');
    const line = make('li', {}, tag, make('span', { textContent: `${when} · ${photo.stage} % · ${where}` }));
    line.dataset.id = photo.id;
    line.dataset.state = photo.state;
    if (photo.meaning) line.append(make('small', { textContent: photo.meaning }));
    if (photo.state === 'refused') {
      line.append(make('small', { className: 'error', textContent: photo.reason }));
    }
    if (photo.state === 'stored') {
      line.append(make('small', { textContent: this.word('proof', { hash: photo.sha256.slice(0, 12) }) }));
    } else {
      const picture = await this.store.picture(photo.id);
      if (picture) line.prepend(this.preview(picture));
      const bar = make('progress', { max: 1, value: 0, ariaLabel: this.word('progress') });
      line.append(bar, this.download(photo, picture));
    }
    return line;
  }

  preview(picture) {
    const image = make('img', { alt: '', width: 96, height: 72, src: URL.createObjectURL(picture) });
    image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
    return image;
  }

  /** So that a photo can be saved by hand before the browser's data is cleared. */
  download(photo, picture) {
    const link = make('a', { href: '#', textContent: this.word('save') });
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const address = URL.createObjectURL(picture);
      make('a', { href: address, download: `foto-${photo.sha256.slice(0, 8)}.jpg` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    });
    return link;
  }

  showProgress(id, share) {
    const bar = this.list.querySelector(`[data-id="${id}"] progress`);
    if (bar) bar.value = share;
  }
}
customElements.define('photo-capture', PhotoCapture);
