// One phone: who holds it, what was said, and what its owner can do.

import { Composer } from "./composer.js";
import { icon, make } from "./make.js";
import { MessageView } from "./message.js";
import { Refusal, press } from "./server.js";
import { chip } from "./time.js";
import { currentTongue, onTongue, word } from "./words.js";

const RIGHT_TO_LEFT = new Set(["ar", "fa", "ps", "ckb", "ur", "he"]);
const NEAR = 90; // pixels from the lower end that still count as being there
const TYPING = 5000;
const PATIENCE = 15000;

export class PhoneView {
  constructor(phone, bot, number) {
    this.id = phone.chat_id;
    this.bot = bot;
    this.views = new Map();
    this.waiting = new Map();
    this.name = phone.name;
    this.note = phone.note;
    this.composer = new Composer(this.act());
    this.build(phone, number);
    this.show(phone);
    onTongue(() => this.speak());
  }

  act() {
    const own = new RegExp(`^https?://t\\.me/${this.bot.username}\\?start=[\\w-]+$`, "i");
    return {
      say: (text) => this.do("say", { text }),
      send: (kind) => this.do("send", { kind }),
      unblock: () => this.do("unblock"),
      tap: (message, data, done) => this.tap(message, data, done),
      isOwnLink: (url) => own.test(url),
      copy: (text) => this.copy(text),
    };
  }

  build(phone, number) {
    const tongue = phone.language.split(/[-_]/)[0];
    this.caption = make("p", { dir: "auto" }, phone.note);
    this.blockButton = make("button", {
      type: "button", class: "icon block", "data-act": "block", onclick: () => this.do("block"),
    }, icon("block"));
    this.log = make("div", { class: "messages", role: "log", "aria-live": "polite", tabindex: 0 });
    this.stays = true;
    this.scrolledTo = 0;
    this.log.addEventListener("scroll", () => this.scrolled());
    // A chat whose end was in view keeps it there when the window or the typing box changes.
    new ResizeObserver(() => { if (this.stays) this.toEnd("instant"); }).observe(this.log);
    this.newer = make("button", {
      type: "button", class: "newer", hidden: true, onclick: () => this.toEnd("smooth"),
    });
    this.overlay = make("div", { role: "status" });
    this.element = make("section", {
      class: `phone hue-${number % 6}`, "data-phone": this.id,
      dir: RIGHT_TO_LEFT.has(tongue) ? "rtl" : "ltr",
    },
    make("header", { class: "phone-head" },
      make("span", { class: "avatar", "aria-hidden": "true" }, [...phone.name][0] ?? "?"),
      make("div", { class: "who" }, make("h2", { dir: "auto" }, phone.name), this.caption),
      this.blockButton),
    make("div", { class: "chat" }, this.log, this.newer),
    this.composer.element, this.overlay);
  }

  /** Shows the whole state, on connecting and on connecting again. */
  show(phone) {
    this.views.clear();
    this.description = phone.description;
    this.composer.commands = phone.commands;
    this.composer.showKeyboard(phone.keyboard);
    this.showBlocked(phone.blocked);
    this.log.replaceChildren();
    phone.messages.forEach((message) => this.put(message));
    for (const [number, emoji] of Object.entries(phone.reactions)) this.react(Number(number), emoji);
    this.speak();
    this.toEnd("instant");
  }

  speak() {
    this.element.setAttribute("aria-label", `${word("phone")} ${this.name}`);
    this.log.setAttribute("aria-label", `${word("messages")}: ${this.name}`);
    this.blockButton.setAttribute("aria-label", word("block"));
    this.blockButton.title = word("block");
    this.newer.textContent = word("newer");
    this.composer.speak();
    this.views.forEach((view) => view.show(view.message));
    this.refresh();
  }

  menus({ commands, description }) {
    this.composer.commands = commands;
    this.description = description;
    this.refresh();
  }

  showBlocked(blocked) {
    this.blockButton.hidden = blocked;
    this.element.classList.toggle("is-blocked", blocked);
    this.composer.showBlocked(blocked);
  }

