// A browser pastes words alone: what they were marked with as a headline goes along beside them.

const text = document.querySelector("[name=pasted]");
const marked = document.querySelector("[name=marked]");

text.addEventListener("paste", ({ clipboardData }) => {
  const page = new DOMParser().parseFromString(clipboardData.getData("text/html"), "text/html");
  const headline = page.querySelector("h1, .MsoTitle")?.textContent.split(/\s+/).join(" ").trim();
  if (headline) marked.value = headline.slice(0, marked.maxLength);
});
