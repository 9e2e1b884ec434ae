// One statement after another without leaving the keyboard: the cursor stands in the words, and
// Ctrl+Enter saves and opens the next one.

const words = document.querySelector("textarea.words:not([disabled])");
const speaker = document.querySelector("select[name=participation]");
const another = document.querySelector("input[name=_addanother]");

if (words && another && speaker?.value) words.focus();

if (speaker && words) {
  window.django.jQuery(speaker).on("select2:close", () => setTimeout(() => words.focus()));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && another) {
    event.preventDefault();
    another.form.requestSubmit(another);
  }
});
