// Keeps the pages that a reader opens on the reader's device, and shows them where there is no network.
//
// Rule: nothing is kept before the page about reading offline says so. The cache itself is the reader's word:
// where there is none, this worker passes everything on. It keeps answers of its own site alone, never what the
// gate says, never what is sent. A page is asked of the network first, and what is gone there goes here; what is
// named by its content is asked for once. The newest PAGES pages, ASSETS files of the theme, and BYTES of all but
// those are kept, and nothing but those longer than AGE.
"use strict";
const KEPT = "kept";
const PAGES = 60;
const ASSETS = 40;
const BYTES = 15e6;
const AGE = 2592e6; // ms, 30 days
const PATIENCE = 4000; // ms that a page which is kept waits for a newer one
const FRESH = 18e5; // ms in which an edition's front is not asked for again
let forgotten = false;

const look = (url) => caches.match(url, { ignoreSearch: true, ignoreVary: true });

const themes = (path) => path.startsWith("/assets/");
const lasts = (path) => themes(path) || path.endsWith("/offline/");
const pathOf = ({ url }) => new URL(url).pathname;

// Whoever opens a cache makes it where there is none: so what was forgotten meanwhile is forgotten again.
const within = async (act) => {
  if (forgotten || !await caches.has(KEPT)) return;
  await act(await caches.open(KEPT));
  if (forgotten) await caches.delete(KEPT);
};

const keep = async (url, answer) => {
  if (!answer.ok || answer.type !== "basic") return;
  const body = await answer.blob();
  const headers = new Headers(answer.headers);
  headers.set("X-Size", body.size);
  headers.set("X-At", Date.now());
  await within((cache) => cache.put(url, new Response(body, { headers })).catch(() => shed(cache)));
};

// The device is full: the older half goes, and the next page finds room.
const shed = async (cache) => {
  const kept = (await cache.keys()).filter((one) => !lasts(pathOf(one)));
  for (const one of kept.slice(0, (kept.length + 1) / 2)) await cache.delete(one);
};

const forget = async () => {
  forgotten = true;
  await caches.delete(KEPT);
  await registration.unregister();
};

const trim = async (cache) => {
  const left = { pages: PAGES, assets: ASSETS, bytes: BYTES };
  for (const one of (await cache.keys()).reverse()) {
    const path = pathOf(one);
    const { headers } = await cache.match(one);
    if (themes(path)) left.assets -= 1;
    else left.bytes -= headers.get("X-Size");
    if (path.endsWith("/") && !lasts(path)) left.pages -= 1;
    const over = themes(path) ? left.assets : path.endsWith("/") ? Math.min(left.pages, left.bytes) : left.bytes;
    const old = !lasts(path) && Date.now() - headers.get("X-At") > AGE;
    if (old || over < 0 && !path.endsWith("/offline/")) await cache.delete(one);
  }
};

// The front of an edition that is read, and what to say there without a network. Where the newsroom has
// taken that page away, it wants nothing kept any more.
const accompany = async (path) => {
  const front = "/" + path.split("/")[1] + "/";
  const about = front + "offline/";
  const known = await look(about);
  if (known && Date.now() - known.headers.get("X-At") < FRESH) return;
  const answer = await fetch(about);
  if (answer.status === 404) return forget();
  await keep(about, answer);
  await keep(front, await fetch(front));
};

const read = async (path, answer) => {
  if (answer.status === 404 || answer.status === 410) return within((cache) => cache.delete(path));
  const html = answer.ok && path.endsWith("/") && path !== "/" && (answer.headers.get("Content-Type") || "").startsWith("text/html");
  if (!html || forgotten || !await caches.has(KEPT)) return;
  await keep(path, answer);
  await accompany(path);
  await within(trim);
};

const page = async (event, path) => {
  const known = await look(path);
  const asked = fetch(event.request);
  event.waitUntil(asked.then((answer) => read(path, answer.clone())).catch(() => {}));
  try {
    const answer = await (known ? Promise.race([asked, new Promise((done) => setTimeout(done, PATIENCE, known))]) : asked);
    return known && answer.status > 499 ? known : answer;
  } catch (error) {
    const said = known || await look("/" + path.split("/")[1] + "/offline/");
    return known || (said ? new Response(said.body, { status: 503, headers: said.headers }) : Response.error());
  }
};

const part = async (event) => {
  const known = await look(event.request.url);
  if (known) return known;
  const answer = await fetch(event.request);
  event.waitUntil(keep(event.request.url, answer.clone()));
  return answer;
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  const path = url.pathname;
  if (request.method !== "GET" || url.origin !== location.origin || path.startsWith("/gate/") || forgotten) return;
  if (path.startsWith("/assets/") || path.startsWith("/media/")) event.respondWith(part(event));
  else if (request.mode === "navigate") event.respondWith(page(event, path));
});
self.addEventListener("message", (event) => {
  const begin = async (paths) => {
    forgotten = false;
    await caches.open(KEPT);
    for (const path of paths) await fetch(path).then((answer) => keep(path, answer)).catch(() => {});
    event.source.postMessage(0);
  };
  event.waitUntil(event.data ? begin(event.data) : forget());
});
