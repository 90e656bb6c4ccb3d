import type { Page } from "playwright";
import { type Clinic, callDoor, freshSid } from "./clinic";
import { firstRow, live, ON_DESKTOP, type Scene, timeline } from "./scene";
import type { StoryName } from "./stories";

const openPalette = async (page: Page) => {
  await live(page);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("dialog", { name: "Search and commands" }).waitFor();
};

/** What opens over every page. */
export const shellScenes: readonly Scene[] = [
  { name: "palette", path: "/messages", prepare: openPalette },
  {
    name: "palette-found",
    path: "/messages",
    looks: ["light", "phone"],
    prepare: async (page) => {
      await openPalette(page);
      await page.keyboard.type("+1415555");
      await page.getByRole("menuitem").filter({ hasText: "(415) 555-0" }).first().waitFor();
    },
  },
  {
    name: "keys",
    path: "/messages",
    looks: ON_DESKTOP,
    prepare: async (page) => {
      await live(page);
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keys" }).waitFor();
    },
  },
  {
    name: "account",
    path: "/messages",
    looks: ["light"],
    prepare: async (page) => {
      await live(page);
      await page.getByRole("button", { name: /^Account of/ }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "theme",
    path: "/messages",
    looks: ["light"],
    prepare: async (page) => {
      await live(page);
      await page.getByRole("button", { name: "Theme" }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  { name: "no-such-page", path: "/nothing-here", connection: "" },
];

const NEWCOMERS = ["+14155550181", "+14155550182", "+14155550183"];

/** New messages come while somebody reads, and are taken away again. */
export function arrivingScenes(clinic: Clinic, ids: Record<StoryName, string>): Scene[] {
  const arrive = async (page: Page) => {
    for (const To of NEWCOMERS) {
      await callDoor(clinic, { MessageSid: freshSid(), To, MessageStatus: "sent" });
    }
    await page.getByRole("button", { name: /3 new/ }).waitFor();
  };
  const forget = async () => {
    const from = "(SELECT id FROM messages WHERE to_address = ANY($1))";
    await clinic.db.query(`DELETE FROM status_events WHERE message_id IN ${from}`, [NEWCOMERS]);
    await clinic.db.query("DELETE FROM messages WHERE to_address = ANY($1)", [NEWCOMERS]);
  };
  return [
    {
      name: "messages-held",
      path: `/messages?open=${ids.conflict}`,
      looks: ["light", "dark"],
      prepare: async (page) => {
        await timeline(page);
        await arrive(page);
      },
      finish: forget,
    },
    {
      name: "messages-held",
      path: "/messages",
      looks: ["phone"],
      prepare: async (page) => {
        await firstRow(page);
        await page
          .getByRole("table")
          .locator("xpath=..")
          .evaluate((list) => list.scrollTo(0, 300));
        await arrive(page);
      },
      finish: forget,
    },
  ];
}
