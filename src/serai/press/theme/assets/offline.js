// The page about reading offline: turns keeping on, shows what is kept, and forgets it, with what the discussion's
// script remembers.
//
// Rule: asks the network for nothing; what is kept is fetched by the worker. Words of kept pages are shown as
// words, never as markup. The page is read without this script too.
"use strict";
const KEPT = "kept";
const LISTED = 60;
const BOXES = [window.localStorage, window.sessionStorage].filter(Boolean);
const page = document.querySelector(".offline");
const part = (name) => page.querySelector("[data-" + name + "]");
const show = (name, shown) => {
  part(name).hidden = !shown;
};

const link = async (cache, request) => {
  const kept = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
  const to = document.createElement("a");
  to.href = new URL(request.url).pathname;
  to.textContent = kept.title;
  to.lang = kept.documentElement.lang;
  to.dir = kept.documentElement.dir;
  const line = document.createElement("li");
  line.append(to);
  return line;
};

const list = async () => {
  const on = await caches.has(KEPT);
  const lines = [];
  if (on) {
    const cache = await caches.open(KEPT);
    const kept = (await cache.keys()).reverse().filter((one) => one.url.endsWith("/") && !one.url.endsWith("/offline/"));
    for (const one of kept.slice(0, LISTED)) lines.push(await link(cache, one));
  }
  const said = BOXES.some((box) => Object.keys(box).some((name) => name.startsWith("serai-")));
  part("list").textContent = "";
  part("list").append(...lines);
  show("off", !on && !said);
  show("keep", !on);
  show("on", on);
  show("said", said);
  show("forget", on || said);
  show("kept", lines.length > 0);
};

const keep = async () => {
  const worker = navigator.serviceWorker;
  await worker.register("/worker.js");
  const ready = await worker.ready;
  const own = performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname);
  ready.active.postMessage([page.dataset.self, page.dataset.front, ...own.filter((path) => path.startsWith("/assets/"))]);
};

const forget = async () => {
  for (const box of BOXES) box.clear();
  for (const one of await navigator.serviceWorker.getRegistrations()) {
    if (one.active) one.active.postMessage(0);
    await one.unregister();
  }
  for (const name of await caches.keys()) await caches.delete(name);
  await list();
};

if (navigator.serviceWorker && window.caches) {
  show("missing", location.pathname !== page.dataset.self);
  show("needs", false);
  show("controls", true);
  part("keep").addEventListener("click", keep);
  part("forget").addEventListener("click", forget);
  navigator.serviceWorker.addEventListener("message", list);
  navigator.serviceWorker.startMessages();
  list();
}
