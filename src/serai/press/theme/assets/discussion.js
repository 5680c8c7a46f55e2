// The discussion with a script: the page's own plain forms, sent without leaving the page.
//
// Rule: every act works without this file. It says no word of its own (words are the page's data-
// attributes, or the gate's answer, put in place as it is) and asks nobody but this site. What a reader
// wrote stays in the form until the gate has answered, and in this tab until it is sent. The site gives
// it out without its comments and needless spaces (`assets.py`), for which it holds no regular expression.
(() => {
  const page = document;
  const $ = (selector, root = page) => root.querySelector(selector);
  const all = (selector, root = page) => [...root.querySelectorAll(selector)];
  const add = (at, markup) => {
    at.insertAdjacentHTML('beforeend', markup);
    return at.lastChild;
  };
  const on = (name, act, at = page) => at.addEventListener(name, act);
  const atGate = location.pathname.startsWith('/gate/');
  const field = (form, name) => $(`[name=${name}]`, form);
  const hide = (form, name, value) => {
    ($(`input[name=${name}]`, form) || add(form, `<input type=hidden name=${name}>`)).value = value;
  };

  // A device may refuse to keep anything: then nothing is kept. No value: what is kept; null: forget it.
  const keep = (box, name, value) => {
    try {
      if (value) window[box]['serai-' + name] = JSON.stringify(value);
      else if (value === null) delete window[box]['serai-' + name];
      else return JSON.parse(window[box]['serai-' + name]);
    } catch (refused) {}
  };
  const story = (field(page, 'story') || {}).value;
  const known = value => keep('localStorage', 'name', value);
  const draft = value => keep('sessionStorage', 'draft' + story, value);
  const rated = value => keep('sessionStorage', 'rating' + story, value);

  // ALTCHA, version 1: the puzzle's answer is the number whose SHA-256 after the salt is the challenge; in slices, so that the
  // page stays awake.
  const solve = async task => {
    const { subtle } = crypto;
    if (!subtle) return '';
    const bytes = new TextEncoder();
    const hex = data => Array.from(new Uint8Array(data), byte => (byte + 256).toString(16).slice(1)).join('');
    for (let from = 0; from <= task.maxnumber; from += 250) {
      const tried = await Promise.all(Array.from({ length: 250 }, (_, n) =>
        subtle.digest('SHA-256', bytes.encode(task.salt + (from + n)))));
      const at = tried.findIndex(data => hex(data) === task.challenge);
      if (at >= 0) return btoa(JSON.stringify({ ...task, number: from + at }));
      await new Promise(later => setTimeout(later));
    }
    return '';
  };

  // A form keeps its token and key until it is sent, so that a post tried again is the same post.
  const prepare = form => {
    form.ready = form.ready || fetch('/gate/token').then(async answer => {
      if (!answer.ok) throw form;
      const { token, key, challenge } = await answer.json();
      return { token, key, proof: await solve(challenge) };
    });
    form.ready.catch(() => { form.ready = null; });
    return form.ready;
  };

  const plainly = (form, button) => {
    if (button.name) hide(form, button.name, button.value);
    draft(null);
    form.busy = false;
    form.submit();
  };

  // The gate's answer, where the form was, in the gate's own look.
  const show = async (response, form) => {
    const said = new DOMParser().parseFromString(await response.text(), 'text/html');
    const answer = $('.answer', said);
    page.head.prepend($('[rel=stylesheet]', said));
    (form.closest('.answer') || form).replaceWith(answer);
    all('form', answer).forEach(enhance);
    return answer;
  };

  const send = async (form, button) => {
    const data = new URLSearchParams(new FormData(form));
    if (button.name) data.set(button.name, button.value);
    try {
      if (field(form, 'story')) {
        const ready = await prepare(form);
        for (const name in ready) if (!data.get(name)) data.set(name, ready[name]);
        if (form === main) data.set('act', 'send');
      }
      const response = await fetch(form.action, { method: 'POST', body: data });
      const answer = await show(response, form), where = response.url.split('/');
      if (where[4] === 'receipt' && response.ok && field(form, 'story')) {
        form.ready = null;
        if (form.matches('.liking')) rated('/gate/receipt/' + where[5] + '/');
        else {
          draft(null);
          takeBack();
          field(main, 'text').value = '';
          if (known()) known({ name: data.get('name'), known: where[5] });
        }
      }
      if (field(answer, 'name')) {
        main = $('#write', answer);
        main.ready = form.ready;
      }
      ($('.problems', answer) || answer).focus();
    } catch (problem) {
      if (problem === form) plainly(form, button);
      else {
        const line = $('.failed', form) || add(form, '<p class="problem failed" role=alert>');
        line.textContent = $('[data-failed]').dataset.failed;
      }
    }
    form.busy = false;
  };

  on('submit', event => {
    const form = event.target, button = event.submitter;
    if (!button || atGate && (!field(form, 'token') || button.value === 'change')) return;
    event.preventDefault();
    if (form.busy) return;
    form.busy = true;
    if (!atGate) send(form, button);
    else prepare(form).then(ready => hide(form, 'proof', ready.proof)).catch(() => 0).then(() => plainly(form, button));
  });

  // The characters left, as a reader counts them; told aloud when the typing rests.
  const segments = Intl.Segmenter && new Intl.Segmenter();
  const count = text => Array.from(segments && text.length < 3e4 ? segments.segment(text) : text).length;
  const counter = form => {
    const limit = form.dataset.limit;
    if (!limit) return;
    const text = $('textarea', form), line = $('.limit', form);
    const aloud = add(line, '<span class=unseen aria-live=polite>');
    const spell = number => number.toLocaleString(page.documentElement.lang, { useGrouping: false });
    let rest;
    text.oninput = text.onfocus = () => {
      const left = limit - count(text.value.trim());
      $('bdi', line).textContent = `${spell(left)} / ${spell(+limit)}`;
      line.classList.toggle('over', left < 0);
      clearTimeout(rest);
      rest = setTimeout(() => { aloud.textContent = line.firstChild.data + spell(left); }, 1000);
    };
  };

  // A reply stands below what it answers; Escape or the button takes the form back. A browser that has no `replaceChildren`
  // fails before anything is moved, and follows the link.
  let main = $('#write');
  let takeBack = () => 0;
  const replyTo = link => {
    takeBack();
    const home = page.createComment(''), remark = link.closest('.remark');
    const title = $('#form-title', main), words = [...title.childNodes];
    title.replaceChildren(link.text, ': ', $('bdi', remark).cloneNode(true));
    if (main.isConnected) main.replaceWith(home);
    else $('#comments').append(home);
    hide(main, 'reply_to', new URL(link.href).searchParams.get('reply_to'));
    takeBack = () => {
      takeBack = () => 0;
      home.replaceWith(main);
      cancel.remove();
      field(main, 'reply_to').remove();
      title.replaceChildren(...words);
      link.focus();
    };
    const cancel = add(main, '<button type=button class=second>');
    cancel.append(main.dataset.cancel);
    on('click', () => takeBack(), cancel);
    remark.after(main);
    field(main, 'text').focus();
  };
  on('click', event => {
    const link = event.target.closest('.reply');
    if (!link || !main || event.ctrlKey || event.metaKey) return;
    replyTo(link);
    event.preventDefault();
  });
  on('keydown', event => {
    if (event.key === 'Escape') takeBack();
  });

  // The name is remembered on this device alone, and only where the reader says so.
  const remember = form => {
    const name = field(form, 'name'), mine = known();
    const label = add(name.parentNode, '<label class=remember><input type=checkbox> </label>');
    const box = label.firstChild;
    box.checked = mine;
    label.append(form.dataset.remember);
    if (mine) {
      name.value = name.value || mine.name;
      if (mine.known && !field(form, 'known')) hide(form, 'known', mine.known);
    }
    on('change', () => {
      known(box.checked ? { name: name.value } : null);
      hide(form, 'known', '');
    }, box);
  };

  const enhance = form => {
    counter(form);
    if (form.id !== 'write') return;
    remember(form);
    if (atGate) return;
    const boxes = all('.field [name]', form), saved = draft() || {};
    boxes.forEach(box => { box.value = box.value || saved[box.name] || ''; });
    on('input', () => {
      prepare(form);
      draft(Object.fromEntries(boxes.map(box => [box.name, box.value])));
    }, form);
  };
  all('form').forEach(enhance);

  const token = field(page, 'token'), like = $('.liking'), receipt = !atGate && like && rated();
  if (token) prepare(token.form);
  if (receipt) fetch(receipt).then(answer => answer.ok && show(answer, like)).catch(() => 0);
})();
