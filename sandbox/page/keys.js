/** The keys of the line: Enter sends, Escape steps back, arrows and Backspace go over the ends of a field. */

const NO_TEXT = { selectionStart: 0, selectionEnd: 0, value: "" };

export function startKeys(form, composer) {
  form.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.defaultPrevented || event.isComposing || !target.matches("input, textarea")) return;
    if (target.type === "file" && key === "Enter") return; // opens the chooser
    const everywhere = { Enter: () => form.requestSubmit(), Escape: () => back(target, composer) };
    const act = { ...everywhere, ...steps(target, composer) }[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function steps(target, composer) {
  const { stops } = composer;
  const at = stops.indexOf(target);
  const { selectionStart: start, selectionEnd: end, value } = target.type === "file" ? NO_TEXT : target;
  const isToken = composer.hasCommand && at === 0; // all of it is selected
  const found = {};
  if (end === 0 && at > 0) found.ArrowLeft = () => stops[at - 1].focus();
  if (!value && at > 0) found.Backspace = () => erase(target, stops[at - 1], composer);
  if ((start === value.length || isToken) && stops[at + 1]) found.ArrowRight = () => stops[at + 1].focus();
  if (!composer.hasCommand && !value) found.ArrowUp = () => composer.recall();
  return found;
}

/** An empty optional field goes; from a required one the caret goes back. */
function erase(target, before, { chips }) {
  const chip = chips.at(target);
  if (chip && !chip.option.required) chips.remove(chip);
  else before.focus();
}

/** One step back: from the options to the command, from the command to a message. */
function back(target, composer) {
  const { commandBox } = composer;
  // Words of a message are kept: only a begun command is emptied.
  if (!composer.hasCommand && commandBox.text.startsWith("/")) commandBox.write("");
  else if (composer.hasCommand && target === commandBox.input) composer.drop();
  commandBox.input.focus();
}
