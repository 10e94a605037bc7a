// The capture page's service worker: its page and files open without a signal. It sends nothing by itself;
// the queue lives in IndexedDB and is sent by the page, which can say what happened.
const name = 'rekam-1';
const patience = 5000;
// The page is one and the same, whatever language or cookie it was asked with.
const anyway = { ignoreVary: true };

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/static/')) event.respondWith(keptFirst(event.request));
  if (url.pathname.startsWith('/rekam/')) event.respondWith(newestFirst(event.request));
});

/** Files named by their content never change. */
async function keptFirst(request) {
  const cache = await caches.open(name);
  const kept = await cache.match(request, anyway);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

/** The page as the server has it; without a signal, or with a closed link, as it was: photos may wait. */
async function newestFirst(request) {
  const cache = await caches.open(name);
  const kept = await cache.match(request, anyway);
  try {
    const answer = await fetch(request, kept ? { signal: AbortSignal.timeout(patience) } : undefined);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer.ok || !kept ? answer : kept;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
