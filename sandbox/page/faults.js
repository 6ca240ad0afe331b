/** The list of all faults of the provider's stand-in, for developers: choose one, and how often it happens. */

import { make } from "./dom.js";
import { choiceControl, labelled, numberControl } from "./controls.js";

const ADDRESS = "/sandbox/runware/faults";

/** Fill the fold when it is first opened; `tell(request, sentence)` says what became of a request. */
export function startFaultList({ panel }, connection, tell) {
  const open = async () => {
    const { kinds } = await connection.get(ADDRESS).catch(() => ({}));
    if (kinds) panel.append(...controls(kinds, connection, tell));
  };
  panel.addEventListener("toggle", open, { once: true });
}

function controls(kinds, connection, tell) {
  const choices = kinds.map((known) => ({ name: known.kind.replaceAll("_", " "), value: known.kind }));
  const kind = choiceControl("kind", choices, { required: true, chosen: kinds[0].kind });
  const description = make("small", {});
  const describe = () => (description.textContent = kinds.find((known) => known.kind === kind.read()).description);
  const times = numberControl("times", { whole: true, min: 1, max: 100, value: 1, required: true });
  const set = () => {
    const body = { kind: kind.read(), times: times.read() };
    tell(connection.post(ADDRESS, body), `Set: ${body.kind}, ${body.times === 1 ? "once" : `${body.times} times`}.`);
  };
  const hint = make("small", {}, "Written into a prompt, ", make("code", {}, "fault:nsfw"), " affects that request alone.");
  kind.element.addEventListener("change", describe);
  describe();
  return [labelled(kind, "What goes wrong"), description, labelled(times, "Times"),
    make("button", { type: "button", class: "button secondary", onclick: set }, "Set this fault"), hint];
}
