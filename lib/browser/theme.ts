export const THEME_COOKIE = "milepost_theme";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_WORDS: Record<Theme, string> = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
};

const ONE_YEAR_SECONDS = 31_536_000;

/** What the cookie says; anything else is `system`. */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

/** Shows the theme at once and keeps it for the next visit. */
export function chooseTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  const maxAge = theme === "system" ? 0 : ONE_YEAR_SECONDS;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox.
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${maxAge}; samesite=lax`;
}

/** The theme that is shown now. */
export function currentTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}
