// A recording is heard, and statements are held against it, from the keys. The player stays where it
// is: what stands beside it comes from the server, and only that is replaced.

const root = document.querySelector("[data-listening]");
const player = root.querySelector("[data-player]");
const PARTS = ["desk", "lines"];
const STEP = 3;
const [SLOWEST, FASTEST, RATE] = [0.5, 2, 0.25];

const part = (name) => root.querySelector(`[data-part=${name}]`);
const field = (name) => part("desk").querySelector(`[name=${name}]`);

// Moments, as people write them

const written = (seconds) => {
  const tenths = Math.round(seconds * 10);
  const [s, m, h] = [(tenths / 10) % 60, Math.floor(tenths / 600) % 60, Math.floor(tenths / 36000)];
  const two = (number) => String(number).padStart(2, "0");
  const rest = `${two(Math.floor(s))}${tenths % 10 ? `.${tenths % 10}` : ""}`;
  return h ? `${h}:${two(m)}:${rest}` : `${m}:${rest}`;
};
const read = (text) =>
  text.trim().split(":").reduce((sum, piece) => sum * 60 + Number(piece.replace(",", ".")), 0);

// The player

const seek = (seconds) => {
  player.currentTime = Math.max(0, Math.min(seconds, player.duration || seconds));
};
const turn = (step) => {
  player.playbackRate = Math.max(SLOWEST, Math.min(FASTEST, player.playbackRate + step));
};
const put = (name) => {
  const input = field(name);
  if (!input) return;
  input.value = written(player.currentTime);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const end = field("end_ms");
  if (name === "start_ms" && end.value && read(end.value) <= player.currentTime) end.value = "";
};

const ACTS = {
  // A file that cannot be played says so by itself.
  play: () => (player.paused ? player.play().catch(() => {}) : player.pause()),
  back: () => seek(player.currentTime - STEP),
  forward: () => seek(player.currentTime + STEP),
  slower: () => turn(-RATE),
  faster: () => turn(RATE),
  start: () => put("start_ms"),
  end: () => put("end_ms"),
  go: () => field("start_ms")?.value && seek(read(field("start_ms").value)),
};

// What was typed for words that are left for others is there when one comes back to them.

const typed = new Map();
const TYPED = ["start_ms", "end_ms", "heard"];
const fields = () => TYPED.map(field).filter(Boolean);
const keep = () => {
  const isTyped = fields().some((input) => input.value !== input.defaultValue);
  if (isTyped || isRefused(root)) typed.set(part("desk").dataset.wording, fields().map((input) => input.value));
};
const recall = () => {
  const values = typed.get(part("desk").dataset.wording) ?? [];
  fields().forEach((input, n) => (input.value = values[n] ?? input.value));
};

// The server

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

// One after the other: who stores and goes on does not wait for the answer; where something is
// refused, what was pressed after it is forgotten.
let work = Promise.resolve();
let round = 0;
const queue = (act) => {
  const mine = round;
  work = work.catch(() => {}).then(() => mine === round && act());
};

const fetched = async (url, body) => {
  if (body && token()) body.set("csrfmiddlewaretoken", token());
  const answer = await fetch(url, body ? { method: "POST", body } : {});
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // A lost login answers with the page where one signs in.
  return page.querySelector("[data-part=desk]") ? { page, url: answer.url } : null;
};
const isRefused = (page) => page.querySelector("[data-part=desk] .errornote") !== null;
const ask = async (url, body) => {
  const found = await fetched(url, body).catch(() => null);
  root.querySelector("[data-lost]").hidden = found !== null;
  if (!found || isRefused(found.page)) round += 1;
  return found;
};
const show = ({ page, url }) => {
  const told = [...page.querySelectorAll(".messagelist li, [data-part=desk] .errornote")];
  for (const name of PARTS) part(name).replaceWith(page.querySelector(`[data-part=${name}]`));
  root.querySelector("[data-told]").textContent = told.map((line) => line.textContent).join(" ");
  document.querySelector(".messagelist")?.remove();
  history.replaceState(null, "", url);
  unhide();
};
const unhide = () => {
  const usable = player ? "[data-scripted], [data-played]" : "[data-scripted]";
  for (const each of root.querySelectorAll(usable)) each.hidden = false;
};

