import type { Page } from "playwright";
import { startFreshServer } from "../../tests/e2e/support/fresh-server";
import { gatherDemoTeam, hideAndForget } from "./demo-team";
import type { Scene } from "./scene";
import { type Studio, takeScenes } from "./take-scenes";

const FROM = "+15005550006";
const TEMPLATE = "HX51a000000000000000000000000a0001";
const LIST = [
  "name;mobile;when",
  "Aoife Byrne;+353 85 123 4567;Tuesday 9:40",
  "Dr Okafor;+1 415 210 0000;Tuesday 10:00",
  "Brian;nobody;Tuesday 10:20",
  "Cleo Marchetti;+14152100000;Wednesday 11:00",
  "Emil;+12005550123;Wednesday 11:20",
].join("\n");

/** Pictures of signing in, the settings, sending and the simulator, with a team and lists as there are in real life. */
export async function takeSettingsAndSending(studio: Studio): Promise<void> {
  const databaseUrl = process.env.E2E_DATABASE_URL ?? "";
  await takeScenes(studio, [{ name: "send-batches-none", path: "/send/batches" }]);
  await takeSetUp(studio, databaseUrl);
  const { invitation, running, finished } = await gatherDemoTeam(databaseUrl);
  await takeScenes(studio, [
    { name: "sign-in", path: "/sign-in", isSignedOut: true },
    {
      name: "sign-in-refused",
      path: "/sign-in",
      isSignedOut: true,
      prepare: signInWrongly,
    },
    { name: "invitation", path: invitation, isSignedOut: true },
    {
      name: "invitation-closed",
      path: "/invitation/used-already",
      isSignedOut: true,
    },
    { name: "settings", path: "/settings" },
    { name: "settings-appearance", path: "/settings", prepare: showAppearance },
    { name: "settings-sending", path: "/settings/sending" },
    { name: "settings-people", path: "/settings/people" },
    { name: "settings-tokens", path: "/settings/tokens" },
    { name: "settings-token-made", path: "/settings/tokens", prepare: makeToken },
    { name: "settings-privacy", path: "/settings/privacy" },
    ...sendScenes,
    { name: "send-list", path: "/send/bulk" },
    { name: "send-list-verdicts", path: "/send/bulk", prepare: dropList },
    { name: "send-batches", path: "/send/batches" },
    { name: "send-batch-running", path: `/send/batches/${running}` },
    { name: "send-batch-finished", path: `/send/batches/${finished}` },
    { name: "simulator", path: "/simulator", prepare: ledger },
    { name: "simulator-message", path: "/simulator", prepare: openTruth },
  ]);
  await hideAndForget(databaseUrl);
  await takeScenes(studio, [
    { name: "settings-privacy-hidden", path: "/settings/privacy" },
    { name: "settings-audit", path: "/settings/audit" },
  ]);
}

/** Nobody has a password yet only on a server that is new. */
async function takeSetUp(studio: Studio, databaseUrl: string): Promise<void> {
  const server = await startFreshServer(databaseUrl);
  await takeScenes({ ...studio, baseUrl: server.baseUrl }, [
    { name: "set-up", path: "/set-up", isSignedOut: true },
  ]);
  await server.stop();
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const textbox = (page: Page, name: string) => page.getByRole("textbox", { name });

async function signInWrongly(page: Page): Promise<void> {
  await page.getByLabel("Email").fill("maeve@northgate-clinic.example");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: /./ }).waitFor();
}

async function showAppearance(page: Page): Promise<void> {
  await page.getByRole("radiogroup", { name: "Theme" }).scrollIntoViewIfNeeded();
}

async function makeToken(page: Page): Promise<void> {
  await page.getByLabel("What uses it").fill("Ward display");
  await button(page, "Create").click();
  await page.getByRole("status").locator("code").waitFor();
  await button(page, "Revoke Ward display").first().waitFor();
}

async function fillNumbers(page: Page, numbers: readonly string[]): Promise<void> {
  for (const number of numbers) {
    await textbox(page, "To").fill(number);
    await textbox(page, "To").press("Enter");
  }
}

async function fillSender(page: Page): Promise<void> {
  await page.getByRole("combobox", { name: "Number" }).fill(FROM);
  await page.getByRole("combobox", { name: "Number" }).press("Tab");
}

async function fillService(page: Page): Promise<void> {
  await page.getByRole("radio", { name: "Messaging Service" }).click();
  await button(page, /Messaging Service/).click();
  await page.getByRole("option", { name: "Marketing" }).click();
}

const sendScenes: readonly Scene[] = [
  {
    name: "send-text",
    path: "/send",
    prepare: async (page) => {
      await fillNumbers(page, ["+14155550100", "+353851234567", "nobody", "+14155550100"]);
      await fillSender(page);
      await textbox(page, "Body").fill("It’s ready: collect it at the counter until six.");
      await page.getByRole("heading", { name: "Send", exact: true }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "send-template",
    path: "/send",
    prepare: async (page) => {
      await fillNumbers(page, ["+14155550100"]);
      await fillService(page);
      await button(page, "Template").click();
      await textbox(page, "Template SID").fill(TEMPLATE);
      for (const [index, value] of ["Mina", "B-2002"].entries()) {
        await page.getByRole("button", { name: "Variable", exact: true }).click();
        await textbox(page, `Value of variable ${index + 1}`).fill(value);
      }
      await page.getByRole("radio", { name: "At a time…" }).click();
    },
  },
  {
    name: "send-media",
    path: "/send",
    prepare: async (page) => {
      await page.getByRole("radio", { name: "MMS" }).click();
      await fillNumbers(page, ["+14155550100"]);
      await fillSender(page);
      await textbox(page, "Body").fill("The new menu.");
      await textbox(page, "Media URL 1").fill("https://example.com/menu.png");
    },
  },
  {
    name: "send-faulty",
    path: "/send",
    prepare: async (page) => {
      await button(page, /^Send(?! again)/).click();
      await page.getByText("Say who gets the message.").waitFor();
    },
  },
  {
    name: "send-unanswered",
    path: "/send",
    arrange: (page) =>
      page.route("**/send", (route) =>
        route.request().method() === "POST" ? route.abort() : route.fallback(),
      ),
    prepare: async (page) => {
      await fillNumbers(page, ["+14155550100"]);
      await fillSender(page);
      await textbox(page, "Body").fill("It’s ready: collect it at the counter until six.");
      await button(page, /^Send(?! again)/).click();
      await page.getByText("No answer from Milepost").waitFor();
    },
  },
  {
    name: "send-refused",
    path: "/send",
    prepare: async (page) => {
      await fillNumbers(page, ["+15005550001"]);
      await fillSender(page);
      await textbox(page, "Body").fill("Nobody has this number.");
      await button(page, /^Send(?! again)/).click();
      await page.locator("[data-refusal]").getByText("21211", { exact: true }).waitFor();
    },
  },
];

async function dropList(page: Page): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({
    name: "november.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(LIST),
  });
  await fillSender(page);
  await textbox(page, "Body").fill("Hello {{name}}, your appointment is on {{when}}.");
  await page
    .getByRole("region", { name: "Verdicts" })
    .getByRole("button", { name: /^ready/ })
    .waitFor();
}

const ledger = (page: Page) =>
  page.getByRole("list", { name: "Messages" }).getByRole("listitem").first().waitFor();

async function openTruth(page: Page): Promise<void> {
  await page
    .getByRole("list", { name: "Messages" })
    .getByRole("link", { name: /truth against timeline/ })
    .last()
    .click();
  await page.getByRole("heading", { name: "Truth against timeline" }).waitFor();
}
