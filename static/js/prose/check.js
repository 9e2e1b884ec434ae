// Holds the marked words against the record while somebody writes, and says whose words they are.
import { Extension, pm } from "django-prose-editor/editor";
import { articleLanguage, element, send } from "newsroom/prose/desk";
import { isStatement } from "newsroom/prose/statement";

const { Plugin, PluginKey, TextSelection } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const DELAY = 500;
const CLEAR = { top: 90, right: 0, bottom: 140, left: 0 };
const key = new PluginKey("statementCheck");

const squeezed = (text) => text.replace(/\s+/g, " ").trim();

// Each run of marked words: its id, its tag, where it stands and what is printed there.
const passages = (doc) => {
  const found = [];
  doc.descendants((node, at) => {
    const mark = node.marks.find(isStatement);
    if (!mark) return;
    const last = found.at(-1);
    const size = node.nodeSize;
    if (last && last.to === at && mark.eq(last.mark)) {
      last.to = at + size;
      last.words += node.text ?? " ";
    } else found.push({ mark, id: mark.attrs.statement, from: at, to: at + size, words: node.text ?? " " });
  });
  return found;
};

const isQuote = (passage) => passage.mark.type.name === "statementQuote";

const checkOf = (known, passage) => {
  const record = known.get(passage.id);
  const words = squeezed(passage.words);
  return record?.passages.find((checked) => checked.words === words);
};

const isFaulty = (known, passage) => {
  const record = known.get(passage.id);
  if (!record) return false;
  if (record.missing || (isQuote(passage) ? record.tag !== "q" : false)) return true;
  if (!isQuote(passage)) return record.faults.length > 0 && !record.passages.length;
  return checkOf(known, passage)?.verbatim === false;
};

const decorations = (doc, known) =>
  DecorationSet.create(
    doc,
    passages(doc)
      .filter((passage) => isFaulty(known, passage))
      .map(({ from, to }) => Decoration.inline(from, to, { class: "statement-differs" })),
  );

const differenceLines = (words, check) =>
  check.difference.map(([printed, recorded]) =>
    element(
      "span",
      { class: "strip-difference" },
      `${words.printed} `,
      element("del", {}, printed || "–"),
      ` ${words.recorded} `,
      element("ins", {}, recorded || "–"),
    ),
  );

const verdict = (words, record, passage, check) => {
  if (check && !check.verbatim && check.difference.length) return differenceLines(words, check);
  if (isQuote(passage) && check?.verbatim)
    return [element("span", { class: "strip-holds" }, words.holds)];
  if (record.faults.length) return record.faults.map((fault) => element("span", {}, fault));
  return isQuote(passage) ? [] : [element("span", { class: "strip-holds" }, words.paraphrase)];
};

const card = (words, record, passage, check) => {
  if (record.missing) return record.faults.map((fault) => element("span", {}, fault));
  const link = element("a", { href: record.url, target: "_blank", rel: "noopener" }, words.open);
  const facts = [record.capacity, record.event, record.said_on, record.kind, ...record.notes];
  return [
    element("span", { class: "strip-who" }, element("b", {}, record.speaker), " "),
    element("span", { class: "strip-facts" }, facts.filter(Boolean).join(" · "), " · ", link),
    ...verdict(words, record, passage, check),
  ];
};

class Strip {
  constructor(view, options) {
    Object.assign(this, { view, options, sent: "", shown: "" });
    this.dom = element("div", { class: "strip", role: "status" });
    view.dom.after(this.dom);
    this.language = document.querySelector("#id_language");
    this.onLanguage = () => this.check();
    this.language?.addEventListener("change", this.onLanguage);
    // The list beside the text leads to words of this very page.
    this.onAddress = () => this.goToAddressed();
    window.addEventListener("hashchange", this.onAddress);
    this.check().then(() => this.goToAddressed());
  }

  destroy() {
    clearTimeout(this.timer);
    this.language?.removeEventListener("change", this.onLanguage);
    window.removeEventListener("hashchange", this.onAddress);
    this.dom.remove();
  }

  update(view, before) {
    if (!before.doc.eq(view.state.doc)) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.check(), DELAY);
    }
    this.paint();
  }

  async check() {
    const marked = passages(this.view.state.doc);
    const body = marked.length ? this.options.editor.getHTML() : "";
    const values = { body, language: articleLanguage() };
    this.sent = JSON.stringify(values);
    const mine = this.sent;
    const found = body ? await send(this.options.marks, values).catch(() => null) : [];
    if (mine !== this.sent || this.view.isDestroyed) return;
    this.failed = found === null;
    const known = new Map((found ?? []).map((record) => [record.id, record]));
    this.view.dispatch(this.view.state.tr.setMeta(key, known).setMeta("addToHistory", false));
  }

  paint() {
    const { state } = this.view;
    const { known } = key.getState(state);
    const at = state.selection.from;
    const all = passages(state.doc);
    const here = all.find((passage) => passage.from <= at && at <= passage.to);
    const record = here && known.get(here.id);
    const children = record
      ? card(this.options.words, record, here, checkOf(known, here))
      : this.summary(all, known);
    const shown = children.map((child) => child.outerHTML).join("");
    // Only what changed is written, so that a screen reader is not told the same at each key.
    if (shown === this.shown) return;
    this.shown = shown;
    this.dom.replaceChildren(...children);
  }

  summary(all, known) {
    const { words } = this.options;
    if (this.failed) return [element("span", {}, words.failed)];
    if (!all.length) return [element("span", { class: "strip-facts" }, words.hint)];
    const quotes = all.filter(isQuote).length;
    const counted = `${words.quotations}: ${quotes} · ${words.paraphrases}: ${all.length - quotes}`;
    const faulty = all.filter((passage) => isFaulty(known, passage));
    const jumps = faulty.map((passage) => this.jump(passage));
    const good = known.size && !faulty.length ? ` · ${words.allHold}` : "";
    const lead = element("span", { class: "strip-facts" }, counted + good);
    return jumps.length ? [lead, element("b", {}, words.differ), ...jumps] : [lead];
  }

  jump(passage) {
    const text = squeezed(passage.words);
    const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    const button = element("button", { type: "button", class: "strip-jump" }, short);
    button.addEventListener("click", () => this.goTo(passage));
    return button;
  }

  goTo(passage) {
    const { state } = this.view;
    const selection = TextSelection.create(state.doc, passage.from + 1);
    this.view.dispatch(state.tr.setSelection(selection).scrollIntoView());
    this.view.focus();
  }

  // A refusal elsewhere links to the words that it is about.
  goToAddressed() {
    const id = location.hash.match(/^#statement=(\w+)$/)?.[1];
    const passage = id && passages(this.view.state.doc).find((marked) => marked.id === id);
    if (passage) this.goTo(passage);
  }
}

export const StatementCheck = Extension.create({
  name: "statementCheck",
  addOptions: () => ({ marks: "", words: {} }),
  addProseMirrorPlugins() {
    const options = { ...this.options, editor: this.editor };
    return [
      new Plugin({
        key,
        state: {
          init: (_, { doc }) => ({ known: new Map(), shown: decorations(doc, new Map()) }),
          apply: (change, before) => {
            const known = change.getMeta(key) ?? before.known;
            if (known === before.known && !change.docChanged) return before;
            return { known, shown: decorations(change.doc, known) };
          },
        },
        props: {
          decorations: (state) => key.getState(state).shown,
          // What is scrolled to stands clear of the bar above and the strip below.
          scrollMargin: CLEAR,
          scrollThreshold: CLEAR,
        },
        view: (view) => new Strip(view, options),
      }),
    ];
  },
});