const go = async (link) => {
  if (!link) return;
  keep();
  const found = await ask(link.href);
  if (!found) return;
  show(found);
  recall();
  compare();
  part("desk").querySelector("[data-words]").focus({ preventScroll: true });
  part("desk").scrollIntoView({ block: "nearest" });
};
const send = async (form, submitter) => {
  // The answer shows another form: what was pressed twice is stored once.
  if (!form.isConnected) return;
  const body = new FormData(form, submitter);
  if (player?.duration > 0 && Number.isFinite(player.duration)) {
    body.set("length_ms", Math.round(player.duration * 1000));
  }
  const { wording } = part("desk").dataset;
  const found = await ask(form.action, body);
  if (!found) return;
  if (submitter.name === "outcome" && !isRefused(found.page)) typed.delete(wording);
  show(found);
};

// The difference is told while one types; nothing of it is stored.

let asked = 0;
const compare = async () => {
  const form = part("desk").querySelector("[data-check]");
  if (!form) return;
  const mine = ++asked;
  const body = new FormData(form);
  body.set("_compare", "1");
  const found = await fetched(form.action, body).catch(() => null);
  if (!found || mine !== asked) return;
  part("desk").querySelector("[data-difference]")
    ?.replaceWith(found.page.querySelector("[data-difference]"));
};
let waiting;
root.addEventListener("input", ({ target }) => {
  if (target.name !== "heard") return;
  clearTimeout(waiting);
  waiting = setTimeout(compare, 300);
});

// Keys and buttons. The place of a key counts, not its letter, which differs by keyboard.

const KEYS = {
  KeyK: "play", KeyJ: "back", KeyL: "forward", ArrowLeft: "back", ArrowRight: "forward",
  Minus: "slower", NumpadSubtract: "slower", Equal: "faster", NumpadAdd: "faster",
  KeyS: "start", KeyE: "end", KeyG: "go",
};
const single = root.querySelector("[data-single]");
const press = (selector) => root.querySelector(selector)?.click();

const answer = (code) => {
  const [, digit] = code.match(/^(?:Digit|Numpad)([1-9])$/) ?? [];
  if (digit) return press(`[data-check] [name=outcome]:nth-of-type(${digit})`);
  if (code === "KeyN") return queue(() => go(root.querySelector("[data-way=next]")));
  if (code === "KeyP") return queue(() => go(root.querySelector("[data-way=previous]")));
  if (code === "KeyW") return field("heard")?.focus();
  if (player && KEYS[code]) return ACTS[KEYS[code]]();
};
const isKnown = (code) => KEYS[code] || /^(Key[NPW]|(Digit|Numpad)[1-4])$/.test(code);

document.addEventListener("keydown", (event) => {
  const { target, code } = event;
  const isTyping = target.matches("textarea, select, input:not([type=checkbox])");
  if (isTyping && code === "Escape") return target.blur();
  if (event.ctrlKey || event.metaKey || event.isComposing) return;
  // While one types, or wants no single keys, the same keys work with Alt.
  if ((isTyping || !single.checked) !== event.altKey) return;
  const isSpace = code === "Space" && !target.closest("button, a, summary, audio, video");
  if (isSpace && player) ACTS.play();
  else if (isKnown(code)) answer(code);
  else return;
  event.preventDefault();
});

root.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]");
  const moment = event.target.closest("[data-seek]");
  const way = event.target.closest("a[data-way]");
  if (act && player) ACTS[act.dataset.act]();
  if (moment && player) seek(Number(moment.dataset.seek) / 1000);
  if (way && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    queue(() => go(way));
  }
});
root.addEventListener("submit", (event) => {
  event.preventDefault();
  queue(() => send(event.target, event.submitter));
});

unhide();
if (player) {
  const now = root.querySelector("[data-now]");
  const rate = root.querySelector("[data-rate]");
  player.addEventListener("timeupdate", () => (now.value = written(player.currentTime)));
  player.addEventListener("ratechange", () => (rate.value = `${player.playbackRate}×`));
  const tell = () => (root.querySelector("[data-broken]").hidden = !player.error);
  player.addEventListener("error", tell);
  tell();
}
