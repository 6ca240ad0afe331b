/** The people one can be, with what each is for. */

import { avatar, make } from "./dom.js";

/** What each is for: in a few words, and in a sentence. */
const TASKS = {
  operator: ["runs the bot everywhere", "runs the bot: admits servers, sets plans and budgets, can stop everything."],
  manager: ["sets the rules here", "manages this server: who may ask where, shares of the day, budgets, styles."],
  moderator: ["approves and removes", "moderates: approves or declines pictures that wait, and decides reports."],
  member: ["asks for pictures", "is a member: asks for pictures, edits and shares them."],
};
const ANOTHER_MEMBER = ["sees others’ pictures", "is another member: sees what others made, and may report it."];

/** `operator`, `manager`, `moderator` or `member`: what somebody is first of all, in the open server. */
export function rankOf({ operator, admin, moderator }) {
  if (operator) return "operator";
  if (admin) return "manager";
  return moderator ? "moderator" : "member";
}

/** What the person is for: [in a few words, in a sentence]. */
export function taskOf(person, store) {
  const rank = rankOf(person);
  const first = store.people().find((one) => rankOf(one) === "member");
  return rank === "member" && first && first.id !== person.id ? ANOTHER_MEMBER : TASKS[rank];
}

/** Keep the list showing the people; `become(user's id)` is called with the one that was chosen. */
export function startPeople(list, store, become) {
  const draw = () => {
    const focused = list.contains(document.activeElement);
    list.replaceChildren(...store.people().map((person) => entry(person, store, become)));
    if (focused) list.querySelector(":checked")?.focus();
  };
  store.on("reset people", draw);
}

function entry(person, store, become) {
  const checked = person.id === store.you.id;
  const choose = () => become(person.id);
  const radio = make("input", { type: "radio", name: "you", value: person.id, checked, onchange: choose });
  return make("label", { class: "person", title: person.roles?.join(", ") || null }, radio, avatar(person),
    make("span", { class: "who" }, make("b", {}, person.name), make("small", {}, taskOf(person, store)[0])));
}
