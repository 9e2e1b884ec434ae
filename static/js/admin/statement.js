// One statement after another without leaving the keyboard: the cursor stands in the words, and
// Ctrl+Enter saves and opens the next one.

const words = document.querySelector("textarea.words:not([disabled])");
const speaker = document.querySelector("select[name=participation]");
const another = document.querySelector("input[name=_addanother]");

if (words && another && speaker?.value) {
  // After Django's own script, which comes when it likes and puts the cursor in the first field.
  if (document.readyState === "complete") words.focus();
  else window.addEventListener("load", () => words.focus());
}

if (speaker && words) {
  // A moment later, since the select takes the focus back when it closes.
  window.django.jQuery(speaker).on("select2:select", () => setTimeout(() => words.focus(), 50));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && another) {
    event.preventDefault();
    another.form.requestSubmit(another);
  }
});
