// What is typed into a form and not saved yet is kept in this browser, and offered back
// after a crash, a closed tab or a lost login. The copies never leave the browser. Each open form
// has a copy of its own, so that two tabs do not take each other's words.

const EVERY = 1000;
const KEPT_DAYS = 14;
const ANSWERED_WITHIN = 5000; // so long the server has, before a button may be pressed again
const ANSWER_WITHIN = 300; // so long other tabs have to say that they are still open
const OURS = "newsroom copy ";
const NOT_KEPT = /^(csrfmiddlewaretoken|_.*|comment-.*|.*-__prefix__-.*|.*_FORMS)$/;

const box = document.querySelector("[data-copies]");
const form = document.querySelector("form[data-kept]") ?? box?.closest("form");
const RECORD = `${OURS}${box?.dataset.user} ${location.pathname} `;
// A form that came back with faults holds words that nobody has saved; and a proposal is nobody's
// words until somebody changes one of them.
const isProposed = form?.dataset.kept === "proposed" && !form.querySelector(".errornote");
const isUnsaved = ["whole", "proposed"].includes(form?.dataset.kept);
// With what the form was opened, where it knows that.
const opening = () => form.elements.version ?? form.elements._opened;
const cameBack = Boolean(isUnsaved || form?.querySelector(".errornote"));

const anyName = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
const KEY = RECORD + anyName();

const stored = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};

const write = (copy) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(copy));
  } catch {
    // The browser has no room or keeps nothing; the form still works.
  }
};

const forget = (key) => localStorage.removeItem(key);

// The server names what it has saved by the name under which it was sent.
const savedNames = () =>
  document.cookie.match(/(?:^|; )newsroom_saved=([^;]*)/)?.[1].split(".") ?? [];

const isOver = (copy) => !copy?.at || Date.now() - copy.at > KEPT_DAYS * 24 * 3600 * 1000;

const tidy = () => {
  const saved = new Set(savedNames());
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(OURS))) {
    const copy = stored(key);
    if (isOver(copy) || saved.has(copy.sent)) forget(key);
  }
};

const isKept = (field) =>
  field.name &&
  !NOT_KEPT.test(field.name) &&
  !["submit", "button", "fieldset", "file", "hidden"].includes(field.type);

// The values of the form by their names; a choice with the words that stand for it.
const valueOf = (field) => {
  if (field.type === "checkbox") return [field.checked ? "on" : ""];
  if (field.tagName !== "SELECT") return [field.value];
  return [...field.selectedOptions].map((option) => [option.value, option.text]);
};

// What the server wrote into a field, though somebody may have typed before this script ran. The
// editor writes its text anew when it is ready.
const givenOf = (field) => {
  if (field.type === "checkbox") return [field.defaultChecked ? "on" : ""];
  if (field.tagName !== "SELECT") return [field.name === "body" ? field.value : field.defaultValue];
  const given = [...field.options].filter((option) => option.defaultSelected);
  const first = field.multiple ? [] : [...field.options].slice(0, 1);
  return (given.length ? given : first).map((option) => [option.value, option.text]);
};

const values = (read = valueOf) =>
  Object.fromEntries([...form.elements].filter(isKept).map((field) => [field.name, read(field)]));

// A choice is the same under another name; line ends are the browser's own affair.
const squeezed = (value) =>
  JSON.stringify((value ?? []).map((part) => (Array.isArray(part) ? part[0] : part)))
    .replaceAll("\\r\\n", "\\n")
    .replaceAll(/>(\s|\\n)+</g, "><");

const EMPTY = new Set(["[]", '[""]']);
const isSame = (one, other) =>
  squeezed(one) === squeezed(other) || (EMPTY.has(squeezed(one)) && EMPTY.has(squeezed(other)));

const differing = (one, other) => Object.keys(one).filter((name) => !isSame(one[name], other[name]));

// The words of a value, for somebody who is to decide.
const told = (value) => {
  const text = value.map((part) => (Array.isArray(part) ? part[1] : part)).join(", ");
  if (!text.startsWith("<")) return text || "–";
  const parsed = new DOMParser().parseFromString(text, "text/html");
  return [...parsed.body.children].map((block) => block.textContent).join("\n");
};

