// A chosen person or post fills the printed capacity; what somebody has typed stays.

const $ = window.django.jQuery;
const PRINTED = ["printed_name", "printed_post", "printed_organization"];
const proposed = new WeakMap();

function fieldsBeside(select) {
  const prefix = select.name.replace(/(person|affiliation)$/, "");
  return (name) => select.form.elements[prefix + name];
}

function fill(field, value) {
  if (field && (field.value === "" || field.value === proposed.get(field))) {
    field.value = value;
    proposed.set(field, value);
  }
}

// A post belongs to its person, so the one follows the other.
function choose(select, choice) {
  if (!select || select.value === String(choice?.id ?? "")) return;
  const chosen = choice ? [new Option(choice.text, choice.id, true, true)] : [];
  select.replaceChildren(new Option("", ""), ...chosen);
  $(select).trigger("change");
}

async function propose(select, kind) {
  const beside = fieldsBeside(select);
  const other = kind === "person" ? "affiliation" : "person";
  const day = select.form.elements.starts_on;
  const query = new URLSearchParams({
    [kind]: select.value,
    language: beside("printed_language").value,
    on: day ? day.value : "",
  });
  const answer = await fetch(`${beside("printed_name").dataset.capacity}?${query}`);
  if (!answer.ok) return;
  const proposal = await answer.json();
  for (const name of PRINTED) fill(beside(name), proposal[name]);
  choose(beside(other), proposal[other]);
}

// Not "change", which Django triggers on every select when a page opens.
$(document).on("select2:select", "select", ({ target }) => {
  const kind = /(?:^|-)(person|affiliation)$/.exec(target.name)?.[1];
  if (kind && target.value && fieldsBeside(target)("printed_name")) propose(target, kind);
});

// A new participant of a new event is printed in the language of the event's own text.
document.addEventListener("formset:added", ({ target, detail }) => {
  const { elements } = target.closest("form");
  const isNew = elements["texts-INITIAL_FORMS"]?.value === "0";
  if (detail.formsetName !== "participations" || !isNew) return;
  const printed = target.querySelector("select[name$=printed_language]");
  if (printed) printed.value = elements["texts-0-language"].value;
});
