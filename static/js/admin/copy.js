// What is typed into the writing form and not saved yet is kept in this browser, and offered back
// after a crash, a closed tab or a lost login. The copies never leave the browser.

const EVERY = 1500;
const KEPT_DAYS = 14;
const MOST = 3;
const MACHINERY = /^(csrfmiddlewaretoken|version|_.*|comment-.*|.*_FORMS)$/;

const box = document.querySelector("[data-copies]");
const form = document.querySelector("#article_form");
const KEY = `newsroom copy ${box?.dataset.user} ${location.pathname}`;
const SUBMITTED = "newsroom copy submitted";
// A form that came back with faults holds words that nobody has saved.
const cameBack = Boolean(form?.querySelector(".errornote"));

const isOld = ({ at }) => Date.now() - at > KEPT_DAYS * 24 * 3600 * 1000;

const read = (key = KEY) => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
};

const write = (copies) => {
  try {
    if (copies.length) localStorage.setItem(KEY, JSON.stringify(copies.slice(-MOST)));
    else localStorage.removeItem(KEY);
  } catch {
    // The browser has no room or keeps nothing; the form still works.
  }
};

const forgetOld = () => {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("newsroom copy ") && read(key).every(isOld)) localStorage.removeItem(key);
  }
};

// The values of the form by their names; a choice with the words that stand for it.
const values = () => {
  const found = {};
  for (const field of form.elements) {
    if (!field.name || MACHINERY.test(field.name) || field.type === "file") continue;
    if (["submit", "button", "fieldset"].includes(field.type)) continue;
    if (field.type === "checkbox") found[field.name] = [field.checked ? "on" : ""];
    else if (field.tagName === "SELECT") {
      found[field.name] = [...field.selectedOptions].map((o) => [o.value, o.text]);
    } else found[field.name] = [field.value];
  }
  return found;
};

const squeezed = (value) => JSON.stringify(value).replaceAll(/(\\r)?\\n/g, "\\n").replaceAll(/>\s+</g, "><");
const differing = (one, other) =>
  Object.keys(one).filter((name) => squeezed(one[name]) !== squeezed(other[name] ?? [""]));

// The words of a value, for somebody who is to decide.
const told = (value) => {
  const text = value.map((part) => (Array.isArray(part) ? part[1] : part)).join(", ");
  if (!text.startsWith("<")) return text;
  const parsed = new DOMParser().parseFromString(text, "text/html");
  return [...parsed.body.children].map((block) => block.textContent).join("\n");
};

const label = (name) => {
  const field = form.elements[name];
  const one = field instanceof RadioNodeList ? field[0] : field;
  const own = one?.labels?.[0]?.textContent ?? one?.placeholder ?? one?.ariaLabel;
  return (name === "body" ? box.dataset.body : own || name).trim().replace(/:$/, "");
};

const fill = (name, value) => {
  const field = form.elements[name];
  if (!field || field instanceof RadioNodeList) return;
  if (field.type === "checkbox") field.checked = value[0] === "on";
  else if (field.tagName === "SELECT") {
    for (const [key, text] of value) {
      const known = [...field.options].some((option) => option.value === key);
      if (!known) field.add(new Option(text, key));
    }
    const chosen = new Set(value.map(([key]) => key));
    for (const option of field.options) option.selected = chosen.has(option.value);
  } else if (name === "body") {
    form.querySelector(".tiptap").editor.commands.setContent(value[0], { emitUpdate: true });
    return;
  } else field.value = value[0];
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
};

let opened; // what the form held when it was opened
let written = ""; // the copy as it was written last
let offers = []; // earlier copies that nobody has decided about

const keep = () => {
  const now = values();
  const text = squeezed(now);
  if (text === written) return;
  written = text;
  const isUnsaved = cameBack || differing(now, opened).length > 0;
  const version = form.elements.version?.value ?? "";
  write(isUnsaved ? [...offers, { at: Date.now(), version, fields: now }] : offers);
};

// Saved, as far as a browser can know: the server has a newer version, made by the same user.
const wasSaved = ({ submitted, version }) =>
  submitted &&
  !cameBack &&
  box.dataset.savedBy === box.dataset.user &&
  box.dataset.version !== version;

const settle = (copy) => {
  offers = offers.filter((one) => one !== copy);
  written = "";
  keep();
  draw();
};

const line = (tag, text, attributes = {}) => Object.assign(document.createElement(tag), { textContent: text, ...attributes });

const drawOffer = (copy) => {
  const section = document.createElement("section");
  const moment = new Date(copy.at).toLocaleString(document.documentElement.lang, {
    day: "numeric", month: "long", hour: "2-digit", minute: "2-digit",
  });
  section.append(line("p", box.dataset.offer.replace("MOMENT", moment)));
  for (const name of differing(copy.fields, values())) {
    const details = document.createElement("details");
    details.append(line("summary", label(name)), line("div", told(copy.fields[name])));
    section.append(details);
  }
  const restore = line("button", box.dataset.restore, { type: "button", className: "button" });
  const discard = line("button", box.dataset.discard, { type: "button", className: "button" });
  restore.addEventListener("click", () => {
    for (const name of differing(copy.fields, values())) fill(name, copy.fields[name]);
    settle(copy);
  });
  discard.addEventListener("click", () => settle(copy));
  section.append(restore, " ", discard);
  return section;
};

const draw = () => {
  box.replaceChildren(...offers.map(drawOffer));
  box.hidden = offers.length === 0;
};

const begin = () => {
  forgetOld();
  const submitted = sessionStorage.getItem(SUBMITTED);
  sessionStorage.removeItem(SUBMITTED);
  // What was sent from a form of a new article and led elsewhere was saved.
  const isElsewhere = submitted && submitted !== KEY && !cameBack;
  const isSavedHere = submitted === KEY && document.querySelector(".messagelist .success");
  if (isElsewhere) localStorage.removeItem(submitted);
  if (isSavedHere && !cameBack) localStorage.removeItem(KEY);
  opened = values();
  offers = read().filter(
    (copy) => !isOld(copy) && !wasSaved(copy) && differing(copy.fields, opened).length > 0,
  );
  // What came back with faults stands in the form already.
  written = cameBack ? "" : squeezed(opened);
  write(offers);
  draw();
  setInterval(keep, EVERY);
  window.addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => document.hidden && keep());
};

if (form && box) {
  let hasBegun = false;
  const once = () => {
    if (!hasBegun) begin();
    hasBegun = true;
  };
  // The editor writes its own HTML into the form when it is ready.
  document.addEventListener("prose-editor:ready", () => setTimeout(once, 100));
  if (form.querySelector(".tiptap")) setTimeout(once, 100);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget === "newsroom-preview") return;
    keep();
    const copies = read();
    const last = copies.at(-1);
    if (last) write([...copies.slice(0, -1), { ...last, submitted: true }]);
    sessionStorage.setItem(SUBMITTED, KEY);
    written = squeezed(values());
  });
}
