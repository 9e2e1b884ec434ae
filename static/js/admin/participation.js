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

function choose(select, choice) {
  if (select && choice && select.value !== String(choice.id)) {
    select.replaceChildren(new Option("", ""), new Option(choice.text, choice.id, true, true));
    $(select).trigger("change.select2");
  }
}

async function propose(select, kind) {
  const beside = fieldsBeside(select);
  const url = select.form.dataset.capacity || "/admin/events/participation/capacity/";
  const day = select.form.elements.starts_on;
  const query = new URLSearchParams({
    [kind]: select.value,
    language: beside("printed_language").value,
    on: day ? day.value : "",
  });
  const answer = await fetch(`${url}?${query}`);
  if (!answer.ok) return;
  const proposal = await answer.json();
  for (const name of PRINTED) fill(beside(name), proposal[name]);
  choose(beside(kind === "person" ? "affiliation" : "person"), proposal[kind === "person" ? "affiliation" : "person"]);
}

$(document).on("change", "select", ({ target }) => {
  const kind = /(?:^|-)(person|affiliation)$/.exec(target.name)?.[1];
  if (kind && target.value && fieldsBeside(target)("printed_name")) propose(target, kind);
});
