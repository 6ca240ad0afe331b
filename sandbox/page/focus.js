/** Where the focus is, and where it goes when what had it is drawn anew or goes away: never to the body. */

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

/** A function that gives the focus back to what has it now, or to what then stands in its place in the same message. */
export function returning(held = document.activeElement) {
  const article = held.closest?.("article");
  const custom = held.closest?.("[data-custom-id]")?.dataset.customId ?? article?.dataset.held; // or an option's select
  const index = article ? focusable(article).indexOf(held) : -1;
  return (fresh = article && document.querySelector(`article[data-id="${CSS.escape(article.dataset.id)}"]`)) => {
    if (document.activeElement !== document.body) return;
    if (held.isConnected) return held.focus({ preventScroll: true });
    if (!fresh) return;
    const again = custom ? fresh.querySelector(`[data-custom-id="${CSS.escape(custom)}"]`) : focusable(fresh)[index];
    again?.focus({ preventScroll: true });
    if (document.activeElement === document.body) wait(fresh, custom);
  };
}

/** Hold the focus on the message itself while its control cannot have it, as a select that waits for the bot. */
function wait(article, custom) {
  article.tabIndex = -1;
  if (custom) article.dataset.held = custom;
  article.focus({ preventScroll: true });
}

/** Call `fallback()` whenever the focus is lost because what had it is gone, hidden or disabled. */
export function keepFocus(fallback) {
  let last = null;
  const check = () => {
    if (!last || document.activeElement !== document.body || document.querySelector("dialog[open]")) return;
    if (last.isConnected && last.checkVisibility() && !last.disabled) return; // a person pressed beside everything
    last = null;
    fallback();
  };
  document.addEventListener("focusin", ({ target }) => (last = target));
  const soon = () => requestAnimationFrame(() => setTimeout(check)); // what is hidden keeps the focus for a frame
  new MutationObserver(soon).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["open", "hidden", "disabled"],
  });
}

function focusable(element) {
  return [...element.querySelectorAll(FOCUSABLE)];
}
