// <figure data-picture="ID"></figure> and <figure data-embed="ADDRESS"></figure>
//
// Only the reference is stored; what the editor shows is drawn from the record of the moment.
import { Node } from "django-prose-editor/editor";
import { articleLanguage, ask, element } from "newsroom/prose/desk";
import { pick } from "newsroom/prose/picker";

const VIDEO =
  /^https:\/\/((www\.)?youtube\.com\/(watch\?|live\/|shorts\/)|youtu\.be\/|(player\.)?vimeo\.com\/)\S+$/;

// After the block of the cursor, or in place of an empty one, with room to write on.
const placeAfter = ({ $to }) => {
  if (!$to.depth) return $to.pos;
  const empty = $to.depth === 1 && !$to.parent.content.size;
  return { from: empty ? $to.before(1) : $to.after(1), to: $to.after(1) };
};

const insertBlock = (editor, node) =>
  editor
    .chain()
    .focus()
    .insertContentAt(placeAfter(editor.state.selection), [node, { type: "paragraph" }])
    .run();

const figureNode = (name, key) => ({
  name,
  group: "block",
  atom: true,
  draggable: true,
  addOptions: () => ({ words: {} }),
  addAttributes: () => ({
    [key]: {
      default: null,
      parseHTML: (parsed) => parsed.getAttribute(`data-${key}`),
      renderHTML: (attributes) => ({ [`data-${key}`]: attributes[key] }),
    },
  }),
  parseHTML: () => [{ tag: `figure[data-${key}]` }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
});

const pictureLine = (hit) => [
  element("img", { src: hit.src, alt: "", width: 96, height: 64 }),
  element("span", { class: "picker-words" }, hit.alt),
  element("span", { class: "picker-facts" }, [hit.caption, hit.credit].filter(Boolean).join(" · ")),
];

const drawPicture = async (dom, id, options) => {
  const [hit] = await ask(options.pictures, { id, language: articleLanguage() });
  if (!hit) return dom.append(element("figcaption", {}, options.words.noPicture));
  dom.append(
    element("img", { src: hit.src, alt: hit.alt }),
    element("figcaption", {}, [hit.caption, hit.credit].filter(Boolean).join(" · ")),
  );
};

export const Picture = Node.create({
  ...figureNode("picture", "picture"),
  addOptions: () => ({ pictures: "", words: {} }),
  addNodeView() {
    return ({ node }) => {
      const dom = element("figure", { "data-picture": node.attrs.picture, contenteditable: "false" });
      drawPicture(dom, node.attrs.picture, this.options);
      return { dom };
    };
  },
  addMenuItems({ menu, buttons }) {
    const { pictures, words } = this.options;
    menu.defineItem({
      name: "picture",
      groups: "record",
      priority: 90,
      button: buttons.text(words.picture, words.pictureTitle),
      command: async (editor) => {
        const find = (query) => ask(pictures, { q: query, language: articleLanguage() });
        const hit = await pick({ words, label: words.findPicture, find, line: pictureLine });
        if (hit) insertBlock(editor, { type: "picture", attrs: { picture: hit.id } });
        else editor.commands.focus();
      },
    });
  },
});

const askAddress = (words) =>
  pick({
    words: { ...words, nothing: words.noVideo },
    label: words.findVideo,
    find: async (address) => (VIDEO.test(address) ? [{ address }] : []),
    line: (hit) => [element("span", { class: "picker-words" }, hit.address)],
  });

export const Embed = Node.create({
  ...figureNode("embed", "embed"),
  addNodeView() {
    return ({ node }) => {
      const dom = element("figure", { "data-embed": node.attrs.embed, contenteditable: "false" });
      const host = node.attrs.embed?.match(/^https:\/\/([^/]+)/)?.[1] ?? "";
      dom.append(element("b", {}, host), element("span", {}, node.attrs.embed ?? ""));
      return { dom };
    };
  },
  // A bare address of a video, pasted on an empty line, becomes the video.
  addPasteRules() {
    return [
      {
        find: new RegExp(VIDEO.source, "g"),
        handler: ({ range, match, chain }) =>
          chain()
            .deleteRange(range)
            .insertContent({ type: "embed", attrs: { embed: match[0] } })
            .run(),
      },
    ];
  },
  addMenuItems({ menu, buttons }) {
    const { words } = this.options;
    menu.defineItem({
      name: "embed",
      groups: "record",
      priority: 80,
      button: buttons.text(words.video, words.videoTitle),
      command: async (editor) => {
        const hit = await askAddress(words);
        if (hit) insertBlock(editor, { type: "embed", attrs: { embed: hit.address } });
        else editor.commands.focus();
      },
    });
  },
});
