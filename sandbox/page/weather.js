/** The panel that lets the provider misbehave: choose a fault, how often, and clear the sky again. */

import { make, plainButton } from "./dom.js";
import { choiceControl, labelled, numberControl } from "./controls.js";

const ADDRESS = "/sandbox/runware/faults";
/** What somebody who tries house rules asks for most. */
const SAFETY = [
  ["nsfw", "Flag the next picture", "The next picture is flagged as NSFW, if the server has pictures checked."],
  ["moderated", "Refuse the next picture", "The provider’s safety refuses the next request."],
];

const SETTINGS = "/sandbox/runware/settings";
/** Balances of the account in dollars that somebody who tries the bot's alarms asks for. */
const BALANCES = [
  ["Low balance", 0.5, "The account has 50 cents left."],
  ["No credit", 0, "The account has no credit: every task is refused."],
  ["Refill", 100, "The account has 100 dollars."],
];

/** Fill the panel when it is first opened. */
export function startWeather({ panel, form, said }, connection) {
  const say = (sentence) => (said.textContent = sentence);
  const open = async () => {
    const faults = await connection.get(ADDRESS).catch((error) => say(error.message));
    if (faults.kinds) draw(form, faults.kinds, connection, say);
  };
  panel.addEventListener("toggle", open, { once: true });
}

function draw(form, kinds, connection, say) {
  const choices = kinds.map((known) => ({ name: known.kind.replaceAll("_", " "), value: known.kind }));
  const kind = choiceControl("kind", choices, { required: true, chosen: kinds[0].kind });
  const description = make("small", {});
  const describe = () => (description.textContent = kinds.find((known) => known.kind === kind.read()).description);
  const times = numberControl("times", { whole: true, min: 1, max: 100, value: 1, required: true });
  const tell = (request, sentence) => request.then(() => say(sentence), (error) => say(error.message));
  const inject = (event) => {
    event.preventDefault();
    const body = { kind: kind.read(), times: times.read() };
    tell(connection.post(ADDRESS, body), `Set: ${body.kind}, ${body.times === 1 ? "once" : `${body.times} times`}.`);
  };
  const clear = () => tell(connection.remove(ADDRESS), "No faults are set.");
  const safety = SAFETY.map(([name, label, sentence]) =>
    plainButton(label, () => tell(connection.post(ADDRESS, { kind: name, times: 1 }), sentence)));
  const balances = BALANCES.map(([label, balance, sentence]) =>
    plainButton(label, () => tell(connection.post(SETTINGS, { balance }), sentence)));
  const hint = make("small", {}, "Or write ", make("code", {}, "fault:nsfw"), " or ", make("code", {}, "fault:moderated"),
    " into a prompt to affect that request alone; any kind from the list below works.");
  form.replaceChildren(...safety, ...balances, hint, labelled(kind, "What goes wrong"), description, labelled(times, "Times"),
    make("button", { type: "submit", class: "button secondary" }, "Set this fault"),
    plainButton("Clear", clear));
  form.addEventListener("submit", inject);
  form.addEventListener("change", describe);
  describe();
}
