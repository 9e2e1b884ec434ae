// The desk for reports: each line is decided by a key or a click, and kept at once.

import { Text } from "./intake-text.js";

const desk = document.querySelector("[data-intake]");
const form = desk.querySelector("form");
const text = new Text(desk.querySelector("[data-text]"), () => [...form.querySelectorAll("[data-line^=s]")]);
const AGAIN = 5_000;
const [HEAD, FOOT] = [48, 96];

const lines = () => [...form.querySelectorAll("[data-line]")];
const finish = form.querySelector("[data-line=finish]");
const field = (line, name) => line.querySelector(`[name$="-${name}"]`);
const is = (line, kind) => line.dataset.line.startsWith(kind) && line !== finish;
// What bears the name of a line is read aloud when it is reached.
const handle = (line) => line.querySelector("fieldset") ?? line;
const current = () => form.querySelector("[aria-current]");

// What is kept

// The lines that are on their way, by how often each was sent.
const unkept = new Map();
// What was sent of a line last.
const sent = new WeakMap();
// Another event has other participants and statements, which the lines are held against.
let isAnotherEvent = false;
let queue = Promise.resolve();

const token = () =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ??
  form.querySelector("[name=csrfmiddlewaretoken]").value;

const tell = (told) => {
  form.querySelector("[data-told]").textContent = told;
};

const post = async (data) => {
  data.append("csrfmiddlewaretoken", token());
  const how = { method: "POST", body: data, redirect: "manual" };
  const answer = await fetch(desk.dataset.intake, how);
  // A lost login answers by leading to the page where one signs in; a token of before it by 403.
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error("lost");
  return { status: answer.status, ...(await answer.json()) };
};

const ask = (make) => {
  queue = queue.then(() => post(make()));
  const answer = queue;
  queue = queue.catch(() => {});
  return answer;
};

const dataOf = (line) => {
  const data = new FormData();
  for (const one of line.querySelectorAll("[name]")) {
    if (one.type !== "radio" || one.checked) data.append(one.name, one.value);
  }
  data.append("line", line.dataset.line);
  return data;
};

const valuesOf = (line) =>
  JSON.stringify([...dataOf(line)].filter(([name]) => !name.endsWith("-turn")));

const keep = async (line) => {
  const key = line.dataset.line;
  sent.set(line, valuesOf(line));
  unkept.set(key, (unkept.get(key) ?? 0) + 1);
  try {
    // Made when its turn comes: the answer to the one before may have changed the line.
    const told = await ask(() => dataOf(byKey(key)));
    if (unkept.get(key) > 1) unkept.set(key, unkept.get(key) - 1);
    else unkept.delete(key);
    lost(false);
    take(told);
  } catch {
    unkept.set(key, 1);
    lost(true);
    wait(false);
  }
};

// What is changed of a decided line is kept at once, as the decision was.
const keepChange = (line) => {
  if (!line.dataset.state || sent.get(line) === valuesOf(line)) return;
  if (isMoved(line)) wait(true);
  keep(line);
};

// What is pressed meanwhile is meant for what is not shown yet.
const wait = (isWaiting) => form.toggleAttribute("data-sent", isWaiting);

const isMoved = (line) => is(line, "e") && field(line, "record").value !== line.dataset.record;

const lost = (isLost) => {
  form.querySelector("[data-lost]").hidden = !isLost;
};

setInterval(() => {
  if (form.querySelector("[data-lost]").hidden) return;
  for (const key of [...unkept.keys()]) {
    unkept.delete(key);
    keep(byKey(key));
  }
}, AGAIN);

window.addEventListener("beforeunload", (event) => {
  if (unkept.size) event.preventDefault();
});

// What was chosen or written in a line that is not decided goes along when the page is left.
const isTouched = (line) =>
  [...line.querySelectorAll("[name]")].some((one) =>
    one.options
      ? [...one.options].some((option) => option.selected !== option.defaultSelected)
      : one.type !== "radio" && one.type !== "hidden" && one.value !== one.defaultValue,
  );

