// Text from Word and its like, as we keep it: no styles, its lists as lists.
import { Extension, Plugin } from "django-prose-editor/editor";

const JUNK = "style, script, meta, link, title, xml, o\\:p, [style*='mso-list:Ignore' i]";
const LIST_ITEM = /mso-list:\s*(?!ignore|skip|none)/i;
const NUMBERED = /^\s*(\d+|[a-z])[.)]/i;

const isListItem = (block) =>
  block?.localName === "p" && LIST_ITEM.test(block.getAttribute("style") ?? "");

const toList = (first) => {
  const label = first.querySelector("[style*='mso-list:Ignore' i]")?.textContent ?? "";
  const list = document.createElement(NUMBERED.test(label) ? "ol" : "ul");
  const items = [first];
  while (isListItem(items.at(-1).nextElementSibling)) items.push(items.at(-1).nextElementSibling);
  first.before(list);
  for (const item of items) {
    const entry = document.createElement("li");
    entry.append(item);
    list.append(entry);
  }
};

const clean = (html) => {
  const pasted = new DOMParser().parseFromString(html, "text/html");
  for (const block of pasted.querySelectorAll("p"))
    if (isListItem(block) && block.parentElement.localName !== "li") toList(block);
  for (const junk of pasted.querySelectorAll(JUNK)) junk.remove();
  // Word and Google wrap all that is copied in a bold that is none.
  for (const bold of pasted.querySelectorAll("b[style*='font-weight:normal' i]"))
    bold.replaceWith(...bold.childNodes);
  return pasted.body.innerHTML;
};

export const WordPaste = Extension.create({
  name: "wordPaste",
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: clean } })],
});
