/* Keeps Jelajah on the phone: its page and its parts as one, and pictures that were seen. */
const NAME = '{{ name|escapejs }}';
const PAGE = '{{ page|escapejs }}';
const FILES = [{% for file in files %}'{{ file|escapejs }}',{% endfor %}];
const PICTURES = 'jelajah-pictures';
/* About ten megabytes of the sizes that phones ask for. */
const MOST_PICTURES = 300;

addEventListener('install', (event) => {
  const fetched = FILES.concat(PAGE).map((file) => new Request(file, { cache: 'reload', credentials: 'omit' }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(fetched)).then(() => skipWaiting()));
});

addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith('jelajah-') && name !== PICTURES && name.slice(-2) === NAME.slice(-2) && name !== NAME;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))).then(() => clients.claim()));
});

addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname === PAGE || FILES.includes(url.pathname)) {
    event.respondWith(caches.open(NAME).then((cache) => cache.match(url.pathname)).then((kept) => kept || fetch(event.request)));
  } else if (url.pathname.startsWith('/media/') && event.request.destination === 'image') {
    event.respondWith(seen(event.request));
  }
});

async function seen(request) {
  const cache = await caches.open(PICTURES);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await keep(cache, request, response.clone()).catch(() => {}); // a full phone shows it all the same
  return response;
}

async function keep(cache, request, response) {
  await cache.put(request, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PICTURES)).map((key) => cache.delete(key)));
}
