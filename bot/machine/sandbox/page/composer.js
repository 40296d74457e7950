// The lower end of a phone: typing box, command menu, attachments, the keyboard a bot may show.

import { icon, make } from "./make.js";
import { word } from "./words.js";

const KINDS = ["voice", "photo", "sticker", "document"];

export class Composer {
  constructor(act) {
    this.act = act;
    this.commands = [];
    this.field = make("textarea", {
      rows: 1, dir: "auto", maxlength: 20000, "data-act": "type",
      onkeydown: (event) => this.typed(event), oninput: () => this.grow(),
    });
    this.menuButton = this.button("menu", () => this.toggle(this.menuButton, this.commandItems()));
    this.attachButton = this.button("attach", () => this.toggle(this.attachButton, this.kinds()));
    this.sendButton = this.button("send", () => this.send());
    this.menu = make("div", { class: "sheet", role: "menu", hidden: true });
    this.keys = make("div", { class: "keys", hidden: true });
    this.bar = make("div", { class: "composer" },
      this.menuButton, this.attachButton, this.field, this.sendButton);
    this.unblock = make("button", {
      type: "button", class: "big", "data-act": "unblock", onclick: () => act.unblock(),
    });
    this.blockedBar = make("div", { class: "blocked-bar", hidden: true }, this.unblock);
    this.element = make("footer", {}, this.menu, this.keys, this.bar, this.blockedBar);
    this.element.addEventListener("keydown", (event) => this.moved(event));
    document.addEventListener("pointerdown", (event) => {
      if (!this.element.contains(event.target)) this.close();
    });
    this.speak();
  }

  button(name, onclick) {
    return make("button", { type: "button", class: `icon ${name}`, "data-act": name, onclick }, icon(name));
  }

  speak() {
    this.field.placeholder = word("type_here");
    this.field.setAttribute("aria-label", word("type_here"));
    this.unblock.textContent = word("unblock");
    const labels = [
      [this.menuButton, "commands"], [this.attachButton, "attach"], [this.sendButton, "send"],
    ];
    for (const [button, name] of labels) {
      button.setAttribute("aria-label", word(name));
      button.title = word(name);
    }
    for (const button of [this.menuButton, this.attachButton]) {
      button.setAttribute("aria-haspopup", "menu");
      button.setAttribute("aria-expanded", "false");
    }
    this.close();
  }

  showBlocked(blocked) {
    this.close();
    this.bar.hidden = blocked;
    this.blockedBar.hidden = !blocked;
  }

  showKeyboard(keyboard) {
    const rows = keyboard?.keyboard ?? [];
    this.keys.hidden = rows.length === 0;
    this.keys.replaceChildren(...rows.map((row) => make("div", { class: "row" },
      ...row.map(({ text }) => make("button", {
        type: "button", class: "key", dir: "auto", "data-button": text, onclick: () => this.act.say(text),
      }, text)))));
  }

  typed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  async send() {
    const text = this.field.value;
    if (!text.trim()) return;
    this.field.value = "";
    this.grow();
    this.field.focus();
    if (!(await this.act.say(text))) this.field.value ||= text;
  }

  grow() {
    // Heights belong into the style sheet; rows do the same without an inline style.
    this.field.rows = 1;
    while (this.field.scrollHeight > this.field.clientHeight + 2 && this.field.rows < 6) {
      this.field.rows += 1;
    }
  }

  commandItems() {
    if (this.commands.length === 0) return [make("p", {}, word("no_commands"))];
    return this.commands.map(({ command, description }) => (
      this.item(`/${command}`, () => this.act.say(`/${command}`),
        make("b", { dir: "ltr" }, `/${command}`), make("span", { dir: "auto" }, description))));
  }

  kinds() {
    return KINDS.map((kind) => (
      this.item(kind, () => this.act.send(kind), icon(kind), make("span", {}, word(kind)))));
  }

  item(name, chosen, ...children) {
    const onclick = () => { this.close(); this.field.focus(); chosen(); };
    return make("button", { type: "button", role: "menuitem", "data-item": name, onclick }, ...children);
  }

  toggle(button, items) {
    const open = button.getAttribute("aria-expanded") === "true";
    this.close();
    if (open) return;
    button.setAttribute("aria-expanded", "true");
    this.opener = button;
    this.menu.classList.toggle("short", button === this.attachButton);
    this.menu.setAttribute("aria-label", button.title);
    this.menu.replaceChildren(...items);
    this.menu.hidden = false;
    this.menu.querySelector("button")?.focus();
  }

  close() {
    this.menu.hidden = true;
    this.menuButton.setAttribute("aria-expanded", "false");
    this.attachButton.setAttribute("aria-expanded", "false");
  }

  moved(event) {
    if (this.menu.hidden) return;
    if (event.key === "Escape") {
      this.close();
      this.opener.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...this.menu.querySelectorAll("button")];
    const next = items.indexOf(document.activeElement) + step;
    items.at(next % items.length)?.focus();
  }
}
