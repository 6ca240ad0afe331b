/** A chooser for files that shows what was chosen: a small picture and a name, with a button that takes it back. */

import { make } from "./dom.js";

const MOST = 10;

/**
 * Files, read as [{filename, data_base64}]. `take(files)` adds some (or replaces the one), `clear()` forgets them,
 * `chosen()` has them as the browser does. `label` names the field, `caption` is what its button says.
 */
export function filesControl(name, { multiple = false, required = false, label = null, caption, ...attributes } = {}) {
  const known = { type: "file", name, multiple, required, class: "visually-hidden", "aria-label": label };
  const input = make("input", { ...known, ...attributes });
  const previews = make("ul", { class: "previews" });
  const set = (files) => {
    const kept = new DataTransfer();
    files.forEach((file) => kept.items.add(file));
    input.files = kept.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const chosen = () => [...input.files];
  const draw = () => {
    previews.querySelectorAll("img").forEach(({ src }) => URL.revokeObjectURL(src));
    previews.replaceChildren(...chosen().map((file) => preview(file, () => {
      set(chosen().filter((other) => other !== file));
      input.focus();
    })));
    input.setCustomValidity(input.files.length > MOST ? `At most ${MOST} files.` : "");
  };
  input.addEventListener("change", draw);
  const words = caption ?? (multiple ? "Choose files" : "Choose a file");
  const button = make("label", { class: "choose" }, input, make("span", { "aria-hidden": "true" }, words));
  return {
    element: make("div", { class: "files" }, button, previews),
    input,
    chosen,
    take: (files) => set(multiple ? [...chosen(), ...files].slice(0, MOST) : files.slice(0, 1)),
    clear: () => set([]),
    read: async () => (input.files.length ? Promise.all(chosen().map(encode)) : undefined),
  };
}

function preview(file, remove) {
  const picture = file.type.startsWith("image/") && make("img", { src: URL.createObjectURL(file), alt: "" });
  return make("li", { title: file.name }, picture, make("span", {}, file.name),
    make("button", { type: "button", class: "remove", "aria-label": `Remove ${file.name}`, onclick: remove }, "×"));
}

async function encode(file) {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(new Error(`${file.name} cannot be read.`)));
    reader.readAsDataURL(file);
  });
  return { filename: file.name, data_base64: url.slice(url.indexOf(",") + 1) };
}
