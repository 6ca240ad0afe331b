/** Links to messages: Discord jumps to them, and so does this page where the message is one of its own. */

const ADDRESS = /^https:\/\/discord\.com\/channels\/(?:@me|\d+)\/(\d+)\/(\d+)$/;
const SHOWN_FOR = 2000; // milliseconds

/** Follow such links inside the page; whatever is not here opens as any other link does. */
export function startJumping(store) {
  document.addEventListener("click", (event) => {
    const [, channel, id] = event.target.closest?.("a")?.href.match(ADDRESS) ?? [];
    if (!store.messages.has(id)) return;
    event.preventDefault();
    if (store.channel !== channel) store.enter(channel);
    requestAnimationFrame(() => show(id));
  });
}

function show(id) {
  const message = document.querySelector(`article[data-id="${CSS.escape(id)}"]`);
  if (!message) return;
  message.scrollIntoView({ block: "center" });
  message.setAttribute("data-found", "");
  setTimeout(() => message.removeAttribute("data-found"), SHOWN_FOR);
}
