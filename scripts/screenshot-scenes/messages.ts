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
  ON_DESKTOP,
  openFacet,
  type Scene,
  secondHeading,
  timeline,
} from "./scene";
import type { StoryName } from "./stories";

const LISTS = /\/api\/messages(\?|$)/;
const ONE = "**/api/messages/*";

const select = async (page: Page, ...rows: number[]) => {
  await firstRow(page);
  for (const row of rows) {
    await page.locator("tr[data-row]").nth(row).getByRole("checkbox").check();
  }
};

/** Before anything was sent. */
export const emptyMessageScenes: readonly Scene[] = [{ name: "messages-empty", path: "/messages" }];

/** The list of messages and what can stand beside it. */
export function messageListScenes(
  ids: Record<StoryName, string>,
  { lock, unlock, hide, show }: Tables,
): Scene[] {
  return [
    { name: "messages", path: `/messages?open=${ids.conflict}`, prepare: timeline },
    { name: "messages-list", path: "/messages", prepare: firstRow },
    {
      name: "messages-narrow",
      path: "/messages",
      looks: ["light"],
      viewport: { width: 900, height: 760 },
      prepare: firstRow,
    },
    { name: "messages-none-match", path: "/messages?q=nothing+like+this", prepare: secondHeading },
    {
      name: "messages-loading",
      path: "/messages",
      prepare: async (page) => {
        await goToSend(page);
        await lock();
        await page.getByRole("link", { name: /^Messages/ }).click();
        await page.getByRole("status", { name: "Loading the messages" }).waitFor();
      },
      finish: unlock,
    },
    {
      name: "messages-failed",
      path: "/send",
      prepare: async (page) => {
        await live(page);
        await hide();
        await page.getByRole("link", { name: /^Messages/ }).click();
        await page.getByRole("button", { name: "Try again" }).waitFor();
      },
      finish: show,
    },
    {
      name: "messages-changing",
      path: "/messages",
      looks: ["light"],
      arrange: hold(LISTS),
      prepare: async (page) => {
        await changeRange(page);
        await page.locator("[aria-busy=true], [role=status][aria-label]").first().waitFor();
      },
    },
    {
      name: "messages-error",
      path: "/messages",
      arrange: fail(LISTS),
      prepare: async (page) => {
        await changeRange(page);
        await page.getByRole("button", { name: /again/i }).first().waitFor();
      },
    },
    {
      name: "messages-not-up-to-date",
      path: "/messages",
      connection: "Polling",
      arrange: async (page) => {
        await fail("**/api/live")(page);
        await fail(LISTS)(page);
      },
      prepare: (page) => page.getByText("Not up to date.").waitFor(),
    },
    {
      name: "messages-offline",
      path: "/messages",
      looks: IN_LIGHT,
      connection: "Offline",
      prepare: async (page) => {
        await firstRow(page);
        await page.getByText("Notifications").first().waitFor({ state: "attached" });
        await page.context().setOffline(true);
      },
    },
    {
      name: "messages-polling",
      path: "/messages",
      looks: IN_LIGHT,
      connection: "Polling",
      arrange: (page) => page.route("**/api/live", (route) => route.fulfill({ status: 503 })),
      prepare: firstRow,
    },
    { name: "messages-status", path: "/messages", prepare: openFacet(/^Status/) },
    { name: "messages-to", path: "/messages", looks: IN_LIGHT, prepare: openFacet(/^To/) },
    {
      name: "messages-range",
      path: "/messages",
      prepare: async (page) => {
        await openFacet(/^Range/)(page);
        await page.getByRole("button", { name: "Custom…" }).click();
      },
    },
    {
      name: "messages-panel-loading",
      path: "/messages",
      looks: IN_LIGHT,
      arrange: hold(ONE),
      prepare: async (page) => {
        await firstRow(page);
        await page.locator(`tr[data-row="${ids.delivered}"]`).click();
        await page.getByText("Fetching the message").waitFor({ state: "attached" });
      },
    },
    {
      name: "messages-panel-error",
      path: "/messages",
      looks: IN_LIGHT,
      arrange: fail(ONE),
      prepare: async (page) => {
        await firstRow(page);
        await page.locator(`tr[data-row="${ids.delivered}"]`).click();
        await page.getByRole("button", { name: /again/i }).first().waitFor();
      },
    },
    {
      name: "messages-selected",
      path: "/messages",
      looks: ON_DESKTOP,
      prepare: (page) => select(page, 3, 4, 12),
    },
    {
      name: "messages-send-again",
      path: "/messages",
      looks: ON_DESKTOP,
      prepare: async (page) => {
        await select(page, 3, 4, 12);
        await page.getByRole("button", { name: /^Send 2 again/ }).click();
        await page.getByRole("alertdialog").getByText("Cost").waitFor();
      },
    },
  ];
}

