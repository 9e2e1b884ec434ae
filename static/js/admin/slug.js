// Proposes the slug while the name is typed; the server knows the table of each language.

const slug = document.querySelector("[data-propose]");
const NAME = /^(?:(?:names|texts)-\d+-(?:text|title|name)|headline|name)$/;
let proposed = "";
let waiting;

function languageOf(field) {
  const line = field.name.replace(/-[a-z]+$/, "");
  const own = field.form.elements[`${line}-language`] || field.form.elements.language;
  return own ? own.value : "uk";
}

async function propose(field) {
  const query = new URLSearchParams({ words: field.value, language: languageOf(field) });
  const answer = await fetch(`${slug.dataset.propose}?${query}`);
  if (answer.ok && slug.value === proposed) {
    proposed = (await answer.json()).slug;
    slug.value = proposed;
  }
}

if (slug) {
  slug.form.addEventListener("input", ({ target }) => {
    if (NAME.test(target.name) && slug.value === proposed) {
      clearTimeout(waiting);
      waiting = setTimeout(propose, 250, target);
    }
  });
}