window.addEventListener("pagehide", () => {
  if (form.hasAttribute("data-sent")) return;
  const moved = text.stop();
  for (const line of lines()) {
    if (unkept.has(line.dataset.line) || (line !== moved && (line.dataset.state || !isTouched(line)))) continue;
    const data = dataOf(line);
    data.append("csrfmiddlewaretoken", token());
    navigator.sendBeacon(desk.dataset.intake, data);
  }
});

// What comes back

const byKey = (key) => form.querySelector(`[data-line="${key}"]`);

const made = (html) => {
  const place = document.createElement("template");
  place.innerHTML = html.trim();
  return place.content.firstElementChild;
};

const place = (fresh) => {
  const key = fresh.dataset.line;
  const group = form.querySelector(`[data-group=${key[0]}]`);
  group.parentElement.querySelector(".intake-none")?.remove();
  const at = (line) => Number.parseInt(field(line, "passages")?.value ?? "0", 10);
  const after = is(fresh, "s") && [...group.children].find((line) => at(line) > at(fresh));
  group.insertBefore(fresh, after || null);
};

const put = (key, html, isAnew) => {
  const old = byKey(key);
  if (!html) return old?.remove();
  const fresh = made(html);
  if (old === null) return place(fresh);
  const isCurrent = old.hasAttribute("aria-current");
  if (is(old, "e")) {
    isAnotherEvent ||= old.dataset.record !== fresh.dataset.record;
    wait(isAnotherEvent);
  }
  // Whoever is writing in the line goes on with it, and what was decided since is on its way.
  const hadFocus = handle(old) === document.activeElement;
  const isTyped = isCurrent && !hadFocus && old.contains(document.activeElement);
  const isWritten = isTyped || text.isMoving(old);
  if (!isAnew && (isWritten || unkept.has(key))) {
    field(old, "turn").value = field(fresh, "turn").value;
    return null;
  }
  old.replaceWith(fresh);
  if (isCurrent) fresh.setAttribute("aria-current", "true");
  if (hadFocus) handle(fresh).focus({ preventScroll: true });
  return null;
};

const take = ({ status, key, html, told, obstacles, url }) => {
  tell(told);
  if (url) return void location.assign(url);
  if (status === 400) return refuse(byKey(key) ?? current(), told);
  if (key) put(key, html, status === 409);
  if (obstacles) {
    const told = obstacles.map((sentence) => {
      const line = document.createElement("li");
      line.textContent = sentence;
      return line;
    });
    form.querySelector("[data-obstacles]").replaceChildren(...told);
  }
  if (key) {
    if (is(byKey(key) ?? finish, "p")) nameAnew(byKey(key));
    text.draw();
    if (current()) point(current());
  }
  if (isAnotherEvent && !unkept.size) location.reload();
  return undefined;
};

// A participant is chosen as the speaker under the name that was just written.
const nameAnew = (line) => {
  const number = [...line.parentElement.children].indexOf(line) + 1;
  const name = `${number}. ${field(line, "name").value}`;
  for (const select of form.querySelectorAll("[name$=-speaker]")) {
    const known = [...select.options].find((option) => option.value === line.dataset.line);
    if (known) known.textContent = name;
    else if (!select.matches("[data-short]")) select.add(new Option(name, line.dataset.line));
  }
};

// Of many people each line lists only its speaker, and all of them when it is reached.
const list = (line) => {
  const select = line.querySelector("select[data-short]");
  if (!select) return;
  const { value } = select;
  const people = lines().filter((one) => is(one, "p"));
  const options = people.map((one, at) => {
    const name = `${at + 1}. ${field(one, "name").value}`;
    const isChosen = one.dataset.line === value;
    return new Option(name, one.dataset.line, isChosen, isChosen);
  });
  select.replaceChildren(select.options[0], ...options);
  select.removeAttribute("data-short");
};

// The line stays to be decided, and says why.
const refuse = (line, told) => {
  wait(false);
  const error = line.querySelector("[data-error]");
  if (!error) return;
  setState(line, "");
  error.textContent = told;
  error.hidden = false;
  go(line);
  text.draw();
};

const setState = (line, state) => {
  line.querySelector(`[name$="-state"][value="${state}"]`).checked = true;
  line.dataset.state = state;
};

// Going from line to line

