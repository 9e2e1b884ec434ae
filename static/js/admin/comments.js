// Comments are written and resolved beside the form of a record; what is typed in the form stays.

const form = document.querySelector("#comments-form");
const panel = () => document.querySelector("#id_comments[data-comments]");
const KEY = `comment ${form?.action}`;

// A comment half written survives a save of the record, and another one's answer.
const typed = () => [...panel().querySelectorAll("[name^=comment-]")];
const remember = () => {
  sessionStorage.setItem(KEY, JSON.stringify(typed().map((field) => [field.name, field.value])));
};
const recall = () => {
  const kept = new Map(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
  for (const field of typed()) field.value = kept.get(field.name) ?? field.value;
};

// Where a comment belongs: the row of a field, or the heading of lines.
const placeOf = (name) => {
  const own = CSS.escape(name);
  const rows = document.querySelectorAll(`.form-row.field-${own}, .fieldBox.field-${own}`);
  return (
    document.querySelector(`#${own}-group`) ??
    [...rows].filter((row) => !row.closest(".inline-group")).at(-1)
  );
};

const mark = () => {
  for (const old of document.querySelectorAll(".comment-mark")) old.remove();
  for (const template of panel().querySelectorAll("template[data-place]")) {
    const label = placeOf(template.dataset.place)?.querySelector("h2, label, legend");
    const fresh = template.content.cloneNode(true);
    if (label?.tagName === "H2") label.append(" ", fresh);
    else label?.after(fresh);
  }
};

const show = (name, event) => {
  const place = placeOf(name);
  if (!place) return;
  event.preventDefault();
  place.closest("details")?.setAttribute("open", "");
  place.scrollIntoView({ block: "center" });
  place.querySelector("input:not([type=hidden]), textarea, select, .tiptap")?.focus();
};

const replace = (fresh) => {
  const wasOpen = panel().querySelector("details")?.open;
  panel().replaceWith(fresh);
  const settled = panel().querySelector("details");
  if (settled && wasOpen) settled.open = true;
  mark();
};

const send = async (address) => {
  const body = new URLSearchParams(new FormData(form));
  const headers = { "X-Requested-With": "comments.js" };
  const answer = await fetch(address, { method: "POST", headers, body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // A lost login answers with another page.
  const fresh = page.querySelector("#id_comments[data-comments]");
  if (!fresh) throw new Error(`${answer.status} ${answer.url}`);
  return fresh;
};

const submit = async (event) => {
  event.preventDefault();
  if (panel().ariaBusy === "true") return;
  panel().ariaBusy = "true";
  const isNew = !event.submitter?.hasAttribute("formaction");
  try {
    const fresh = await send(isNew ? form.action : event.submitter.formAction);
    const isDone = !fresh.querySelector(".errorlist");
    if (isNew && isDone) sessionStorage.removeItem(KEY);
    replace(fresh);
    recall();
    if (isNew && !isDone) panel().querySelector("textarea").focus();
    else panel().focus({ preventScroll: true });
  } catch {
    panel().ariaBusy = "false";
    panel().querySelector(".comments-failed").hidden = false;
  }
};

if (form && panel()) {
  form.addEventListener("submit", submit);
  document.addEventListener("input", ({ target }) => {
    if (target.name?.startsWith("comment-") && target.form === form) remember();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#id_comments a[data-place]");
    if (link) show(link.dataset.place, event);
  });
  recall();
  mark();
}
