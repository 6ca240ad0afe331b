/** Light or dark: as the system says, until somebody presses the button. */

const CHOSEN = "easel.theme";

export function startTheme(button) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const choose = (theme) => {
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    button.setAttribute("aria-pressed", String(isDark()));
  };
  button.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark";
    const asSystem = (wanted === "dark") === system.matches;
    choose(asSystem ? null : wanted);
    if (asSystem) localStorage.removeItem(CHOSEN);
    else localStorage.setItem(CHOSEN, wanted);
  });
  system.addEventListener("change", () => choose(localStorage.getItem(CHOSEN)));
  choose(localStorage.getItem(CHOSEN));
}
