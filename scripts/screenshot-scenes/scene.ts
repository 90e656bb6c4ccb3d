import type { Page } from "playwright";
import { FAILURE } from "../../tests/e2e/support/failure";

const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PHONE = {
  viewport: { width: 360, height: 760 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

const PREFETCHED_AFTER_MS = 1500;

export const LOOKS = {
  light: { colorScheme: "light", ...DESKTOP },
  dark: { colorScheme: "dark", ...DESKTOP },
  phone: { colorScheme: "light", ...PHONE },
  "phone-dark": { colorScheme: "dark", ...PHONE },
} as const;

export type Look = keyof typeof LOOKS;

/** There is no keyboard on a phone. */
export const ON_DESKTOP: readonly Look[] = ["light", "dark"];
/** Only words differ from a picture that is there in the dark too. */
export const IN_LIGHT: readonly Look[] = ["light", "phone"];

export type Scene = {
  name: string;
  path: string;
  /** As somebody who is not signed in sees it. */
  isSignedOut?: boolean;
  /** Where not every look shows something of its own. */
  looks?: readonly Look[];
  /** Before the page is opened. */
  arrange?: (page: Page) => Promise<unknown>;
  /** Until what is to be seen is there. */
  prepare?: (page: Page) => Promise<unknown>;
  /** After the picture was taken. */
  finish?: () => Promise<unknown>;
  /** What the top bar says of the connection once the page is ready. */
  connection?: string;
  /** From top to bottom, not only what a window shows. */
  isWhole?: boolean;
  viewport?: { width: number; height: number };
};

/** From here on a click on a link stays within the page. */
export const live = (page: Page) => page.getByText("Live", { exact: true }).waitFor();
/** Leaves a list by its rail, and stays until the way back is prefetched: what is shown on it has to be there. */
export const goToSend = async (page: Page) => {
  await live(page);
  await page.getByRole("link", { name: "Send", exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name: "Send" }).waitFor();
  await page.waitForTimeout(PREFETCHED_AFTER_MS);
};

export const firstRow = (page: Page) => page.locator("tr[data-row]").first().waitFor();
export const timeline = (page: Page) => page.getByRole("region", { name: "Timeline" }).waitFor();
export const secondHeading = (page: Page) =>
  page.getByRole("heading", { level: 2 }).first().waitFor();

export const fail = (address: string | RegExp) => (page: Page) =>
  page.route(address, (route) => route.fulfill(FAILURE));
export const hold = (address: string | RegExp) => (page: Page) =>
  page.route(address, () => new Promise(() => undefined));

/** Opens one way to narrow a list. */
export const openFacet = (name: RegExp) => async (page: Page) => {
  await firstRow(page);
  await page.getByRole("button", { name }).click();
  await page.getByRole("dialog").waitFor();
};

/** Asks for other rows than those that came with the page. */
export const changeRange = async (page: Page) => {
  await openFacet(/^Range/)(page);
  await page.getByRole("dialog").getByText("last 7 d", { exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
};