const labelOf = (name) => {
  if (name === "body") return box.dataset.body;
  // A line that is not on the form is called like one that is.
  const kind = name.replace(/-\d+-/, "-#-");
  const field =
    form.elements[name] ??
    [...form.elements].find((one) => one.name?.replace(/-(\d+|__prefix__)-/, "-#-") === kind);
  const column = field?.closest("td")?.className.match(/field-(\w+)/)?.[1];
  const head = column && field.closest("table").querySelector(`th.column-${column}`);
  const own = head?.textContent || field?.labels?.[0]?.textContent || field?.placeholder;
  return (own || name).trim().replace(/:$/, "");
};

const choose = (field, value) => {
  for (const [key, text] of value) {
    const isKnown = [...field.options].some((option) => option.value === key);
    if (!isKnown) field.add(new Option(text, key));
  }
  const chosen = new Set(value.map(([key]) => key));
  for (const option of field.options) option.selected = chosen.has(option.value);
};

const fill = (name, value) => {
  const field = form.elements[name];
  if (!field || field instanceof RadioNodeList) return;
  if (name === "body") {
    form.querySelector(".tiptap").editor.commands.setContent(value[0], { emitUpdate: true });
    return;
  }
  if (field.type === "checkbox") field.checked = value[0] === "on";
  else if (field.tagName === "SELECT") choose(field, value);
  else field.value = value[0];
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
};

// Lines are told apart by their keys: the one of a number may be another one by now.
const lineKeys = () =>
  Object.fromEntries(
    [...form.elements]
      .filter(({ name }) => /^\w+-\d+-id$/.test(name))
      .map(({ name, value }) => [name.replace(/id$/, ""), value]),
  );

const addLines = ({ lines = {} }) => {
  for (const [line, key] of Object.entries(lines)) {
    const group = line.replace(/-\d+-$/, "");
    if (!key && !(`${line}id` in form.elements)) {
      document.querySelector(`#${group}-group .add-row a`)?.click();
    }
  }
};

const restore = (copy) => {
  addLines(copy);
  const before = values();
  const now = lineKeys();
  const names = differing(copy.fields, before);
  for (const name of names) {
    const line = name.match(/^\w+-\d+-/)?.[0];
    if (!line || now[line] === copy.lines[line]) fill(name, copy.fields[name]);
  }
  // What others wrote in its place since then is shown by the server, before it is replaced.
  if (copy.version && names.some((name) => !isSame(copy.base[name], before[name]))) {
    opening().value = copy.version;
  }
};

let opened; // what the server wrote into the form
let carried = []; // the names of fields that hold what came back unsaved
let written = ""; // the copy as it was written last
let offers = []; // keys of earlier copies that nobody has decided about

// What was typed, and what stood in its place before; that is not known of what came back.
const touched = () => {
  opened ??= values(givenOf);
  const fields = values();
  const changed = differing(fields, opened).filter((name) => !carried.includes(name));
  const pick = (from, names) => Object.fromEntries(names.map((name) => [name, from[name]]));
  return { fields: pick(fields, [...carried, ...changed]), base: pick(opened, changed) };
};

const mark = ({ fields }, sent = "") =>
  JSON.stringify([Object.keys(fields), Object.values(fields).map(squeezed), sent]);

const keep = (more = {}) => {
  const isTyped = !isProposed || !opened || differing(values(), opened).length > 0;
  const copy = isTyped ? touched() : { fields: {}, base: {} };
  if (mark(copy, more.sent) === written) return;
  written = mark(copy, more.sent);
  const version = opening()?.value;
  if (Object.keys(copy.fields).length === 0) forget(KEY);
  else write({ at: Date.now(), version, lines: lineKeys(), ...copy, ...more });
};

const line = (tag, text, attributes = {}) =>
  Object.assign(document.createElement(tag), { textContent: text, ...attributes });

