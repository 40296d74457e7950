// One message: made once, then changed in place, so that an edit does not flicker.

import { content } from "./content.js";
import { make } from "./make.js";
import { stamp } from "./time.js";
import { word } from "./words.js";

export class MessageView {
  constructor(message, mine, act) {
    this.act = act;
    this.mine = mine;
    this.bubble = make("div", { class: "bubble" });
    this.keys = make("div", { class: "buttons" });
    this.element = make("article", {
      class: mine ? "message mine" : "message", "data-message": message.message_id,
    }, this.bubble, this.keys);
    this.emoji = [];
    this.show(message);
  }

  /** Shows a newer state of the same message. */
  update(message) {
    const before = this.element.getBoundingClientRect().height;
    this.show(message);
    this.bubble.classList.remove("changed");
    void this.bubble.offsetWidth; // restarts the animation
    this.bubble.classList.add("changed");
    return this.element.getBoundingClientRect().height - before;
  }

  show(message) {
    this.message = message;
    const reaction = this.emoji.length > 0
      ? make("span", { class: "reaction" }, this.emoji.join(" ")) : "";
    this.bubble.replaceChildren(...content(message, this.act), reaction, this.stamp());
    this.bubble.classList.toggle("bare", Boolean(message.sticker));
    this.showKeys(message.reply_markup?.inline_keyboard ?? []);
  }

  react(emoji) {
    this.emoji = emoji;
    this.show(this.message);
  }

  stamp() {
    const edited = this.message.edit_date && !this.mine ? `${word("edited")} ` : "";
    return make("time", {
      class: "stamp", datetime: new Date(this.message.date * 1000).toISOString(),
    }, edited + stamp(this.message.date));
  }

  showKeys(rows) {
    // Same keyboard, same elements: the button in hand keeps the focus.
    const wanted = JSON.stringify(rows);
    if (wanted === this.shownKeys) return;
    this.shownKeys = wanted;
    const focused = this.keys.contains(document.activeElement);
    this.keys.hidden = rows.length === 0;
    this.element.classList.toggle("keyed", rows.length > 0);
    this.keys.replaceChildren(...rows.map((row) => (
      make("div", { class: "row" }, ...row.map((button) => this.key(button))))));
    if (focused) this.keys.querySelector("button")?.focus({ preventScroll: true });
  }

  key(button) {
    const shared = { class: "key", dir: "auto", "data-button": button.text };
    if (button.url && !this.act.isOwnLink(button.url)) {
      const away = { href: button.url, target: "_blank", rel: "noopener noreferrer" };
      return make("a", { ...shared, ...away }, `${button.text} ↗`);
    }
    if (button.copy_text) {
      const copy = () => this.act.copy(button.copy_text.text);
      return make("button", { ...shared, type: "button", onclick: copy }, `${button.text} ⧉`);
    }
    const pressed = () => (button.url ? this.act.say(button.url) : this.tap(key, button));
    const key = make("button", { ...shared, type: "button", onclick: pressed }, button.text);
    return key;
  }

  tap(key, button) {
    if (key.getAttribute("aria-busy") === "true" || !button.callback_data) return;
    key.setAttribute("aria-busy", "true");
    this.act.tap(this.message.message_id, button.callback_data, () => key.removeAttribute("aria-busy"));
  }
}
