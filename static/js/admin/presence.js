// The form says that it is open, and shows who else is at the record and what became of it.

const EVERY = 20_000;
const box = document.querySelector("[data-presence]");
const form = box?.closest("form");

// Signing in again makes a new token, which the form that was open before does not have.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
const renewToken = () => {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) {
    field.value = token() ?? field.value;
  }
};

const body = (more = {}) =>
  new URLSearchParams({
    csrfmiddlewaretoken: token() ?? form.querySelector("[name=csrfmiddlewaretoken]").value,
    ...more,
  });

const show = (reason) => {
  for (const line of box.querySelectorAll("[data-gone]")) {
    line.hidden = line.dataset.gone !== reason;
  }
};

const tell = ({ others, version, saved }) => {
  const lines = others.map((sentence) => {
    const line = document.createElement("li");
    line.textContent = sentence;
    return line;
  });
  box.querySelector("[data-others]").replaceChildren(...lines);
  const line = box.querySelector("[data-saved]");
  line.hidden = !version || version === box.dataset.version;
  line.textContent = line.hidden ? "" : saved;
};

const REASONS = new Map([
  [403, "forbidden"],
  [404, "deleted"],
]);

const call = async () => {
  try {
    const how = { method: "POST", body: body(), redirect: "manual" };
    const answer = await fetch(box.dataset.presence, how);
    // A lost login answers by leading to the page where one signs in.
    if (answer.type === "opaqueredirect" || !token()) return show("signed-out");
    if (REASONS.has(answer.status)) return show(REASONS.get(answer.status));
    if (!answer.ok) return show("offline");
    show("");
    renewToken();
    tell(await answer.json());
  } catch {
    show("offline");
  }
};

const watchTabs = () => {
  const channel = new BroadcastChannel(`newsroom ${box.dataset.presence}`);
  const line = box.querySelector("[data-tab]");
  channel.addEventListener("message", ({ data }) => {
    line.hidden = data === "left";
    if (data === "came") channel.postMessage("here");
    // Of three tabs two may be left.
    if (data === "left") channel.postMessage("came");
  });
  channel.postMessage("came");
  window.addEventListener("pagehide", () => {
    channel.postMessage("left");
    channel.close();
  });
};

if (form) {
  call();
  setInterval(call, EVERY);
  watchTabs();
  document.addEventListener("visibilitychange", () => document.hidden || call());
  form.addEventListener("submit", renewToken);
  window.addEventListener("pagehide", () => {
    navigator.sendBeacon(box.dataset.presence, body({ leave: 1 }));
  });
}