/** One message on its own page. */
export function messageScenes(
  ids: Record<StoryName, string>,
  { lock, unlock, hide, show }: Tables,
): Scene[] {
  const page = (name: string, story: StoryName, rest: Partial<Scene> = {}): Scene => ({
    name: `message-${name}`,
    path: `/messages/${ids[story]}`,
    prepare: timeline,
    ...rest,
  });
  const openRequest = (tab: RegExp | null) => async (shown: Page) => {
    await timeline(shown);
    await shown.getByRole("button", { name: /of held_by_carrier, what came with it/ }).click();
    await shown.getByRole("tab", { name: /Parameters/ }).waitFor();
    if (tab) await shown.getByRole("tab", { name: tab }).click();
    await shown
      .getByRole("tabpanel")
      .evaluate((panel) => panel.scrollIntoView({ block: "center" }));
  };
  return [
    page("delivered", "delivered"),
    page("read", "read"),
    page("failed", "failed"),
    page("conflict", "conflict"),
    page("unknown", "unknown"),
    page("late", "late"),
    page("arrival", "late", {
      looks: ["light"],
      prepare: async (shown) => {
        await timeline(shown);
        await shown.getByText("Arrival", { exact: true }).click();
      },
    }),
    page("no-receipt", "noReceipt"),
    page("recovered", "recovered"),
    page("scheduled", "scheduled"),
    page("canceled", "canceled"),
    page("rejected", "rejected"),
    page("no-answer", "noAnswer"),
    page("decide", "noAnswer", {
      looks: IN_LIGHT,
      prepare: async (shown) => {
        await timeline(shown);
        await shown.getByRole("button", { name: "Decide…" }).click();
        await shown.getByRole("dialog").waitFor();
      },
    }),
    page("orphan", "orphan", { looks: IN_LIGHT }),
    page("many-events", "many", { looks: IN_LIGHT }),
    page("long", "long", { looks: IN_LIGHT }),
    page("right-to-left", "rightToLeft", { looks: IN_LIGHT }),
    page("arabic", "arabic", { looks: ["phone"] }),
    page("emoji", "emoji", { looks: IN_LIGHT }),
    page("long-sender", "longSender", { looks: IN_LIGHT }),
    page("quarantined", "quarantined"),
    page("parameters", "unknown", { prepare: openRequest(null) }),
    page("headers", "unknown", { looks: IN_LIGHT, prepare: openRequest(/Headers/) }),
    page("raw", "unknown", { looks: IN_LIGHT, prepare: openRequest(/Raw/) }),
    page("send-again", "failed", {
      looks: IN_LIGHT,
      prepare: async (shown) => {
        await timeline(shown);
        await shown.getByRole("button", { name: "Send again" }).click();
        await shown.getByRole("alertdialog").waitFor();
      },
    }),
    page("more", "delivered", {
      looks: IN_LIGHT,
      prepare: async (shown) => {
        await timeline(shown);
        await shown.getByRole("button", { name: "More actions" }).click();
        await shown.getByRole("menu").waitFor();
      },
    }),
    page("loading", "delivered", {
      looks: IN_LIGHT,
      path: "/messages",
      prepare: async (shown) => {
        await firstRow(shown);
        await live(shown);
        await lock();
        await shown.locator(`tr[data-row="${ids.delivered}"] a[data-row-link]`).focus();
        await shown.keyboard.press("o");
        await shown.getByText("Fetching the message").waitFor({ state: "attached" });
      },
      finish: unlock,
    }),
    page("load-failed", "delivered", {
      looks: IN_LIGHT,
      path: "/messages",
      prepare: async (shown) => {
        await firstRow(shown);
        await live(shown);
        await hide();
        await shown.locator(`tr[data-row="${ids.delivered}"] a[data-row-link]`).focus();
        await shown.keyboard.press("o");
        await shown.getByRole("button", { name: "Try again" }).waitFor();
      },
      finish: show,
    }),
    page("printed", "conflict", {
      looks: ["light"],
      connection: "",
      isWhole: true,
      viewport: { width: 718, height: 600 },
      prepare: async (shown) => {
        await timeline(shown);
        await shown.emulateMedia({ media: "print" });
      },
    }),
    { name: "not-found", path: "/messages/SM00000000000000000000000000000000" },
  ];
}
