// What the modules of the editor share: the words of the interface, the form round it, the server.

const field = (selector) => document.querySelector(selector);

export const articleLanguage = () => field("#id_language")?.value || document.documentElement.lang;

export const articleEvents = () =>
  [...(field("#id_events")?.selectedOptions ?? [])].map((option) => option.value);

export const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const answer = async (response) => {
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return (await response.json()).results;
};

export const ask = async (url, values) => {
  const query = new URLSearchParams(values);
  return answer(await fetch(`${url}?${query}`, { headers: { Accept: "application/json" } }));
};

// A whole text does not fit into an address, so it is sent as a form.
export const send = async (url, values) => {
  const token = field("[name=csrfmiddlewaretoken]").value;
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  return answer(await fetch(url, { method: "POST", headers, body: new URLSearchParams(values) }));
};
