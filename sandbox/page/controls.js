/** Form controls, all of one shape: {element, read}. `read()` gives (a promise of) the value, undefined when empty. */

import { make } from "./dom.js";

/** One line of text, or several lines when `rows` says so. */
export function textControl(name, { rows = 1, value = "", ...attributes } = {}) {
  const shape = rows > 1 ? ["textarea", { rows }] : ["input", { type: "text" }];
  const element = make(shape[0], { ...shape[1], name, ...attributes });
  element.value = value; // and not as an attribute: the caret belongs behind it
  return { element, read: () => element.value || undefined };
}

export function numberControl(name, { whole, ...attributes }) {
  const element = make("input", { type: "number", name, step: whole ? 1 : "any", ...attributes });
  const read = () => (element.value === "" ? undefined : element.valueAsNumber);
  return { element, read };
}

/** One of `choices` ({name, value}); an empty first entry when nothing need be chosen. */
export function choiceControl(name, choices, { required = false, chosen, empty = "–", ...attributes } = {}) {
  const entries = choices.map((choice, index) =>
    make("option", { value: index, selected: choice.value === chosen || choice.selected }, choice.name));
  const undecided = chosen === undefined && !choices.some(({ selected }) => selected);
  if (!required || undecided) entries.unshift(make("option", { value: "" }, empty));
  const element = make("select", { name, required, ...attributes }, entries);
  const read = () => (element.value === "" ? undefined : choices[Number(element.value)].value);
  return { element, read };
}

/** Several of `choices` ({name, value, description?, selected?}) as boxes to tick, or one of them as radio buttons. */
export function boxesControl(name, choices, { kind = "checkbox", required = false } = {}) {
  const boxes = choices.map((choice) =>
    make("input", { type: kind, name, checked: choice.selected, required: required && kind === "radio" }));
  const words = ({ name: label, description }) =>
    make("span", {}, label, description && make("small", {}, description));
  const rows = choices.map((choice, index) => make("label", { class: "box" }, boxes[index], words(choice)));
  const read = () => choices.filter((_, index) => boxes[index].checked).map(({ value }) => value);
  return { element: make("div", { class: "boxes", role: "group" }, rows), read };
}

/** Several of `choices`, at least and at most so many; none at all where nothing is `required`. */
export function severalControl(name, choices, { least, most, required = false }) {
  const { element, read } = boxesControl(name, choices);
  const boxes = [...element.querySelectorAll("input")];
  const wanted = least === most ? `Choose ${least}.` : `Choose ${least} to ${most}.`;
  const check = () => {
    const count = read().length;
    const fits = (count === 0 && !required) || (count >= least && count <= most);
    boxes.forEach((box) => (box.disabled = count >= most && !box.checked));
    boxes[0].setCustomValidity(fits ? "" : wanted);
  };
  element.addEventListener("change", check);
  check();
  return { element, read, wanted, complain: () => !boxes[0].reportValidity() };
}

export function tickControl(name, checked) {
  const element = make("input", { type: "checkbox", name, checked });
  return { element, read: () => element.checked };
}

/** The control with its label, a star when it must be filled in, and a hint. */
export function labelled(control, label, { hint = null, required = false } = {}) {
  const words = make("span", { class: "label" }, label, required && make("abbr", { title: "required" }, "*"));
  const tag = control.element.matches(".boxes, .files") ? "fieldset" : "label";
  const caption = tag === "fieldset" ? make("legend", {}, words) : words;
  control.element.querySelector("[type=file]")?.setAttribute("aria-label", label);
  return make(tag, { class: "field", title: hint }, caption, control.element);
}
