// Talking to the sandbox: presses go out as JSON, everything comes back as server-sent events.

import { word } from "./words.js";

export class Refusal extends Error {}

/** Presses something; throws a Refusal with a sentence for the person. */
export async function press(act, order) {
  let answer;
  try {
    answer = await fetch(`/page/do/${act}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(order),
    });
  } catch {
    throw new Refusal(word("lost"));
  }
  const told = await answer.json().catch(() => ({}));
  if (!told.ok) throw new Refusal(word(told.trouble ?? "failed"));
  return told.result;
}

/** Calls back with every event; the browser reconnects by itself, and the state comes again. */
export function listen(onEvent, onLost, onBack) {
  const source = new EventSource("/page/events");
  source.addEventListener("open", onBack);
  source.addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    onLost();
    // A browser gives up for good when the server answers with an error instead of not at all.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen(onEvent, onLost, onBack), 1500);
    }
  });
}