const go = (line, { isFocused = true, isShown = true } = {}) => {
  if (!line) return;
  const moved = text.stop();
  if (moved) keepWords(moved);
  for (const old of form.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
  line.setAttribute("aria-current", "true");
  list(line);
  form.querySelector("[data-moving]").hidden = true;
  if (isFocused) handle(line).focus({ preventScroll: true });
  if (isShown) reveal(line);
  point(line);
};

const point = (line) => {
  const name = line.querySelector("[name$=-name]")?.value;
  text.point(line.dataset.line, name, line.dataset.who?.split("-").map(Number));
};

// The line at hand stands whole in its box, between the head and the keys.
const reveal = (line) => {
  if (getComputedStyle(form).overflowY !== "auto") return line.scrollIntoView({ block: "nearest" });
  const [inner, outer] = [line.getBoundingClientRect(), form.getBoundingClientRect()];
  const [above, below] = [outer.top + HEAD - inner.top, inner.bottom - outer.bottom + FOOT];
  if (above > 0 || inner.height > outer.height - HEAD - FOOT) form.scrollTop -= above;
  else if (below > 0) form.scrollTop += below;
  return undefined;
};

// Words that were moved stay so, whether the line is decided or not.
const keepWords = (line) => {
  if (sent.get(line) !== valuesOf(line)) keep(line);
};

const step = (by) => go(lines()[lines().indexOf(current()) + by]);

const goOn = () => {
  const all = lines();
  const here = all.indexOf(current());
  const open = (line) => line.dataset.state === "";
  go(all.slice(here + 1).find(open) ?? all.find(open) ?? finish);
};

// Deciding

const decide = (line, state) => {
  const needed = [...line.querySelectorAll("[data-needed]")].find((one) => !one.value && one.offsetParent);
  if (needed && state === "confirmed") return refuse(line, needed.dataset.needed);
  setState(line, state);
  if (isMoved(line)) {
    wait(true);
    return void keep(line);
  }
  keep(line);
  return goOn();
};

const cycle = (line, name) => {
  const select = field(line, name);
  if (select) choose(line, select, (select.selectedIndex + 1) % select.options.length);
};

const choose = (line, select, index) => {
  if (!select || index < 0 || index >= select.options.length) return;
  select.selectedIndex = index;
  tell(select.selectedOptions[0].textContent);
  keepChange(line);
};

const add = async (data) => {
  try {
    const told = await ask(() => data);
    take(told);
    if (told.html) go(byKey(told.key));
    return told.html ? byKey(told.key) : null;
  } catch {
    lost(true);
    return null;
  }
};

const request = (values) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, value);
  return data;
};

const undo = async () => {
  try {
    const told = await ask(() => request({ act: "undo" }));
    take(told);
    if (told.html) go(byKey(told.key));
    else if (told.key) goOn();
  } catch {
    lost(true);
  }
};

const addStatement = async () => {
  const chosen = text.selected() ?? text.nextSentence(current()?.dataset.line);
  if (!chosen) return void tell(form.dataset.unmarked);
  const line = await add(request({ act: "add", passages: chosen.join("-") }));
  if (line) move(line);
};

const addPerson = async () => {
  const line = await add(request({ act: "person", line: current()?.dataset.line ?? "" }));
  if (line) field(line, "name").focus();
};

// Words that “said X” parts are one statement, if whoever reads them says so.
const join = async (line) => {
  const statements = lines().filter((one) => is(one, "s"));
  const other = statements[statements.indexOf(line) + 1];
  if (!is(line, "s") || !other) return;
  text.join(line, other);
  setState(other, "rejected");
  await keep(other);
  await keep(line);
};

const move = (line) => {
  text.move(line);
  form.querySelector("[data-moving]").hidden = false;
};

const edit = (line) => {
  if (is(line, "s")) move(line);
  else line.querySelector("input[type=text], input[type=date], textarea")?.focus();
};

const confirm = (line) => {
  text.stop();
  if (line === finish) return void finishAll();
  return decide(line, "confirmed");
};

const finishAll = async () => {
  await queue;
  const button = form.querySelector("[name=_finish]");
  if (!unkept.size && !form.hasAttribute("data-sent")) form.requestSubmit(button);
};

