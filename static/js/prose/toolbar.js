// The editor's own buttons, named in the language of whoever writes.
import { Extension } from "django-prose-editor/editor";

export const Toolbar = Extension.create({
  name: "toolbar",
  // The last one, so that the bar is there.
  priority: 1,
  addOptions: () => ({ words: {} }),
  onCreate() {
    const bar = this.editor.storage.menu.dom;
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", this.options.words.bar);
    for (const button of bar.querySelectorAll("[data-name]")) {
      const words = this.options.words[button.dataset.name];
      if (!words) continue;
      button.title = words;
      button.setAttribute("aria-label", words);
    }
  },
});