  /** A message that arrived or was changed. */
  message(message) {
    const mine = message.from.id !== this.bot.id;
    if (!mine) this.busy(false);
    const known = this.views.get(message.message_id);
    if (known) known.update(message);
    else this.put(message).element.classList.add("fresh");
    this.refresh();
    if (this.stays || mine) this.toEnd("smooth");
    else if (!known) this.newer.hidden = false;
  }

  put(message) {
    const view = new MessageView(message, message.from.id !== this.bot.id, this.act());
    this.views.set(message.message_id, view);
    this.log.append(view.element);
    return view;
  }

  remove(number) {
    this.views.get(number)?.element.remove();
    this.views.delete(number);
    this.refresh();
  }

  react(number, emoji) {
    this.views.get(number)?.react(emoji);
  }

  /** Days between messages, and the welcome of an empty chat. */
  refresh() {
    this.log.querySelectorAll(".day-chip, .welcome").forEach((element) => element.remove());
    let shown = "";
    for (const { element, message } of this.views.values()) {
      const today = chip(message.date);
      if (today !== shown) element.before(make("div", { class: "day-chip", lang: currentTongue() }, today));
      shown = today;
    }
    if (this.views.size === 0) this.log.append(this.welcome());
  }

  welcome() {
    return make("div", { class: "welcome" },
      make("img", { src: "/page/lotse.svg", alt: "", width: 56, height: 56 }),
      make("strong", { dir: "auto" }, this.bot.name),
      make("p", { dir: "auto" }, this.description || word("empty")),
      make("button", {
        type: "button", class: "big", "data-act": "start", onclick: () => this.do("start"),
      }, word("start")));
  }

  busy(isBusy) {
    clearTimeout(this.resting);
    this.caption.classList.toggle("busy", isBusy);
    this.caption.textContent = isBusy ? `${this.bot.name} ${word("bot_busy")}` : this.note;
    if (isBusy) this.resting = setTimeout(() => this.busy(false), TYPING);
  }

  async do(what, order = {}) {
    try {
      return await press(what, { chat_id: this.id, ...order });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.toast(refusal.message);
      return null;
    }
  }

  async tap(messageId, data, done) {
    const pressed = await this.do("tap", { message_id: messageId, data });
    if (!pressed) {
      done();
      return;
    }
    const id = pressed.callback_query_id;
    if (this.answered === id) done();
    else this.waiting.set(id, done);
    setTimeout(() => this.settle(id), PATIENCE);
  }

  settle(id) {
    this.waiting.get(id)?.();
    this.waiting.delete(id);
  }

  /** The bot answered a tap: at least the button comes to rest, perhaps there is something to say. */
  answer({ id, text, alert }) {
    this.answered = id; // the answer may overtake the reply to the press itself
    this.settle(id);
    if (!text) return;
    if (alert) this.popup(text);
    else this.toast(text);
  }

  /** Some browsers do not let a page write to the clipboard: the text can be read all the same. */
  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    this.toast(`${word("copied")}: ${text}`);
  }

  toast(text) {
    clearTimeout(this.fading);
    this.overlay.replaceChildren(make("div", { class: "toast", dir: "auto" }, text));
    this.fading = setTimeout(() => this.overlay.replaceChildren(), 2500 + 45 * text.length);
  }

  popup(text) {
    const before = document.activeElement;
    const close = () => { veil.remove(); before?.focus?.(); };
    const ok = make("button", { type: "button", "data-act": "ok", onclick: close }, word("ok"));
    const box = make("div", { class: "popup", role: "alertdialog", "aria-modal": "true",
      "aria-label": this.bot.name }, make("p", { dir: "auto" }, text), ok);
    const veil = make("div", { class: "veil", onkeydown: (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Tab") event.preventDefault(); // OK is the only thing to reach
    } }, box);
    this.element.append(veil);
    ok.focus();
  }

  scrolled() {
    // On its way down to the end a smooth scroll is not there yet, but that is where it belongs.
    const up = this.log.scrollTop < this.scrolledTo;
    this.scrolledTo = this.log.scrollTop;
    if (up || this.isAtEnd()) this.stays = this.isAtEnd();
    if (this.stays) this.newer.hidden = true;
  }

  isAtEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
  }

  toEnd(behavior) {
    this.newer.hidden = true;
    this.stays = true;
    this.log.scrollTo({ top: this.log.scrollHeight, behavior });
  }
}
