/** A chooser for files that shows what was chosen. */

import { make } from "./dom.js";

const MOST = 10;

/** Files, read as [{filename, data_base64}]; `clear` forgets what was chosen. */
export function filesControl(name, { multiple = false, required = false, ...attributes } = {}) {
  const input = make("input", { type: "file", name, multiple, required, ...attributes });
  const previews = make("div", { class: "previews" });
  const draw = () => {
    previews.querySelectorAll("img").forEach(({ src }) => URL.revokeObjectURL(src));
    previews.replaceChildren(...[...input.files].map(preview));
    input.setCustomValidity(input.files.length > MOST ? `At most ${MOST} files.` : "");
  };
  const clear = () => {
    input.value = "";
    draw();
  };
  input.addEventListener("change", draw);
  const read = async () => (input.files.length ? Promise.all([...input.files].map(encode)) : undefined);
  return { element: make("div", { class: "files" }, input, previews), read, clear };
}

function preview(file) {
  if (!file.type.startsWith("image/")) return make("small", {}, file.name);
  return make("img", { src: URL.createObjectURL(file), alt: file.name, title: file.name });
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
