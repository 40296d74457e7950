// The words of the page itself, in German and English. What the bot says never passes here.

const WORDS = {
  de: {
    attach: "Etwas anhängen", block: "Bot blockieren", blocked: "Du hast den Bot blockiert.",
    bot_busy: "schreibt …", button_gone: "Diese Taste gibt es nicht mehr.", commands: "Befehle",
    document: "Datei", edited: "bearbeitet", empty: "Hier ist noch nichts. Tippe auf Start.",
    failed: "Das ging nicht.", jump: "Springen", jump_to: "Springen zu",
    lost: "Verbindung unterbrochen – es wird neu verbunden …", messages: "Nachrichten",
    newer: "Neue Nachricht ↓", no_commands: "Der Bot hat noch keine Befehle gesetzt.",
    no_goal: "Dafür gibt es noch keinen Termin.", ok: "OK", page: "Lotse · lokaler Messenger",
    past: "Dieser Zeitpunkt ist schon vorbei; die Uhr geht nur vorwärts.", phone: "Telefon von",
    photo: "Foto", plus_day: "+1 Tag", plus_hour: "+1 Stunde", reset: "Von vorn anfangen:",
    send: "Senden", spoiler: "Verdeckten Text zeigen", start: "Start", sticker: "Sticker",
    type_here: "Nachricht", unblock: "Blockierung aufheben", unknown: "Das ging nicht.",
    voice: "Sprachnachricht", ahead: "vor", download: "Herunterladen", copied: "Kopiert",
    days: "T", hours: "Std", minutes: "Min",
  },
  en: {
    attach: "Attach something", block: "Block the bot", blocked: "You blocked the bot.",
    bot_busy: "typing …", button_gone: "This button is gone.", commands: "Commands",
    document: "File", edited: "edited", empty: "Nothing here yet. Press Start.",
    failed: "That did not work.", jump: "Jump", jump_to: "Jump to",
    lost: "Connection lost – reconnecting …", messages: "Messages",
    newer: "New message ↓", no_commands: "The bot has not set any commands yet.",
    no_goal: "There is no appointment for that yet.", ok: "OK", page: "Lotse · local messenger",
    past: "That moment has passed; the clock only moves forward.", phone: "Phone of",
    photo: "Photo", plus_day: "+1 day", plus_hour: "+1 hour", reset: "To start over:",
    send: "Send", spoiler: "Show hidden text", start: "Start", sticker: "Sticker",
    type_here: "Message", unblock: "Unblock", unknown: "That did not work.",
    voice: "Voice message", ahead: "ahead", download: "Download", copied: "Copied",
    days: "d", hours: "h", minutes: "min",
  },
};

const KEPT = "lotse-tongue";
let tongue = localStorage.getItem(KEPT) ?? (navigator.language.startsWith("de") ? "de" : "en");
if (!(tongue in WORDS)) tongue = "en";
const listeners = [];

export const word = (name) => WORDS[tongue][name] ?? WORDS[tongue].failed;
export const currentTongue = () => tongue;
export const onTongue = (listener) => listeners.push(listener);

export function speak(chosen) {
  tongue = chosen;
  localStorage.setItem(KEPT, chosen);
  document.documentElement.lang = chosen;
  document.title = word("page");
  listeners.forEach((listener) => listener());
}
