// The sandbox's own clock, in the zone of the network; 24 hours and Latin digits, as on a letter.

import { currentTongue } from "./words.js";

let zone = "Europe/Berlin";
let epoch = Date.now() / 1000;
let read = performance.now();

export function setClock(seconds, ofZone) {
  epoch = seconds;
  read = performance.now();
  zone = ofZone ?? zone;
}

/** Seconds since 1970 on the sandbox's clock. */
export const now = () => epoch + (performance.now() - read) / 1000;

function format(seconds, options) {
  const tongue = currentTongue() === "de" ? "de-DE" : "en-GB";
  return new Intl.DateTimeFormat(tongue, { timeZone: zone, ...options }).format(seconds * 1000);
}

export const stamp = (seconds) => format(seconds, { hour: "2-digit", minute: "2-digit" });
export const exact = (seconds) => (
  format(seconds, { hour: "2-digit", minute: "2-digit", second: "2-digit" }));
export const day = (seconds) => (
  format(seconds, { weekday: "short", day: "numeric", month: "long", year: "numeric" }));
export const chip = (seconds) => format(seconds, { weekday: "long", day: "numeric", month: "long" });

/** The local wall time as an input of type datetime-local wants it. */
export function local(seconds) {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit",
  }).format(seconds * 1000);
  return parts.replace(" ", "T");
}
