// The writing form: the language of the text, a warning before words are lost, saving by keyboard.

const form = document.querySelector("#article_form");
const language = form.querySelector("#id_language");
const headline = form.querySelector("#id_headline");
const TEXTS = "#id_headline, #id_kicker, #id_standfirst, .prose-editor .tiptap";

// Hyphens, spelling and quotation marks follow the language of the article.
const speak = () => {
  for (const text of form.querySelectorAll(TEXTS)) text.lang = language.value;
};

const written = () =>
  new URLSearchParams([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
let saved = "";
let leaving = false;

// A form that came back with faults is not saved, though nobody has typed since.
const remember = () => {
  saved = form.querySelector(".errornote") ? "not saved" : String(written());
};

// Enter in the headline goes on to the standfirst: a headline has one line.
const oneLine = (event) => {
  if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    form.querySelector("#id_standfirst").focus();
  }
};

const save = (event) => {
  if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    event.preventDefault();
    form.querySelector("[name=_continue]")?.click();
  }
};

if (language) {
  speak();
  language.addEventListener("change", () => {
    speak();
    // A slug that was proposed is spelt by the table of the language.
    headline.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
headline?.addEventListener("keydown", oneLine);
document.addEventListener("keydown", save);
document.addEventListener("prose-editor:ready", () => {
  speak();
  // A new article begins with its headline.
  if (headline?.value === "") headline.focus();
  // The editor writes its own HTML; only what differs from that is unsaved.
  remember();
});
form.addEventListener("submit", (event) => {
  leaving = event.submitter?.formTarget !== "newsroom-preview";
});
window.addEventListener("beforeunload", (event) => {
  if (!leaving && saved && String(written()) !== saved) event.preventDefault();
});