// Sent once: a second press would only be told that it was sent.
form.addEventListener("submit", (event) => {
  if (form.hasAttribute("data-sent")) event.preventDefault();
  form.dataset.sent = "";
});
window.addEventListener("pageshow", () => form.removeAttribute("data-sent"));

// Keys

const KEYS = {
  Enter: confirm,
  x: (line) => line !== finish && decide(line, "rejected"),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  k: (line) => cycle(line, "kind"),
  c: (line) => cycle(line, is(line, "p") ? "capacity" : "certainty"),
  s: (line) => line.querySelector("[data-digits]")?.focus(),
  e: edit,
  m: join,
  a: addStatement,
  p: addPerson,
  u: undo,
  "?": () => form.querySelector("[data-help]").showModal(),
};

// A Cyrillic keyboard has other letters on the same keys.
const keyOf = (event) => {
  if (/^[a-z?]$/i.test(event.key) || event.key.length > 1) {
    return event.key.length > 1 ? event.key : event.key.toLowerCase();
  }
  if (event.code === "Slash" && event.shiftKey) return "?";
  const letter = event.code.match(/^Key([A-Z])$/)?.[1].toLowerCase();
  return letter ?? event.code.match(/^(?:Digit|Numpad)(\d)$/)?.[1] ?? event.key;
};

const isWriting = (target) =>
  target.matches("textarea, select, input:not([type=radio], [type=submit], [type=hidden])");

const onKey = (event) => {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("dialog")) return;
  const key = keyOf(event);
  const line = current();
  if (form.hasAttribute("data-sent")) return event.preventDefault();
  // Held down, the key Enter confirms one line, and not all that come after it.
  if (key === "Enter" && event.repeat && !target.matches("textarea")) return event.preventDefault();
  if (!line || (target !== document.body && !desk.contains(target))) return;
  if (key === "Escape") {
    text.leave();
    form.querySelector("[data-moving]").hidden = true;
    handle(line).focus({ preventScroll: true });
  } else if (isWriting(target)) {
    if (key !== "Enter" || target.matches("textarea")) return;
    confirm(line);
  } else if (text.moves(key, event.shiftKey)) {
    tell(text.told);
  } else if (/^\d$/.test(key)) {
    choose(line, line.querySelector("[data-digits]"), Number(key) - (is(line, "s") ? 0 : 1));
  } else if (key === "Enter" && target.matches("a, button, summary, [type=submit]")) {
    return;
  } else if (KEYS[key]) {
    KEYS[key](line);
  } else {
    return;
  }
  event.preventDefault();
};

document.addEventListener("keydown", onKey);

// The mouse, and the finger: a press goes on to the next line; arrows among the states do not.

form.addEventListener("click", ({ target, detail }) => {
  if (detail && target.matches("[name$=-state]")) decide(target.closest("[data-line]"), target.value);
});

form.addEventListener("change", ({ target }) => {
  const line = target.closest("[data-line]");
  if (!line || target.matches("[name$=-state]:not(:focus-visible)")) return;
  if (!target.matches("[name$=-state]")) return keepChange(line);
  line.dataset.state = target.value;
  keep(line);
});

form.addEventListener("focusin", ({ target }) => {
  const line = target.closest("[data-line]");
  if (line && line !== current()) go(line, { isFocused: false });
});

form.addEventListener("click", ({ target }) => {
  const legend = target.closest("legend");
  if (legend) go(legend.closest("[data-line]"));
  if (target.matches("[data-close]")) target.closest("dialog").close();
  const odd = target.closest("[data-odd]");
  if (odd) text.flash(odd.dataset.odd.split("-").map(Number));
});

desk.querySelector("[data-text]").addEventListener("click", ({ target }) => {
  const mark = target.closest("mark");
  if (mark && getSelection().isCollapsed) go(byKey(mark.dataset.of.split(" ").at(-1)));
});

desk.dataset.live = "";
form.querySelector("[data-keys]").hidden = false;
const first = lines().find((line) => line.querySelector("[data-error]:not([hidden])"));
const begin = first ?? lines().find((line) => line.dataset.state === "") ?? finish;
// What is odd stands above the first line, and is read first.
go(begin, { isShown: begin !== lines()[0] });
