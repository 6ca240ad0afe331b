/** The page's composition root: makes the parts, hands them to each other, and connects. */

import { Actions } from "./actions.js";
import { startBill } from "./bill.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { keepFocus } from "./focus.js";
import { startHouse } from "./house.js";
import { startJumping } from "./jump.js";
import { openModal } from "./modal.js";
import { startRail } from "./rail.js";
import { startServers } from "./servers.js";
import { startShop } from "./shop.js";
import { Sidebar } from "./sidebar.js";
import { Store } from "./store.js";
import { startSwitches } from "./switches.js";
import { Timeline } from "./timeline.js";
import { startTicking } from "./times.js";

// Both per tab, so that two tabs can be two people.
const REMEMBERED_PERSON = "easel.you";
const REMEMBERED_SERVER = "easel.server";

const part = (id) => document.getElementById(id);

function start() {
  const store = new Store();
  const connection = new Connection(store);
  const actions = new Actions(store, connection);
  const composer = new Composer(part("composer"), store, actions);
  const become = (user) => connection.follow(user, store.guild.id);
  const lastPerson = new Map(); // by server
  const visit = (guild) => connection.follow(lastPerson.get(guild) ?? store.you.id, guild);
  new Timeline({ scroller: part("scroller"), list: part("timeline"), notes: part("notes") }, store, actions);
  new Sidebar({
    server: part("server"), channels: part("channels"), people: part("people"), place: part("place"), nobody: part("nobody"),
    howTo: part("how-to"), link: part("link"),
  }, store, become);
  startRail({ rail: part("rail"), list: part("guilds") }, store, visit);
  startServers({ panel: part("servers"), form: part("servers-form"), said: part("servers-said") }, store, connection);
  startShop({ panel: part("shop"), form: part("shop-form"), said: part("shop-said") }, store, connection);
  if (matchMedia("(max-width: 1080px)").matches) part("bill").open = false;
  startBill({ panel: part("bill"), body: part("bill-body"), total: part("bill-total") }, store, connection);
  startSwitches({
    panel: part("weather"), form: part("faults"), said: part("weather-said"), count: part("weather-count"),
  }, connection);
  startHouse({ form: part("permissions"), said: part("permissions-said") }, store, connection);
  startTicking();
  startJumping(store);
  store.on("stale", () => connection.follow(store.you.id, store.guild.id));
  store.on("reset", () => {
    lastPerson.set(store.guild.id, store.you.id);
    sessionStorage.setItem(REMEMBERED_PERSON, store.you.id);
    sessionStorage.setItem(REMEMBERED_SERVER, store.guild.id);
  });
  store.on("modal", (event) => openModal(event, store, actions));
  keepFocus(() => composer.focus());
  document.addEventListener("pick-command", ({ detail }) => composer.pick(detail));
  connection.follow(sessionStorage.getItem(REMEMBERED_PERSON), sessionStorage.getItem(REMEMBERED_SERVER));
}

start();
