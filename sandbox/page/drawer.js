/** On a phone the servers, channels and people are in a drawer; and the page is as high as what the keyboard leaves. */

const NARROW = matchMedia("(max-width: 720px)");

export function startDrawer({ drawer, button, you, curtain }) {
  const isOpen = () => drawer.hasAttribute("data-open");
  const set = (open) => {
    drawer.toggleAttribute("data-open", open);
    curtain.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    drawer.inert = NARROW.matches && !open;
  };
  const close = () => {
    if (!isOpen()) return;
    set(false);
    button.focus({ preventScroll: true });
  };
  const open = (wanted) => {
    set(true);
    drawer.querySelector(wanted)?.focus({ preventScroll: true });
  };
  button.addEventListener("click", () => open("#channels [aria-current]"));
  you.addEventListener("click", () => open("#people :checked"));
  curtain.addEventListener("click", close);
  drawer.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  drawer.addEventListener("click", ({ target }) => target.closest("#channels button") && close());
  drawer.addEventListener("change", ({ target }) => target.name === "you" && close());
  NARROW.addEventListener("change", () => set(false));
  set(false);
}

/** Browsers that lay the keyboard over the page only say so here. */
export function startFitting() {
  const { visualViewport: seen } = window;
  const fit = () => document.documentElement.style.setProperty("--height", `${seen.height}px`);
  seen?.addEventListener("resize", fit);
}