const button = (text, act) => {
  const made = line("button", text, { type: "button", className: "button" });
  made.addEventListener("click", act);
  return made;
};

const settle = (key) => {
  keep();
  forget(key);
  offers = offers.filter((one) => one !== key);
  draw();
};

// As the server writes moments, and in its time zone.
const momentOf = ({ at }) => {
  const { lang } = document.documentElement;
  return new Date(at).toLocaleString(lang === "en" ? "en-GB" : lang, {
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: box.dataset.zone,
  });
};

const drawOffer = (key) => {
  const copy = stored(key);
  const section = document.createElement("section");
  section.append(line("p", box.dataset.offer.replace("MOMENT", momentOf(copy))));
  for (const name of differing(copy.fields, values())) {
    const details = document.createElement("details");
    details.append(line("summary", labelOf(name)), line("div", told(copy.fields[name])));
    section.append(details);
  }
  const putBack = () => {
    restore(copy);
    // What has no place in the form any more stays here, to be read.
    if (differing(copy.fields, values()).length === 0) settle(key);
    else draw();
  };
  section.append(button(box.dataset.restore, putBack), " ");
  section.append(button(box.dataset.discard, () => settle(key)));
  return section;
};

const draw = () => {
  offers = offers.filter((key) => stored(key));
  box.replaceChildren(...offers.map(drawOffer));
  box.hidden = offers.length === 0;
};

// The copies of forms that are still open in other tabs are theirs.
const openElsewhere = () =>
  new Promise((resolve) => {
    const found = new Set();
    const channel = new BroadcastChannel(RECORD);
    channel.addEventListener("message", ({ data }) => {
      if (data.here) found.add(data.here);
      if (data.isAsking) channel.postMessage({ here: KEY });
    });
    channel.postMessage({ isAsking: true });
    setTimeout(() => resolve(found), ANSWER_WITHIN);
  });

const offer = async () => {
  const others = await openElsewhere();
  offers = Object.keys(localStorage)
    .filter((key) => key.startsWith(RECORD) && key !== KEY && !others.has(key))
    .filter((key) => differing(stored(key).fields, values()).length > 0)
    .sort((one, other) => stored(one).at - stored(other).at);
  draw();
};

const LAST = `${OURS}sent`;

const begin = () => {
  const last = sessionStorage.getItem(LAST);
  const isLast = cameBack && last?.startsWith(RECORD);
  if (cameBack) {
    const sent = isLast && !isUnsaved ? stored(last)?.fields : null;
    carried = Object.keys(sent ?? values()).filter((name) => name in form.elements);
  }
  opened = values(givenOf);
  keep();
  // What came back stands in the form, and in the copy of this one.
  if (isLast) forget(last);
  sessionStorage.removeItem(LAST);
  tidy();
  offer();
  setInterval(keep, EVERY);
  window.addEventListener("pagehide", () => keep());
  document.addEventListener("visibilitychange", () => document.hidden && keep());
};

let isOnItsWay = false;

// A copy that was sent bears a name until something else is typed.
const send = (event) => {
  if (event.submitter?.formTarget === "newsroom-preview") return;
  // A second click would be held against what the first one saves.
  if (isOnItsWay) {
    event.preventDefault();
    return;
  }
  isOnItsWay = true;
  setTimeout(() => (isOnItsWay = false), ANSWERED_WITHIN);
  const name = anyName();
  let field = form.elements._copy;
  if (!field) {
    field = line("input", "", { type: "hidden", name: "_copy" });
    form.append(field);
  }
  field.value = name;
  keep({ sent: name });
  written = mark(touched());
  sessionStorage.setItem(LAST, KEY);
};

if (form && box) {
  let hasBegun = false;
  const once = () => {
    if (!hasBegun) begin();
    hasBegun = true;
  };
  // The editor writes its own HTML into the form when it is ready.
  document.addEventListener("prose-editor:ready", () => setTimeout(once, 100));
  if (form.id !== "article_form") once();
  else if (form.querySelector(".tiptap")) setTimeout(once, 100);
  form.addEventListener("submit", send);
}
