// Our own marks and blocks, under the names by which the settings register them.
export { StatementCheck } from "newsroom/prose/check";
export { Embed, Picture } from "newsroom/prose/figures";
export { WordPaste } from "newsroom/prose/paste";
export { StatementParaphrase, StatementQuote } from "newsroom/prose/statement";
export { Toolbar } from "newsroom/prose/toolbar";
