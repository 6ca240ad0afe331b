/** What can go wrong, as switches, and one button that puts everything back to normal. */

import { make, plainButton } from "./dom.js";
import { startFaultList } from "./faults.js";

const RUNWARE = "/sandbox/runware/faults";
const DISCORD = "/sandbox/faults";
const SETTINGS = "/sandbox/runware/settings";
const NO_CREDIT = 0;
const CREDIT = 100; // dollars
const NOTICED = "Easel looks every half minute whether there is credit.";

/** How long a task takes, in seconds; none is the usual time. */
const SPEEDS = [
  ["Drawing takes some seconds, as usual", null],
  ["Drawing takes no time", 0.3],
  ["Drawing takes 20 s", 20],
  ["Drawing takes 3 minutes", 180],
];

/** The switches: what each is called, what to watch for, and the fault that it keeps armed. */
const SWITCHES = [
  { label: "The provider is out of credit", credit: true, over: `There is credit again. ${NOTICED}`,
    watch: "Watch: one clear sentence, nothing charged, and a message to the operator." },
  { label: "The provider is overloaded", address: RUNWARE, fault: { kind: "unavailable" },
    watch: "Watch: Easel tries again by itself, and gives up without a cost." },
  { label: "The provider refuses every picture", address: RUNWARE, fault: { kind: "moderated" },
    watch: "Watch: the member reads why, and the day’s pictures come back." },
  { label: "The provider flags every picture", address: RUNWARE, fault: { kind: "nsfw" },
    watch: "Watch: spoilers, or what /admin setup says of flagged pictures." },
  { label: "Pictures cannot be downloaded", address: RUNWARE, fault: { kind: "download_404" },
    watch: "Watch: Easel asks again for half a minute, then says so." },
  { label: "Discord answers with errors", address: DISCORD, fault: { kind: "rest_503", match: "/webhooks/" },
    watch: "Watch: finished pictures are kept, and appear when this is over." },
  { label: "Discord is slow", address: DISCORD, fault: { kind: "slow", seconds: 1.5 },
    watch: "Watch: it takes longer, yet no command fails." },
];

/** What happens once: what the button is called, its address and body, and what is said afterwards. */
const ONCE = [
  ["Flag the next picture", RUNWARE, { kind: "nsfw", times: 1 }, "The next picture is flagged, if the server has pictures checked."],
  ["Refuse the next picture", RUNWARE, { kind: "moderated", times: 1 }, "The provider’s safety check refuses the next request."],
  ["Leave 50 cents of credit", SETTINGS, { balance: 0.5 }, "The account has 50 cents left; the operator is warned."],
  ["Cut the connection to Discord", "/sandbox/discord", { disconnect_gateway: true },
    "The connection was cut; Easel comes back by itself and misses nothing."],
];

/** Keep the panel showing what goes wrong now; `count` says how many things that are. */
export function startSwitches({ panel, form, said, count }, connection) {
  const say = (sentence) => (said.textContent = sentence);
  const tell = (request, sentence) => request.then(() => say(sentence), (error) => say(error.message)).then(look);
  const list = make("div", {});
  const look = async () => {
    const now = await readState(connection).catch((error) => say(error.message));
    if (now?.settings) draw(now);
  };
  const draw = (now) => {
    const held = document.activeElement?.dataset.switch;
    const wrong = SWITCHES.filter((one) => isOn(one, now)).length + (now.settings.usual_seconds === false ? 1 : 0);
    count.textContent = wrong ? `${wrong} on` : "";
    list.replaceChildren(speeds(now, connection, tell), ...SWITCHES.map((one) => toggle(one, now, connection, tell)));
    if (held) list.querySelector(`[data-switch="${CSS.escape(held)}"]`)?.focus();
  };
  const once = ONCE.map(([label, path, body, sentence]) =>
    plainButton(label, () => tell(connection.post(path, body), sentence)));
  const normal = make("button", { type: "button", class: "button secondary",
    onclick: () => tell(restoreAll(connection), `Everything is back to normal. ${NOTICED}`) }, "Everything back to normal");
  const faults = make("details", { class: "more" }, make("summary", {}, "Every fault there is"));
  form.replaceChildren(list, normal, make("h3", {}, "Just once"), ...once, faults);
  form.addEventListener("submit", (event) => event.preventDefault());
  panel.addEventListener("toggle", look);
  startFaultList({ panel: faults }, connection, tell);
  look();
}

async function readState(connection) {
  const [settings, runware, discord] = await Promise.all([SETTINGS, RUNWARE, DISCORD].map((path) => connection.get(path)));
  return { settings, [RUNWARE]: runware.armed ?? [], [DISCORD]: discord.armed ?? [] };
}

function isOn({ credit, address, fault }, now) {
  if (credit) return now.settings.balance <= NO_CREDIT;
  return now[address].some(({ kind, times }) => kind === fault.kind && times === null);
}

/** A switch with its sentence; what it changes is asked for again afterwards, so that it shows what is true. */
function toggle(one, now, connection, tell) {
  const { label, watch } = one;
  const box = make("input", { type: "checkbox", role: "switch", checked: isOn(one, now), "data-switch": label,
    onchange: () => tell(turn(one, box.checked, connection), box.checked ? `${label}.` : one.over ?? "That is over.") });
  return make("label", { class: "box" }, box, make("span", {}, label, make("small", {}, watch)));
}

function turn({ credit, address, fault }, on, connection) {
  if (credit) return connection.post(SETTINGS, { balance: on ? NO_CREDIT : CREDIT });
  if (on) return connection.post(address, { ...fault, times: null });
  return connection.remove(`${address}?kind=${fault.kind}`);
}

function speeds({ settings }, connection, tell) {
  const chosen = settings.usual_seconds === false ? settings.seconds : null;
  const known = SPEEDS.some(([, seconds]) => seconds === chosen);
  const entries = SPEEDS.map(([words, seconds]) => make("option", { value: seconds ?? "", selected: seconds === chosen }, words));
  if (!known) entries.push(make("option", { value: "other", selected: true }, "Drawing takes another time"));
  const change = ({ currentTarget: { value, selectedOptions } }) =>
    tell(connection.post(SETTINGS, value ? { seconds: Number(value) } : { usual_seconds: true }), `${selectedOptions[0].textContent}.`);
  return make("label", { class: "field" }, make("span", { class: "label" }, "Speed"),
    make("select", { name: "speed", "data-switch": "speed", onchange: change }, entries));
}

function restoreAll(connection) {
  return Promise.all([connection.remove(RUNWARE), connection.remove(DISCORD),
    connection.post(SETTINGS, { balance: CREDIT, usual_seconds: true })]);
}
