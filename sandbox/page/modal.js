/** A bot's modal in a dialog: labels around inputs of every kind, also the older rows of text inputs. */

import { make } from "./dom.js";
import { boxesControl, choiceControl, labelled, severalControl, textControl, tickControl } from "./controls.js";
import { filesControl } from "./files.js";
import { returning } from "./focus.js";
import { bounds, selectChoices } from "./interactive.js";
import { markdown } from "./markdown.js";

const PARAGRAPH = 2;
const ACTION_ROW = 1;
const TEXT_DISPLAY = 10;
const LABEL = 18;
const NEVER_REQUIRED = [22, 23]; // an unticked box is an answer

const CONTROL = {
  4: textInput,
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  19: files,
  21: radio,
  22: (component) => boxesControl(component.custom_id, optionsOf(component)),
  23: (component) => tickControl(component.custom_id, component.default),
};

/** Show the modal of an interaction event ({id, modal}); its answers go to `actions.modal`. */
export function openModal({ id, modal }, store, actions) {
  const controls = new Map();
  const fields = modal.components.flatMap((component) => field(component, controls, store));
  const dialog = make("dialog", { class: "modal", "aria-labelledby": "modal-title" });
  const said = make("p", { class: "failed", role: "alert" });
  const send = make("button", { type: "submit", class: "button primary" }, "Submit");
  const submit = async (event) => {
    event.preventDefault();
    send.disabled = true;
    const refusal = await actions.modal(id, await answers(controls));
    send.disabled = false;
    if (refusal) said.textContent = refusal;
    else dialog.close();
  };
  dialog.append(make("form", { onsubmit: submit },
    make("h2", { id: "modal-title" }, modal.title), fields, said,
    make("footer", {},
      make("button", { type: "button", class: "button secondary", onclick: () => dialog.close() }, "Cancel"), send)));
  const back = returning();
  dialog.addEventListener("close", () => {
    dialog.remove();
    back();
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("textarea, input, select")?.focus();
}

function field(component, controls, store) {
  if (component.type === TEXT_DISPLAY) return [markdown(component.content, store)];
  const input = (inner, label) => labelledInput(inner, label, controls, store);
  if (component.type === ACTION_ROW) return component.components.map((inner) => input(inner, inner));
  if (component.type === LABEL) return [input(component.component, component)];
  return [];
}

function labelledInput(input, { label, description }, controls, store) {
  const control = CONTROL[input.type](input, store);
  controls.set(input.custom_id, control);
  const required = input.required !== false && !NEVER_REQUIRED.includes(input.type);
  const element = labelled(control, label, { required });
  if (description) element.insertBefore(make("small", {}, description), control.element);
  return element;
}

async function answers(controls) {
  const entries = [...controls].map(async ([name, control]) => [name, await control.read()]);
  return Object.fromEntries((await Promise.all(entries)).filter(([, value]) => value !== undefined));
}

function textInput(component) {
  const { read, element } = textControl(component.custom_id, {
    rows: component.style === PARAGRAPH ? 4 : 1, value: component.value ?? "", placeholder: component.placeholder,
    minlength: component.min_length, maxlength: component.max_length, required: component.required !== false,
  });
  return { element, read: () => read() ?? "" };
}

function select(component, store) {
  const choices = selectChoices(component, store);
  const [limits, required] = [bounds(component), component.required !== false];
  if (limits.most > 1) return severalControl(component.custom_id, choices, { ...limits, required });
  const told = choices.map((choice) => ({ ...choice, name: [choice.name, choice.description].filter(Boolean).join(" – ") }));
  const { element, read } = choiceControl(component.custom_id, told, { required, empty: component.placeholder });
  return { element, read: () => [read()].filter((value) => value !== undefined) };
}

function radio(component) {
  const required = component.required !== false;
  const { element, read } = boxesControl(component.custom_id, optionsOf(component), { kind: "radio", required });
  return { element, read: () => read()[0] };
}

function files(component) {
  const several = (component.max_values ?? 1) > 1;
  return filesControl(component.custom_id, { multiple: several, required: component.required !== false });
}

function optionsOf(component) {
  return component.options.map((option) => ({ ...option, name: option.label, selected: option.default }));
}
