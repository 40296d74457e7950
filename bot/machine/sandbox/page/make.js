// Making elements. Text only ever becomes a text node; nothing here parses HTML.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SHAPES = {
  send: "M4 12 L20 4.5 L15.5 20 L11.5 13.5 Z M11.5 13.5 L20 4.5",
  attach: "M19 11 l-7.6 7.6 a4.4 4.4 0 0 1 -6.2 -6.2 L13 4.6 a3 3 0 0 1 4.2 4.2 L9.5 16.4 a1.4 1.4 0 0 1 -2 -2 L14.3 7.6",
  menu: "M5 5 h14 v14 h-14 Z M13.5 8.5 L10.5 15.5",
  voice: "M12 4 a3 3 0 0 1 3 3 v4 a3 3 0 0 1 -6 0 v-4 a3 3 0 0 1 3 -3 Z M6 11 a6 6 0 0 0 12 0 M12 17 v3",
  photo: "M4 6 h16 v12 h-16 Z M4 15.5 L9 11 L13 14.5 L15.5 12.5 L20 16 M15.5 9.2 h.01",
  sticker: "M12 4 a8 8 0 1 0 .01 0 Z M9 10 h.01 M15 10 h.01 M8.8 14 a4 4 0 0 0 6.4 0",
  document: "M7 3.5 h7 l4 4 v13 h-11 Z M14 3.5 v4 h4 M10 12.5 h5 M10 16 h5",
  block: "M12 3.5 a8.5 8.5 0 1 0 .01 0 Z M6 6 L18 18",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(space, "path");
  shape.setAttribute("d", SHAPES[name]);
  picture.append(shape);
  return picture;
}
