// Joins the parts: one stream of events, as many phones as the sandbox says, one clock.

import { showAhead, showJumped, showJumps } from "./clock.js";
import { make } from "./make.js";
import { PhoneView } from "./phone.js";
import { listen } from "./server.js";
import { setClock } from "./time.js";
import { currentTongue, onTongue, speak, word } from "./words.js";

const at = (id) => document.getElementById(id);
const phones = new Map();
let reset = "";

const receive = {
  state(state) {
    setClock(state.clock.epoch, state.zone);
    showAhead(state.clock.ahead);
    showJumps(state.jumps);
    reset = state.reset;
    showChrome();
    showPhones(state);
  },
  clock({ clock }) {
    setClock(clock.epoch);
    showAhead(clock.ahead);
    showJumped();
  },
  menus({ phones: changed }) {
    changed.forEach((phone) => phones.get(phone.chat_id)?.menus(phone));
  },
  message: ({ chat_id: chat, message }) => phones.get(chat)?.message(message),
  delete: ({ chat_id: chat, message_id: number }) => phones.get(chat)?.remove(number),
  reaction: ({ chat_id: chat, message_id: number, emoji }) => phones.get(chat)?.react(number, emoji),
  answer: (event) => phones.get(event.chat_id)?.answer(event),
  action: ({ chat_id: chat }) => phones.get(chat)?.busy(true),
  block: ({ chat_id: chat, blocked }) => phones.get(chat)?.showBlocked(blocked),
  keyboard: ({ chat_id: chat, keyboard }) => phones.get(chat)?.composer.showKeyboard(keyboard),
};

function showPhones(state) {
  state.phones.forEach((phone, number) => {
    const known = phones.get(phone.chat_id);
    if (known) {
      known.show(phone);
      return;
    }
    const view = new PhoneView(phone, state.bot, number);
    phones.set(phone.chat_id, view);
    at("phones").append(view.element);
    view.toEnd("instant");
  });
}

function showChrome() {
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of document.querySelectorAll("[data-word-label]")) {
    element.setAttribute("aria-label", word(element.dataset.wordLabel));
    element.title = word(element.dataset.wordLabel);
  }
  for (const button of document.querySelectorAll("[data-tongue]")) {
    button.setAttribute("aria-pressed", String(button.dataset.tongue === currentTongue()));
  }
  at("reset").replaceChildren(...(reset ? [`${word("reset")} `, make("code", {}, reset)] : []));
}

function showLine(text) {
  at("line").textContent = text;
  at("line").hidden = text === "";
}

for (const button of document.querySelectorAll("[data-tongue]")) {
  button.addEventListener("click", () => speak(button.dataset.tongue));
}
onTongue(showChrome);
speak(currentTongue());
listen((event) => receive[event.kind]?.(event), () => showLine(word("lost")), () => showLine(""));
