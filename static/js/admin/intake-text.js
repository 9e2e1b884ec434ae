// The text of a report: drawn with its statements, and asked for places, which are counted in
// characters as the server counts them and not in the halves of characters that a browser counts.

const WORD = /[\p{L}\p{N}]/u;
const FLASH = 2_000;

// Scrolls a box, and not the page, until an element stands at a share of its height.
export const inView = (element, box, share) => {
  const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  const top = box.scrollTop + inner.top - outer.top;
  box.scrollTop = share === undefined ? top : top - outer.height * share;
};

const count = (string) => [...string].length;

export class Text {
  #pane;
  #lines;
  #moved = null;
  told = "";

  constructor(pane, lines) {
    this.#pane = pane;
    this.#lines = lines;
  }

  // Paragraphs with their place and characters.
  #paragraphs() {
    return [...this.#pane.children].map((element) => {
      const characters = [...element.textContent];
      const start = Number(element.dataset.start);
      return { element, characters, start, end: start + characters.length };
    });
  }

  #passages(line) {
    const { value } = line.querySelector("[name$=-passages]");
    return value.split(" ").filter(Boolean).map((span) => span.split("-").map(Number));
  }

  draw() {
    const spans = this.#lines().flatMap((line) =>
      this.#passages(line).map(([start, end]) => ({ start, end, line })),
    );
    for (const paragraph of this.#paragraphs()) this.#drawOne(paragraph, spans);
  }

  #drawOne({ element, characters, start, end }, spans) {
    const near = spans.filter((span) => span.start < end && span.end > start);
    const inside = near.flatMap((span) => [span.start, span.end]);
    const cuts = [start, ...inside.filter((at) => at > start && at < end), end];
    cuts.sort((one, other) => one - other);
    const pieces = cuts.slice(1).flatMap((to, index) => {
      const from = cuts[index];
      if (from === to) return [];
      const words = characters.slice(from - start, to - start).join("");
      const of = near.filter((span) => span.start <= from && to <= span.end).map(({ line }) => line);
      // Of two lines with the same words the one that stands is shown.
      const stands = (line) => line.dataset.state !== "rejected";
      of.sort((one, other) => stands(one) - stands(other));
      return [of.length ? this.#mark(words, of) : words];
    });
    element.replaceChildren(...pieces);
  }

  #mark(words, lines) {
    const mark = document.createElement("mark");
    mark.dataset.of = lines.map((line) => line.dataset.line).join(" ");
    mark.dataset.state = lines.at(-1).dataset.state;
    mark.textContent = words;
    return mark;
  }

  // Shows the words of a line, or where a name stands first, and with them who said it.
  point(key, name, who) {
    const marks = [...this.#pane.querySelectorAll("mark")];
    for (const mark of marks) mark.toggleAttribute("data-current", mark.dataset.of.split(" ").includes(key));
    const first = this.#pane.querySelector("mark[data-current]");
    const named = !first && name && this.#paragraphs().find(({ element }) => element.textContent.includes(name));
    const target = first ?? (named ? named.element : null);
    CSS.highlights?.delete("intake-who");
    if (who) this.#highlight("intake-who", who);
    if (target) inView(target, this.#pane.parentElement, 0.35);
  }

  flash([start, end]) {
    const found = this.#highlight("intake-odd", [start, end]);
    if (found) inView(found.element, this.#pane.parentElement, 0.35);
    setTimeout(() => CSS.highlights?.delete("intake-odd"), FLASH);
  }

  // The paragraph in which a place was made to stand out, where the browser can.
  #highlight(name, [start, end]) {
    const found = this.#paragraphs().find((one) => one.start <= start && start < one.end);
    if (found && CSS.highlights) {
      CSS.highlights.set(name, new Highlight(this.#range(found, start, Math.min(end, found.end))));
    }
    return found;
  }

  #range({ element, characters, start }, from, to) {
    const range = document.createRange();
    const halves = (until) => characters.slice(0, until - start).join("").length;
    range.setStart(...this.#node(element, halves(from)));
    range.setEnd(...this.#node(element, halves(to)));
    return range;
  }

  #node(element, offset) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let left = offset;
    let last = walker.nextNode();
    for (let node = last; node; node = walker.nextNode()) {
      if (left <= node.length) return [node, left];
      left -= node.length;
      last = node;
    }
    return [last, last.length];
  }

  // The place of the selected words; null where none are.
  selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !this.#pane.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const start = this.#place(range.startContainer, range.startOffset);
    const end = this.#place(range.endContainer, range.endOffset);
    return start === null || end === null ? null : this.#trimmed(start, end);
  }

  #place(node, offset) {
    const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!element) return null;
    const range = document.createRange();
    range.setStart(element, 0);
    range.setEnd(node, offset);
    return Number(element.dataset.start) + count(range.toString());
  }

  #trimmed(start, end) {
    const all = this.#paragraphs();
    const at = (place) => {
      const one = all.find((paragraph) => paragraph.start <= place && place < paragraph.end);
      return one ? one.characters[place - one.start] : " ";
    };
    while (start < end && !WORD.test(at(start))) start += 1;
    while (start < end && !WORD.test(at(end - 1))) end -= 1;
    return start < end ? [start, end] : null;
  }

  // The first sentence after the words of a line that is in no statement yet.
  nextSentence(key) {
    const line = this.#lines().find((one) => one.dataset.line === key);
    const spans = this.#lines().flatMap((one) => this.#passages(one));
    const after = line ? this.#passages(line).at(-1)[1] : 0;
    const cutter = new Intl.Segmenter(this.#pane.lang || undefined, { granularity: "sentence" });
    for (const { element, start, end } of this.#paragraphs()) {
      if (end <= after || element.matches(".left-out")) continue;
      let from = start;
      for (const { segment } of cutter.segment(element.textContent)) {
        const to = from + count(segment);
        const isFree = spans.every((span) => span[1] <= from || span[0] >= to);
        if (from >= after && isFree && WORD.test(segment)) return this.#trimmed(from, to);
        from = to;
      }
    }
    return null;
  }

  // Makes one statement of two.
  join(line, other) {
    const all = [...this.#passages(line), ...this.#passages(other)];
    this.move(line);
    this.#set(all.sort(([one], [two]) => one - two));
    this.stop();
  }

  // Moving the first and the last word of a statement

  move(line) {
    const before = this.#passages(line);
    this.#moved = { line, before, now: before.map((span) => [...span]) };
  }

  isMoving(line) {
    return this.#moved?.line === line;
  }

  // The line whose words were moved, if any were.
  stop() {
    const moved = this.#moved;
    this.#moved = null;
    const isSame = !moved || `${moved.before}` === `${this.#passages(moved.line)}`;
    return isSame ? null : moved.line;
  }

  leave() {
    if (!this.#moved) return;
    this.#set(this.#moved.before);
    this.stop();
  }

  // Whether the key moved a word.
  moves(key, isFirst) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!this.#moved || !by) return false;
    const { now } = this.#moved;
    if (isFirst) now[0][0] = this.#next(now[0][0], by, true) ?? now[0][0];
    else now.at(-1)[1] = this.#next(now.at(-1)[1], by, false) ?? now.at(-1)[1];
    if (now.some(([start, end]) => start >= end)) {
      now[0][0] = Math.min(now[0][0], this.#passages(this.#moved.line)[0][0]);
      now.at(-1)[1] = Math.max(now.at(-1)[1], this.#passages(this.#moved.line).at(-1)[1]);
      return true;
    }
    this.#set(now);
    return true;
  }

  #next(place, by, isStart) {
    const all = this.#paragraphs();
    const at = all.findIndex((one) => one.start <= place && place <= one.end);
    const near = all.slice(Math.max(at - 1, 0), at + 2);
    const edges = near.flatMap((one) => this.#edges(one, isStart));
    return by > 0 ? edges.find((edge) => edge > place) : edges.findLast((edge) => edge < place);
  }

  // Where words begin, or end.
  #edges({ characters, start }, isStart) {
    const isIn = (place) => WORD.test(characters[place] ?? " ");
    const isJoined = (place) => /['’ʼ‑-]/.test(characters[place] ?? "") && isIn(place - 1) && isIn(place + 1);
    const is = (place) => isIn(place) || isJoined(place);
    const edges = [];
    for (let place = 0; place <= characters.length; place += 1) {
      const isEdge = isStart ? is(place) && !is(place - 1) : !is(place) && is(place - 1);
      if (isEdge) edges.push(start + place);
    }
    return edges;
  }

  #set(passages) {
    const { line } = this.#moved;
    line.querySelector("[name$=-passages]").value = passages.map((span) => span.join("-")).join(" ");
    const words = this.#words(passages);
    line.querySelector("[name$=-words]").value = words;
    line.querySelector("[data-words]").textContent = words;
    this.told = words;
    this.draw();
    this.point(line.dataset.line);
  }

  #words(passages) {
    const all = this.#paragraphs();
    const run = ([start, end]) =>
      all
        .filter((one) => one.start < end && one.end > start)
        .map((one) => one.characters.slice(Math.max(start - one.start, 0), end - one.start).join(""))
        .join(" ");
    return passages.map(run).join(" ").split(/\s+/).join(" ").trim();
  }
}
