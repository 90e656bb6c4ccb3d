import type { Page } from "playwright";
import type { Tables } from "./ages";
import {
  changeRange,
  fail,
  firstRow,
  goToSend,
  hold,
  IN_LIGHT,
  live,
  openFacet,
  type Scene,
  secondHeading,
} from "./scene";

const LISTS = "**/api/callbacks?*";
const ONE = "**/api/callbacks/*";

export type CallbackIds = {
  /** Signed for another address. */
  refused: string;
  /** Signed by nobody known. */
  forged: string;
  orphan: string;
  repeated: string;
  recorded: string;
};

const openFirst = async (page: Page) => {
  await firstRow(page);
  await page.locator("tr[data-row]").first().click();
  await page.getByRole("complementary", { name: "Callback" }).waitFor();
};

/** Before any callback came. */
export const emptyCallbackScenes: readonly Scene[] = [
  { name: "callbacks-empty", path: "/callbacks" },
];

export function callbackScenes(ids: CallbackIds, { lock, unlock, hide, show }: Tables): Scene[] {
  const opened = (name: string, id: string): Scene => ({
    name,
    path: `/callbacks?open=${id}`,
    prepare: secondHeading,
  });
  return [
    opened("callbacks", ids.refused),
    opened("callbacks-forged", ids.forged),
    opened("callbacks-orphan", ids.orphan),
    opened("callbacks-repeated", ids.repeated),
    opened("callbacks-recorded", ids.recorded),
    { name: "callbacks-list", path: "/callbacks", prepare: firstRow },
    ...["recorded", "repeated", "orphan", "refused"].map((verdict) => ({
      name: `callbacks-tab-${verdict}`,
      path: `/callbacks?verdict=${verdict}`,
      looks: IN_LIGHT,
      prepare: firstRow,
    })),
    {
      name: "callbacks-none-match",
      path: "/callbacks?q=nothing+like+this&status=canceled",
      looks: IN_LIGHT,
      prepare: secondHeading,
    },
    {
      name: "callbacks-reason",
      path: "/callbacks",
      looks: IN_LIGHT,
      prepare: openFacet(/^Reason/),
    },
    {
      name: "callbacks-loading",
      path: "/callbacks",
      looks: IN_LIGHT,
      prepare: async (page) => {
        await goToSend(page);
        await lock();
        await page.getByRole("link", { name: /^Callbacks/ }).click();
        await page.getByRole("status", { name: "Loading the callbacks" }).waitFor();
      },
      finish: unlock,
    },
    {
      name: "callbacks-failed",
      path: "/send",
      looks: IN_LIGHT,
      prepare: async (page) => {
        await live(page);
        await hide();
        await page.getByRole("link", { name: /^Callbacks/ }).click();
        await page.getByRole("button", { name: "Try again" }).waitFor();
      },
      finish: show,
    },
    {
      name: "callbacks-error",
      path: "/callbacks",
      looks: IN_LIGHT,
      arrange: fail(LISTS),
      prepare: async (page) => {
        await changeRange(page);
        await page.getByRole("button", { name: /again/i }).first().waitFor();
      },
    },
    {
      name: "callbacks-panel-loading",
      path: "/callbacks?verdict=refused",
      looks: IN_LIGHT,
      arrange: hold(ONE),
      prepare: openFirst,
    },
    {
      name: "callbacks-panel-error",
      path: "/callbacks?verdict=refused",
      looks: IN_LIGHT,
      arrange: fail(ONE),
      prepare: async (page) => {
        await openFirst(page);
        await page
          .getByRole("button", { name: /try again/i })
          .first()
          .waitFor();
      },
    },
    { name: "callbacks-names", path: "/callbacks/names" },
    {
      name: "callbacks-url",
      path: "/callbacks",
      prepare: async (page) => {
        await firstRow(page);
        await page.getByRole("button", { name: "Callback URL" }).click();
        await page.getByRole("dialog").waitFor();
      },
    },
  ];
}
