// One picker for every kind of record: a native <dialog> with a combobox and its list.
import { element } from "newsroom/prose/desk";

const DELAY = 150;

class Picker {
  constructor({ find, line, words, label, query = "", start = () => 0 }) {
    Object.assign(this, { find, line, words, start, results: [], active: 0, asked: 0 });
    this.build(label, query);
  }

  build(label, query) {
    this.list = element("ul", { role: "listbox", id: "picker-list", "aria-label": label });
    // Not type="search": it would swallow the first Escape.
    this.input = element("input", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: label,
      "aria-label": label,
      "aria-controls": "picker-list",
      "aria-expanded": "true",
      "aria-autocomplete": "list",
    });
    this.input.value = query;
    this.status = element("p", { class: "picker-status", role: "status" });
    const keys = element("p", { class: "picker-keys" }, this.words.keys);
    this.dialog = element("dialog", { class: "picker", "aria-label": label });
    this.dialog.append(this.input, this.list, this.status, keys);
  }

  open() {
    const chosen = new Promise((resolve) => (this.resolve = resolve));
    this.input.addEventListener("input", () => this.later());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("cancel", () => this.close(null));
    this.dialog.addEventListener("click", (event) => this.click(event));
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.input.select();
    this.load();
    return chosen;
  }

  close(value) {
    clearTimeout(this.timer);
    this.dialog.close();
    this.dialog.remove();
    this.resolve(value);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), DELAY);
    // What is listed no longer fits the words, so Enter waits for what does.
    this.loading = true;
  }

  async load() {
    clearTimeout(this.timer);
    const mine = ++this.asked;
    this.loading = true;
    const found = await this.find(this.input.value.trim()).catch(() => null);
    if (mine !== this.asked) return;
    this.loading = false;
    this.results = found ?? [];
    this.active = Math.max(0, this.start(this.results));
    this.paint();
    this.status.textContent = found ? this.count() : this.words.failed;
    if (this.waiting) this.choose();
  }

  count() {
    return this.results.length ? `${this.results.length}` : this.words.nothing;
  }

  key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };
    if (event.key in moves) this.move(moves[event.key]);
    else if (event.key === "Enter") this.choose();
    else if (event.key === "Escape") this.close(null);
    else return;
    event.preventDefault();
  }

  move(by) {
    this.active = Math.max(0, Math.min(this.results.length - 1, this.active + by));
    this.mark();
  }

  choose() {
    this.waiting = this.loading;
    if (!this.loading && this.results[this.active]) this.close(this.results[this.active]);
  }

  click(event) {
    if (event.target === this.dialog) return this.close(null);
    const option = event.target.closest("[role=option]");
    if (option) this.close(this.results[option.dataset.index]);
  }

  paint() {
    const options = this.results.map((result, index) => {
      const attributes = { role: "option", id: `picker-option-${index}`, "data-index": index };
      return element("li", attributes, ...this.line(result));
    });
    this.list.replaceChildren(...options);
    this.mark();
  }

  mark() {
    for (const [index, option] of [...this.list.children].entries())
      option.setAttribute("aria-selected", String(index === this.active));
    const active = this.list.children[this.active];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }
}

// What was chosen; null when nothing was.
export const pick = (options) => new Picker(options).open();
