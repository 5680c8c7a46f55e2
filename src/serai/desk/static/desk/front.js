/* The board without a round trip: what the buttons ask of the server is done here at once, and stories can be
   dragged. The order of the form's fields is the order on the front, so nothing else is kept. */
(() => {
  "use strict";
  const form = document.querySelector("[data-front]");
  if (!form) return;
  document.documentElement.classList.add("front-scripted");
  const said = form.querySelector("[data-said]");
  const lists = () => [...form.querySelectorAll("[data-place]")];
  const list = (name) => lists().find((some) => some.dataset.place === name);
  /* What scrolls on the desk: below Wagtail's own frame it is not the window. */
  const scrolls = (some) => /auto|scroll/.test(getComputedStyle(some).overflowY);
  let scroller = form.parentElement;
  while (scroller && !scrolls(scroller)) scroller = scroller.parentElement;
  scroller ||= document.scrollingElement;
  const EDGE = 70; // pixels from the top and the bottom, where a story that is held scrolls the board
  const PACE = 9; // pixels at a time
  let changed = false;
  let holding = false;

  const fill = (words, parts) => words.replace(/%\((\w+)\)s/g, (_all, name) => parts[name]);

  const tell = (card) => {
    const home = card.closest("[data-place]");
    const cards = [...home.querySelectorAll(":scope > [data-card]")];
    const parts = {
      title: card.dataset.title,
      place: home.dataset.label,
      number: cards.indexOf(card) + 1,
      count: cards.length,
    };
    said.textContent = fill(home.dataset.place === "flow" ? form.dataset.flows : form.dataset.moved, parts);
    changed = true;
  };

  /* A place that is too full: a lead makes room by becoming the first beside it, another's last flows. */
  const settle = (home, moved) => {
    const limit = Number(home.dataset.limit || Infinity);
    const cards = [...home.querySelectorAll(":scope > [data-card]")];
    while (cards.length > limit) {
      const at = cards.findLastIndex((card) => card !== moved);
      const [over] = cards.splice(at, 1);
      const next = list(home.dataset.place === "lead" ? "second" : "flow");
      next.prepend(over);
      settle(next, over);
    }
  };

  const put = (card, home) => {
    home.prepend(card);
    settle(home, card);
  };

  const step = (thing, way, kind) => {
    let beside = thing;
    do {
      beside = way === "up" ? beside.previousElementSibling : beside.nextElementSibling;
    } while (beside && !beside.matches(kind));
    if (beside) beside[way === "up" ? "before" : "after"](thing);
  };

  const focusAgain = (button, thing) => {
    const visible = (some) => some.offsetParent !== null;
    const next = visible(button) ? button : [...thing.querySelectorAll(".front-act")].find(visible);
    if (next) next.focus();
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest(".front-act");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-section]");
    if (button.dataset.row) {
      step(row, button.dataset.row, ".front-row");
      said.textContent = row.querySelector("h3").textContent;
      changed = true;
      focusAgain(button, row);
      return;
    }
    const card = button.closest("[data-card]");
    const to = button.dataset.to;
    if (to === "up" || to === "down") step(card, to, "[data-card]");
    else put(card, list(to));
    tell(card);
    focusAgain(button, card);
  });

  /* Dragging, by mouse, pen or finger. Nothing moves before the story is dropped, so that what is aimed at
     stays where it is; Escape lets go of it. */
  form.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button !== 0 || holding) return;
    event.preventDefault();
    holding = true;
    const card = handle.closest("[data-card]");
    const held = new AbortController();
    let place = null;
    let next = null;
    let aimed = null;
    card.classList.add("front-card--moving");

    const mark = () => {
      for (const some of form.querySelectorAll(".front-drop, .front-drop-before")) {
        some.classList.remove("front-drop", "front-drop-before");
      }
      if (place) place.classList.add("front-drop");
      if (next) next.classList.add("front-drop-before");
    };
    const end = () => {
      held.abort();
      holding = false;
      card.classList.remove("front-card--moving");
      place = next = null;
      mark();
    };
    const on = (what, act) => document.addEventListener(what, act, { signal: held.signal });

    const aim = (at) => {
      const under = document.elementFromPoint(at.clientX, at.clientY);
      const section = under?.closest("[data-section], .front-candidates");
      place = section ? section.querySelector("[data-place]") : null;
      const others = place ? [...place.querySelectorAll(":scope > [data-card]")] : [];
      next = others.find((other) => {
        const box = other.getBoundingClientRect();
        return other !== card && at.clientY < box.top + box.height / 2;
      });
      mark();
    };
    const scroll = () => {
      if (held.signal.aborted) return;
      const way = aimed && (aimed.clientY < EDGE ? -1 : aimed.clientY > innerHeight - EDGE ? 1 : 0);
      if (way) {
        scroller.scrollBy(0, way * PACE);
        aim(aimed);
      }
      requestAnimationFrame(scroll);
    };

    on("pointermove", (at) => {
      aimed = at;
      aim(at);
    });
    requestAnimationFrame(scroll);
    on("pointerup", () => {
      const [home, before] = [place, next];
      end();
      if (!home) return;
      if (before) before.before(card);
      else home.append(card);
      settle(home, card);
      tell(card);
    });
    on("pointercancel", end);
    on("keydown", (key) => {
      if (key.key === "Escape") end();
    });
  });

  /* The hour of the preview is none of the front's: nothing is lost with it, and Enter looks. */
  const hour = form.querySelector("[name=at]");
  form.addEventListener("input", (event) => {
    if (event.target !== hour) changed = true;
  });
  hour.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.querySelector("[data-preview]").click();
  });
  form.addEventListener("submit", (event) => {
    if (!event.submitter?.hasAttribute("data-preview")) changed = false;
    else document.querySelector(".front-preview").scrollIntoView({ block: "nearest" });
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
})();
