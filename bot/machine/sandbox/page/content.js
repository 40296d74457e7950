// What can be inside a bubble: text, files, pictures, voices, places.

import { make } from "./make.js";
import { nodes } from "./text.js";
import { word } from "./words.js";

export function content(message, act) {
  return [
    quoted(message.reply_to_message),
    picture(message.photo),
    file(message.document),
    voice(message.voice),
    sticker(message.sticker),
    place(message.venue),
    text(message, act),
  ].filter(Boolean);
}

function text(message, act) {
  let words = message.text ?? message.caption ?? "";
  if (!words) return null;
  // A phone shows /start without the code behind it.
  if (words.startsWith("/start ")) words = "/start";
  const entities = (message.entities ?? message.caption_entities ?? [])
    .filter((entity) => entity.offset + entity.length <= words.length);
  return make("p", { class: "text", dir: "auto" }, ...nodes(words, entities, act));
}

function quoted(message) {
  if (!message) return null;
  return make("p", { class: "quote", dir: "auto" }, message.text ?? message.caption ?? "…");
}

function picture(photo) {
  const largest = photo?.at(-1);
  if (!largest) return null;
  return make("img", {
    class: "photo", src: address(largest), alt: word("photo"),
    width: largest.width, height: largest.height, loading: "lazy",
  });
}

function file(stored) {
  if (!stored) return null;
  const ending = (stored.file_name ?? "").split(".").at(-1).slice(0, 4).toUpperCase();
  return make("a", {
    class: "card", href: address(stored), download: stored.file_name ?? "",
    "aria-label": `${word("download")}: ${stored.file_name}`,
  },
  make("span", { class: "mark", "aria-hidden": "true" }, ending || "…"),
  make("span", {}, make("b", {}, stored.file_name ?? ""), make("small", {}, size(stored.file_size))));
}

function voice(stored) {
  if (!stored) return null;
  const bars = Array.from({ length: 28 }, () => make("i"));
  return make("div", { class: "card", role: "img", "aria-label": word("voice") },
    make("span", { class: "mark" }, "▶"),
    make("span", {}, make("span", { class: "wave" }, ...bars), make("small", {}, `0:0${stored.duration}`)));
}

function sticker(stored) {
  if (!stored) return null;
  return make("img", { class: "sticker", src: "/page/sticker.svg", alt: word("sticker") });
}

function place(venue) {
  if (!venue) return null;
  return make("div", { class: "card" },
    make("span", { class: "mark", "aria-hidden": "true" }, "◉"),
    make("span", {}, make("b", {}, venue.title), make("small", { dir: "auto" }, venue.address)));
}

const address = (stored) => `/page/file/${encodeURIComponent(stored.file_unique_id)}`;

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1 << 20 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}
