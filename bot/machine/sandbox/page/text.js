// A text and its entities, as elements. Offsets are UTF-16 units, as in JavaScript's own strings.

import { make } from "./make.js";
import { word } from "./words.js";

const SAFE = /^(https?|tel|mailto):/i;
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

/** Nodes of `text` between two offsets; `entities` are those inside, outermost first. */
export function nodes(text, entities, act, from = 0, to = text.length) {
  const made = [];
  let at = from;
  let rest = entities;
  while (rest.length > 0) {
    const [outer, ...others] = rest;
    const end = Math.min(outer.offset + outer.length, to);
    if (outer.offset >= at) {
      if (outer.offset > at) made.push(text.slice(at, outer.offset));
      const inner = others.filter((e) => e.offset >= outer.offset && e.offset + e.length <= end);
      made.push(wrapped(outer, text.slice(outer.offset, end), act,
        nodes(text, inner, act, outer.offset, end)));
      at = end;
      // A quotation is a block of its own; the line end after it would be an empty line.
      if (BLOCKS.has(outer.type) && text[at] === "\n") at += 1;
    }
    rest = others.filter((e) => e.offset >= at);
  }
  if (at < to) made.push(text.slice(at, to));
  return made;
}

function wrapped(entity, words, act, children) {
  if (entity.type in TAGS) return make(TAGS[entity.type], {}, ...children);
  if (entity.type === "text_link") return link(entity.url, children, act);
  if (entity.type === "url") return link(words, children, act);
  if (entity.type === "email") return link(`mailto:${words}`, children, act);
  if (entity.type === "bot_command") {
    const say = () => act.say(words);
    return make("button", { type: "button", class: "command", onclick: say }, ...children);
  }
  if (entity.type === "spoiler") return spoiler(children);
  return make("span", {}, ...children);
}

function link(url, children, act) {
  if (!SAFE.test(url)) return make("span", {}, ...children);
  if (act.isOwnLink(url)) {
    const open = (event) => { event.preventDefault(); act.say(url); };
    return make("a", { href: url, onclick: open }, ...children);
  }
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function spoiler(children) {
  const hidden = make("button", {
    type: "button", class: "spoiler", "aria-expanded": "false", "aria-label": word("spoiler"),
    onclick: () => { hidden.setAttribute("aria-expanded", "true"); hidden.removeAttribute("aria-label"); },
  }, ...children);
  return hidden;
}
