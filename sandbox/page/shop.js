/** The panel of purchases: what the application sells, and what the person and the server have. */

import { make, plainButton } from "./dom.js";

const SHOP = "/sandbox/shop";
const WORDS = { renew: "Renew", end: "End", refund: "Refund" };

/** Fill the panel when it is opened, and again after every purchase. */
export function startShop({ panel, form, said }, store, connection) {
  const say = (sentence) => (said.textContent = sentence);
  const draw = async () => {
    if (!panel.open) return;
    const shop = await connection.get(SHOP).catch((error) => say(error.message));
    if (shop.skus) form.replaceChildren(...offers(shop.skus, store, order), ...belongings(shop.entitlements, store, order));
  };
  const order = (path, body, sentence) =>
    connection.post(`${SHOP}/${path}`, body).then(() => say(sentence), (error) => say(error.message)).then(draw);
  panel.addEventListener("toggle", draw);
  form.addEventListener("submit", (event) => event.preventDefault());
  store.on("reset purchase", draw);
}

function offers(skus, store, order) {
  return skus.map((sku) => {
    const label = `Buy ${sku.name}${sku.for_servers ? ` for ${store.guild.name}` : ""}`;
    return plainButton(label, () => order("purchases", purchaseOf(sku, store), `${sku.name} was bought.`));
  });
}

/** The body of a purchase as the person that one is; a server's SKU is bought for the server that is open. */
export function purchaseOf(sku, { you, guild }) {
  return { user: you.id, sku: sku.id, ...(sku.for_servers ? { guild: guild.id } : {}) };
}

function belongings(entitlements, store, order) {
  const mine = ({ active, user_id: user, guild_id: guild }) =>
    active && (guild ? guild === store.guild.id : user === store.you.id);
  return entitlements.filter(mine).map((owned) => belonging(owned, order));
}

function belonging(owned, order) {
  const actions = owned.subscription ? ["renew", "end", "refund"] : ["refund"];
  const whose = owned.guild_id ? "This server has" : "You have";
  const button = (action) => {
    const done = () => order(`entitlements/${owned.id}/${action}`, {}, `${WORDS[action]}: ${owned.name}.`);
    return make("button", { type: "button", class: "plain", "aria-label": `${WORDS[action]} ${owned.name}`, onclick: done },
      WORDS[action]);
  };
  return make("p", { class: "owned" }, `${whose} ${owned.name}: `, actions.flatMap((action) => [button(action), " "]));
}
