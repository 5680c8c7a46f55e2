/* The moderation screens' keys, and decisions without a reload.

   Rule: everything here is also done by the page's plain forms; this only presses their buttons. A reader's
   words are moved as nodes that the server made, never written as markup; what is said is the server's. */

(() => {
  const talk = document.querySelector("[data-talk]");
  if (!talk) return;
  const list = talk.querySelector("[data-list]");
  const said = talk.querySelector("[data-said]");
  const undoForm = talk.querySelector("[data-undo]");
  const stays = (talk.dataset.stays || "").split(" ");
  const undone = new Map(); // a batch -> the rows it took away, and where they stood
  let current = null;
  let answered = Promise.resolve(); // all that was decided so far: an undo waits for its decision
  let asked = 0; // decisions that are not answered yet
  let stale = false; // whether the page must be made anew once they are

  const rows = () => (list ? [...list.querySelectorAll("[data-row]")].filter((row) => !row.hidden) : []);

  const goTo = (row, scroll = true) => {
    if (current) current.removeAttribute("data-current");
    current = row || null;
    if (!current) return;
    current.setAttribute("data-current", "");
    current.focus({ preventScroll: true });
    if (scroll) current.scrollIntoView({ block: "nearest" });
  };

  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current);
    goTo(at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  };

  const say = (words) => {
    said.textContent = words;
  };

  const showCounts = (counts) => {
    for (const place of talk.querySelectorAll("[data-count]")) {
      if (counts && place.dataset.count in counts) place.textContent = counts[place.dataset.count];
    }
  };

  const offerUndo = (batch, words) => {
    undoForm.hidden = !batch;
    undoForm.elements.batch.value = batch || "";
    undoForm.querySelector("[data-last]").textContent = words;
  };

  const ask = async (form, submitter) => {
    const data = new FormData(form, submitter);
    const answer = await fetch((submitter && submitter.getAttribute("formaction")) || form.action, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
      credentials: "same-origin",
    });
    let told = {};
    try {
      told = await answer.json();
    } catch {
      told = {};
    }
    return { ok: answer.ok && "said" in told, said: told.said || talk.dataset.failed, told };
  };

  const takeAway = (gone) => {
    const all = rows();
    const left = all.filter((row) => !gone.includes(row));
    const after = left.find((row) => all.indexOf(row) > all.indexOf(gone[0])) || left[left.length - 1];
    for (const row of gone) row.hidden = true;
    if (gone.includes(current) || gone.length > 1) goTo(after || null);
  };

  const bringBack = (gone) => {
    for (const row of gone) {
      row.hidden = false;
      const box = row.querySelector("[data-key='x']");
      if (box) box.checked = false;
    }
    if (gone.length) goTo(gone[0]);
  };

  const whenEmpty = () => {
    const empty = talk.querySelector("[data-empty]");
    if (!list || rows().length || !empty) return;
    const older = talk.querySelector("[data-older]");
    if (older) {
      location.assign(location.pathname + location.search); // the next ones have moved up to here
      return;
    }
    empty.hidden = false;
    const bulk = talk.querySelector("[data-bulk]");
    if (bulk) bulk.hidden = true;
  };

  const settle = () => {
    if (asked) return; // to leave the page now could lose what is on its way
    if (stale) location.reload();
    else whenEmpty();
  };

  const rowsOf = (form) => {
    if (!form.hasAttribute("data-bulk")) return [form.closest("[data-row]")].filter(Boolean);
    return rows().filter((row) => row.querySelector("[data-key='x']:checked"));
  };

  const decide = (form, submitter) => {
    const meant = rowsOf(form);
    const act = (submitter && submitter.name === "act" && submitter.value) || (form.elements.act || {}).value;
    const after = { approve: "approved", pick: "approved", reject: "rejected", hold: "held" }[act];
    const leaves = (submitter && submitter.hasAttribute("data-leaves")) || (after && !stays.includes(after));
    const picks = submitter && submitter.hasAttribute("data-picks");
    if (!meant.length) {
      HTMLFormElement.prototype.submit.call(form); // nothing is chosen: the server says so
      return;
    }
    const pending = ask(form, submitter).catch(() => ({ ok: false, said: talk.dataset.failed, told: {} }));
    if (leaves) takeAway(meant);
    asked += 1;
    answered = answered.then(async () => {
      const answer = await pending;
      asked -= 1;
      say(answer.said);
      if (!answer.ok) {
        if (leaves) bringBack(meant);
        return;
      }
      showCounts(answer.told.counts);
      if (!leaves || picks) stale = true; // it stays on the list, with other buttons
      else if (answer.told.batch) {
        undone.set(answer.told.batch, meant);
        offerUndo(answer.told.batch, answer.said);
      }
      settle();
    });
  };

  const undo = async () => {
    const batch = undoForm.elements.batch.value;
    if (undoForm.hidden || !batch) return;
    const gone = undone.get(batch);
    let answer;
    try {
      answer = await ask(undoForm);
    } catch {
      answer = { ok: false, said: talk.dataset.failed, told: {} };
    }
    say(answer.said);
    if (!answer.ok) return;
    showCounts(answer.told.counts);
    undone.delete(batch);
    if (!gone) {
      location.reload(); // it was decided before this page was made
      return;
    }
    bringBack(gone);
    const empty = talk.querySelector("[data-empty]");
    if (empty) empty.hidden = true;
    const bulk = talk.querySelector("[data-bulk]");
    if (bulk) bulk.hidden = false;
    const last = answer.told.last || {};
    offerUndo(last.batch || "", last.said || "");
  };

  talk.addEventListener("submit", (event) => {
    const form = event.target;
    if (form === undoForm) {
      event.preventDefault();
      answered = answered.then(undo);
    } else if (form.hasAttribute("data-decides")) {
      event.preventDefault();
      decide(form, event.submitter);
    }
  });

  talk.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row && row !== current) {
      if (current) current.removeAttribute("data-current");
      current = row;
      current.setAttribute("data-current", "");
    }
  });

  /* Keys, by their place on the keyboard: with a Russian layout the same keys do the same. */

  const KEYS = {
    KeyA: "a", KeyR: "r", KeyH: "h", KeyP: "p", KeyN: "n", KeyX: "x", Enter: "Enter", NumpadEnter: "Enter",
  };

  const typing = (target) =>
    target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox";

  const press = (control) => {
    const folded = control.closest("details");
    if (folded && control.tagName !== "SUMMARY") folded.open = true;
    if (control.tagName === "TEXTAREA") {
      control.focus();
      return;
    }
    control.click();
    if (control.tagName === "SUMMARY" && folded.open) {
      const field = folded.querySelector("input:not([type='hidden']), textarea");
      if (field) field.focus();
    }
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.code === "Escape" && current && typing(event.target)) {
      const folded = event.target.closest(".talk-reject");
      if (folded) {
        folded.open = false;
        current.focus();
      }
      return;
    }
    if (typing(event.target) || document.querySelector("[aria-modal='true']:not([aria-hidden='true'])")) return;
    if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) {
      const help = talk.querySelector("[data-help]");
      if (help) help.open = !help.open;
    } else if (event.shiftKey) {
      return;
    } else if (event.code === "KeyJ" || event.code === "ArrowDown") {
      step(1);
    } else if (event.code === "KeyK" || event.code === "ArrowUp") {
      step(-1);
    } else if (event.code === "KeyU") {
      answered = answered.then(undo);
    } else if (event.code in KEYS) {
      if (KEYS[event.code] === "Enter" && event.target !== current) return;
      const control = current && !current.hidden && current.querySelector(`[data-key="${KEYS[event.code]}"]`);
      if (!control) return;
      press(control);
    } else {
      return;
    }
    event.preventDefault();
  };

  if (talk.dataset.keys === "on") document.addEventListener("keydown", onKey);

  const chooseAll = talk.querySelector("[data-all]");
  if (chooseAll) {
    chooseAll.hidden = false;
    chooseAll.addEventListener("click", () => {
      const boxes = rows().map((row) => row.querySelector("[data-key='x']")).filter(Boolean);
      const every = boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = !every;
    });
  }

  const aimed = location.hash.startsWith("#comment-") && document.getElementById(location.hash.slice(1));
  if (aimed || (list && talk.dataset.keys === "on" && rows().length)) goTo(aimed || rows()[0], Boolean(aimed));
})();
