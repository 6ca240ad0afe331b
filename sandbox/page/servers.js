/** The panel of servers: invite the bot to one, remove it, let Discord have an outage, make the application public. */

import { make, plainButton } from "./dom.js";

const SERVERS = "/sandbox/servers";
const APPLICATION = "/sandbox/application";

/** Keep the panel showing what can be done with the server that is open. */
export function startServers({ panel, form, said }, store, connection) {
  let application = null;
  const say = (sentence) => (said.textContent = sentence);
  const order = (path, sentence) =>
    connection.post(path, {}).then((answer) => say(sentence(answer.server.name)), (error) => say(error.message));
  const draw = () => form.replaceChildren(
    ...actions(store, order).map(([label, path, sentence]) => plainButton(label, () => order(path, sentence))),
    application ? publicity(application.bot_public, store, change) : "");
  const change = (isPublic) => connection.post(APPLICATION, { bot_public: isPublic }).then(
    (changed) => (application = changed), (error) => say(error.message));
  panel.addEventListener("toggle", async () => {
    application = await connection.get(APPLICATION).catch(() => null);
    draw();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  store.on("reset guilds", draw);
}

/** What can be done now: [label, address, what is said afterwards]. */
function actions(store) {
  const { guild } = store;
  const bot = store.bot().name;
  const here = `${SERVERS}/${guild.id}`;
  const joined = (name) => `${bot} is in ${name} now.`;
  const offered = [[`Invite ${bot} to a new server`, SERVERS, joined]];
  if (guild.has_bot === false) return [...offered, [`Invite ${bot} to ${guild.name}`, `${here}/invite`, joined]];
  const outage = guild.unavailable
    ? [`End the outage of ${guild.name}`, `${here}/recover`, (name) => `${name} is back.`]
    : [`Let ${guild.name} have an outage`, `${here}/outage`, (name) => `${name} is unavailable, as if Discord had an outage.`];
  return [...offered, [`Remove ${bot} from ${guild.name}`, `${here}/remove`, (name) => `${bot} was removed from ${name}.`], outage];
}

function publicity(isPublic, store, change) {
  const box = make("input", { type: "checkbox", checked: isPublic, onchange: () => change(box.checked) });
  return make("label", { class: "box" }, box, make("span", {}, `Everybody may add ${store.bot().name} to a server`));
}
