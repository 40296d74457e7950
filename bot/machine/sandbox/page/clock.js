// The bar with the clock and the buttons that move it.

import { make } from "./make.js";
import { Refusal, press } from "./server.js";
import { day, exact, local, now } from "./time.js";
import { onTongue, word } from "./words.js";

const at = (id) => document.getElementById(id);
let labels = [];
let ahead = 0;

export function showJumps(jumps) {
  labels = jumps;
  const own = [[word("plus_hour"), { seconds: 3600 }], [word("plus_day"), { seconds: 86400 }]];
  const given = jumps.map((label, number) => [label, { jump: number }]);
  at("jumps").replaceChildren(...[...given, ...own].map(([label, order]) => (
    make("button", {
      type: "button", class: "quiet", "data-jump": label, onclick: (event) => jump(order, event.target),
    }, label))));
}

export function showAhead(seconds) {
  ahead = seconds;
  const minutes = Math.round(seconds / 60);
  at("ahead").hidden = minutes < 1;
  const parts = [
    [Math.floor(minutes / 1440), "days"], [Math.floor(minutes / 60) % 24, "hours"],
    [minutes % 60, "minutes"],
  ].filter(([count]) => count > 0).slice(0, 2);
  at("ahead").textContent = `+ ${parts.map(([count, unit]) => `${count} ${word(unit)}`).join(" ")}`;
  tick();
  offer();
}

/** Offers the present moment to start from, unless someone is choosing one. */
function offer() {
  if (document.activeElement !== at("moment")) at("moment").value = local(now());
}

export function showJumped() {
  at("clock").classList.remove("jumped");
  void at("clock").offsetWidth; // restarts the animation
  at("clock").classList.add("jumped");
}

async function jump(order, button) {
  at("clock-note").textContent = "";
  button.disabled = true;
  try {
    await press("clock", order);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    at("clock-note").textContent = refusal.message;
  } finally {
    button.disabled = false;
  }
}

function tick() {
  const seconds = now();
  at("now-time").textContent = exact(seconds);
  at("now-day").textContent = day(seconds);
  at("moment").min = local(seconds);
}

at("jump-to").addEventListener("submit", (event) => {
  event.preventDefault();
  jump({ to: at("moment").value }, event.submitter ?? at("jump-to").querySelector("button"));
});
onTongue(() => { showJumps(labels); showAhead(ahead); });
setInterval(tick, 1000);
