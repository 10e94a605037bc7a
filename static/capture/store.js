// What the phone keeps until the server has it: photos (values and picture apart) and nonces. IndexedDB.
const version = 1;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });

/** Opens the store of one link. */
export async function openStore(link) {
  const request = indexedDB.open(`rekam-${link}`, version);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('photos', { keyPath: 'id' });
    request.result.createObjectStore('pictures');
    request.result.createObjectStore('nonces', { keyPath: 'nonce' });
  };
  return new Store(await done(request));
}

class Store {
  constructor(database) {
    this.database = database;
  }

  writing() {
    const both = ['photos', 'pictures'];
    return this.database.transaction(both, 'readwrite', { durability: 'strict' });
  }

  /** A photo with its picture, both or neither. */
  async add(photo, picture) {
    const transaction = this.writing();
    transaction.objectStore('photos').put(photo);
    transaction.objectStore('pictures').put(picture, photo.id);
    await finished(transaction);
  }

  async photos() {
    return done(this.database.transaction('photos').objectStore('photos').getAll());
  }

  async picture(id) {
    return done(this.database.transaction('pictures').objectStore('pictures').get(id));
  }

  /** Writes a photo's new state; its picture goes only together with `forget`. */
  async put(photo, forget = false) {
    const transaction = this.writing();
    transaction.objectStore('photos').put(photo);
    if (forget) transaction.objectStore('pictures').delete(photo.id);
    await finished(transaction);
  }

  async addNonces(nonces, issuedAt) {
    const transaction = this.database.transaction('nonces', 'readwrite');
    for (const nonce of nonces) transaction.objectStore('nonces').put({ nonce, issuedAt });
    await finished(transaction);
  }

  async countNonces() {
    return done(this.database.transaction('nonces').objectStore('nonces').count());
  }

  /** Takes one nonce out: it belongs to one photo set. */
  async takeNonce() {
    const transaction = this.database.transaction('nonces', 'readwrite');
    const nonces = transaction.objectStore('nonces');
    const first = (await done(nonces.getAll(null, 1)))[0];
    if (first) nonces.delete(first.nonce);
    await finished(transaction);
    return first?.nonce ?? null;
  }
}
