// <q data-statement="ID">quoted words</q> and <span data-statement="ID">a paraphrase</span>
import { Mark } from "django-prose-editor/editor";
import { articleEvents, articleLanguage, ask, element } from "newsroom/prose/desk";
import { pick } from "newsroom/prose/picker";

const NAMES = { q: "statementQuote", span: "statementParaphrase" };
const OPENING = "“„«\"";
const CLOSING = "”“»\"";

export const isStatement = (mark) => Object.values(NAMES).includes(mark.type.name);

const usedIds = (doc) => {
  const ids = new Set();
  doc.descendants((node) => {
    for (const mark of node.marks) if (isStatement(mark)) ids.add(mark.attrs.statement);
  });
  return ids;
};

const activeName = (editor) => Object.values(NAMES).find((name) => editor.isActive(name));

// The whole of the quotation round the cursor, with its marks; null where there is none.
const quotationRound = ($at) => {
  const text = $at.parent.textBetween(0, $at.parent.content.size, null, "\ufffc");
  const before = text.slice(0, $at.parentOffset);
  const opened = Math.max(...[...OPENING].map((mark) => before.lastIndexOf(mark)));
  const shut = Math.max(...[...CLOSING].map((mark) => before.lastIndexOf(mark)));
  if (opened < 0 || shut > opened) return null;
  const rest = [...text.slice($at.parentOffset)].findIndex((letter) => CLOSING.includes(letter));
  if (rest < 0) return null;
  return { from: $at.start() + opened, to: $at.pos + rest + 1 };
};

// The selection without blanks at its ends; with the quotation marks just outside it for a <q>.
const tidied = (doc, { from, to }, tag) => {
  const letter = (at) => doc.textBetween(at, at + 1, " ", " ");
  while (from < to && /\s/.test(letter(from))) from += 1;
  while (from < to && /\s/.test(letter(to - 1))) to -= 1;
  const beside = tag === "q" && from > 1 && to < doc.content.size - 1;
  if (beside && OPENING.includes(letter(from - 1) || " ") && CLOSING.includes(letter(to) || " "))
    return { from: from - 1, to: to + 1 };
  return { from, to };
};

const line = (words, used) => (hit) => [
  element("span", { class: `picker-words picker-${hit.tag}`, lang: hit.language }, hit.words),
  element(
    "span",
    { class: "picker-who" },
    element("b", {}, hit.speaker),
    ...(hit.capacity ? [`, ${hit.capacity}`] : []),
  ),
  element(
    "span",
    { class: "picker-facts" },
    [hit.kind, hit.event, hit.said_on, ...hit.notes, ...(used.has(hit.id) ? [words.used] : [])].join(
      " · ",
    ),
  ),
];

const find = (editor, options, query) => {
  const used = usedIds(editor.state.doc);
  return pick({
    words: options.words,
    label: options.words.findStatement,
    query: query.replace(/\s+/g, " ").trim(),
    find: (words) => {
      const values = { q: words, language: articleLanguage(), events: articleEvents().join(",") };
      return ask(options.statements, values);
    },
    line: line(options.words, used),
    // Marking goes through an event in order: begin with the first that is not marked yet.
    start: (results) => (query ? 0 : results.findIndex((hit) => !used.has(hit.id))),
  });
};

const setMark = (editor, range, hit) =>
  editor
    .chain()
    .focus()
    .setTextSelection(tidied(editor.state.doc, range, hit.tag))
    .unsetMark(NAMES.q)
    .unsetMark(NAMES.span)
    .setMark(NAMES[hit.tag], { statement: hit.id })
    .setTextSelection(tidied(editor.state.doc, range, hit.tag).to)
    .run();

const insert = (editor, hit) => {
  const marks = [{ type: NAMES[hit.tag], attrs: { statement: hit.id } }];
  editor.chain().focus().insertContent({ type: "text", text: hit.printed, marks }).run();
};

// Links what is selected, or the quotation round the cursor; else inserts the recorded words.
const pickStatement = async (editor, options) => {
  const { doc, selection } = editor.state;
  const name = activeName(editor);
  if (selection.empty && name) editor.commands.extendMarkRange(name);
  const { from, to } = editor.state.selection;
  const range = from < to ? { from, to } : quotationRound(selection.$from);
  const hit = await find(editor, options, range ? doc.textBetween(range.from, range.to, " ") : "");
  if (!hit) editor.commands.focus();
  else if (range) setMark(editor, range, hit);
  else insert(editor, hit);
};

const statementMark = (name, tag) => ({
  name,
  // The outermost mark, so that bold inside does not split a quotation.
  priority: 1001,
  inclusive: false,
  excludes: `${NAMES.q} ${NAMES.span}`,
  addAttributes: () => ({
    statement: {
      default: null,
      parseHTML: (parsed) => parsed.getAttribute("data-statement"),
      renderHTML: (attributes) => ({ "data-statement": attributes.statement }),
    },
  }),
  parseHTML: () => [{ tag: `${tag}[data-statement]` }],
  renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
});

export const StatementParaphrase = Mark.create(statementMark(NAMES.span, "span"));

export const StatementQuote = Mark.create({
  ...statementMark(NAMES.q, "q"),
  addOptions: () => ({ statements: "", words: {} }),
  addCommands() {
    return {
      pickStatement: () => ({ editor }) => {
        pickStatement(editor, this.options);
        return true;
      },
      unsetStatement: () => ({ editor, chain }) => {
        const name = activeName(editor);
        return name ? chain().extendMarkRange(name).unsetMark(name).run() : false;
      },
    };
  },
  addKeyboardShortcuts() {
    return {
      "Mod-Shift-q": () => this.editor.commands.pickStatement(),
      "Mod-Shift-x": () => this.editor.commands.unsetStatement(),
    };
  },
  addMenuItems({ menu, buttons }) {
    const { words } = this.options;
    menu.defineItem({
      name: "pickStatement",
      groups: "record",
      button: buttons.text(words.quotation, words.quotationTitle),
      command: (editor) => editor.commands.pickStatement(),
      active: (editor) => Boolean(activeName(editor)),
    });
    menu.defineItem({
      name: "unsetStatement",
      groups: "record",
      button: buttons.text(words.unlink, words.unlinkTitle),
      command: (editor) => editor.chain().focus().unsetStatement().run(),
      hidden: (editor) => !activeName(editor),
    });
  },
});
