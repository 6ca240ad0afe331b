/** The page's composition root: makes the parts, hands them to each other, and connects. */

import { Actions } from "./actions.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { keepFocus } from "./focus.js";
import { startHouse } from "./house.js";
import { startJumping } from "./jump.js";
import { openModal } from "./modal.js";
import { Sidebar } from "./sidebar.js";
import { Store } from "./store.js";
import { Timeline } from "./timeline.js";
import { startTicking } from "./times.js";
import { startWeather } from "./weather.js";

const REMEMBERED = "easel.you"; // per tab, so that two tabs can be two people

const part = (id) => document.getElementById(id);

function start() {
  const store = new Store();
  const connection = new Connection(store);
  const actions = new Actions(store, connection);
  const composer = new Composer(part("composer"), store, actions);
  const become = (user) => {
    sessionStorage.setItem(REMEMBERED, user);
    connection.follow(user);
  };
  new Timeline({ scroller: part("scroller"), list: part("timeline"), notes: part("notes") }, store, actions);
  new Sidebar({
    channels: part("channels"), people: part("people"), place: part("place"), nobody: part("nobody"),
    howTo: part("how-to"), link: part("link"),
  }, store, become);
  startWeather({ panel: part("weather"), form: part("faults"), said: part("faults-said") }, connection);
  startHouse({ form: part("permissions"), said: part("permissions-said") }, store, connection);
  startTicking();
  startJumping(store);
  store.on("stale", () => connection.follow(store.you.id));
  store.on("modal", (event) => openModal(event, store, actions));
  keepFocus(() => composer.focus());
  document.addEventListener("pick-command", ({ detail }) => composer.pick(detail));
  connection.follow(sessionStorage.getItem(REMEMBERED));
}

start();
