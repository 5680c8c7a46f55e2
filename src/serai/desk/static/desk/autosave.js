/* What the desk saves by itself, and a press on a button that saves, one after the other.

   Rule: a form is sent when nothing of it is on its way any more, and nothing is begun after it. Both at once would
   make a new story twice, or find its slug in use: the button's request does not know yet what the other has
   made. Wagtail keeps what is on its way in the `submitPromise` of its controller. */
(() => {
  "use strict";
  const LONGEST = 10_000; // milliseconds that a press waits for an answer; then it goes its own way

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const app = window.wagtail && window.wagtail.app;
      const saving = app && app.getControllerForElementAndIdentifier(form, "w-autosave");
      if (!saving) return;
      saving.activeValue = false;
      saving.clearRetries();
      const underway = saving.submitPromise;
      if (!underway || form.dataset.waited) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      form.dataset.waited = "true";
      const button = event.submitter;
      const late = new Promise((resolve) => setTimeout(resolve, LONGEST));
      const go = () => {
        if (button) button.disabled = false; // a disabled one would not say what it is
        form.requestSubmit(button);
      };
      Promise.race([underway, late]).then(go, go);
    },
    true,
  );
})();
