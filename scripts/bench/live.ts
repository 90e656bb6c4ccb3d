import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { type BrowserContext, chromium, type Page } from "playwright";
import { orphanIdOf } from "@/lib/db/status-event-batch";
import startApp from "../../tests/e2e/support/start-app";
import { openPacedSender, type PacedSender, type SentCallback } from "../load/paced-sender";
import { evenCallbacks, signedCallbacks } from "../load/signed-callbacks";
import { BROWSER_FLAGS, ensureBrowser } from "../setup/browser";
import { ensureProductionBuild } from "../setup/production-build";
import { writeBenchmark } from "./benchmark-page";
import { followPlainly } from "./plain-list";
import { type Seen, watchRows } from "./watch-rows";

const { values } = parseArgs({
  options: {
    rate: { type: "string", default: "200" },
    seconds: { type: "string", default: "20" },
    streams: { type: "string", default: "20" },
  },
});
const [rate, seconds, streamCount] = [values.rate, values.seconds, values.streams].map(Number) as [
  number,
  number,
  number,
];
const GOAL_MS = 150;
/** What twenty open streams may add to the door's answers. */
const DOOR_GOAL = 1.5;
const WARM_UP_SECONDS = 3;
const TAIL_MS = 1_000;

/** The order in which the load tells the statuses of a message, as the list words them. */
const WORDS = ["Queued", "Sending", "Sent", "Delivered"];

/**
 * `even`: fifty new messages a second, each told in four callbacks within the next second. `bursts`: a hundred new
 * messages within half a second, then what becomes of them, and again.
 */
const SHAPES = { even: evenCallbacks, bursts: signedCallbacks };
type Shape = keyof typeof SHAPES;

async function tell(sender: PacedSender, shape: Shape, forSeconds: number) {
  const stream = {
    accountSid: process.env.E2E_ACCOUNT_SID ?? "",
    authToken: process.env.E2E_AUTH_TOKEN ?? "",
    publicBaseUrl: process.env.E2E_BASE_URL ?? "",
    seed: randomBytes(8).toString("hex"),
    count: Math.round(rate * forSeconds),
  };
  return sender.send([...SHAPES[shape](stream)], rate);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const ascending = (numbers: number[]) => numbers.sort((a, b) => a - b);

/** Opens streams as browsers do, and reads what they carry. */
function openStreams(baseUrl: string, cookie: string, count: number): () => void {
  const streams = Array.from({ length: count }, () => {
    const stream = request(`${baseUrl}/api/live`, {
      headers: { cookie, accept: "text/event-stream" },
    });
    stream.on("response", (answer) => answer.resume());
    stream.on("error", () => undefined);
    stream.end();
    return stream;
  });
  return () => {
    for (const stream of streams) stream.destroy();
  };
}

function doorTimes(told: readonly SentCallback[]): number[] {
  return ascending(told.map(({ answeredAfterMs }) => answeredAfterMs));
}

/** How long after it was sent each callback's status, or a later one, stood in its row; null: never in view. */
function delays(told: readonly SentCallback[], seen: readonly Seen[]): (number | null)[] {
  const sights = new Map<string, Seen[]>();
  for (const sight of seen) sights.set(sight.id, [...(sights.get(sight.id) ?? []), sight]);
  return told.map(({ callback, sentAtMs }) => {
    const step = WORDS.findIndex((word) => word.toLowerCase() === callback.status);
    const first = sights
      .get(orphanIdOf(callback.sid))
      ?.find(({ word, atMs }) => WORDS.indexOf(word) >= step && atMs >= sentAtMs);
    return first ? first.atMs - sentAtMs : null;
  });
}

async function openList(page: Page): Promise<void> {
  await page.goto("/messages");
  await page.getByText("Live", { exact: true }).waitFor();
}

async function openPlainList(page: Page): Promise<void> {
  const isListening = page.waitForResponse(/\/api\/live$/);
  await page.goto("/api/health");
  await page.evaluate(followPlainly);
  await isListening;
}

async function measurePage(
  context: BrowserContext,
  sender: PacedSender,
  shape: Shape,
  open: (page: Page) => Promise<void>,
) {
  const page = await context.newPage();
  // tsx names functions by a helper of its own, which the page lacks.
  await page.addInitScript("globalThis.__name = (named) => named;");
  await open(page);
  await tell(sender, shape, WARM_UP_SECONDS);
  await page.evaluate(watchRows);
  const told = await tell(sender, shape, seconds);
  await page.waitForTimeout(TAIL_MS);
  const seen = await page.evaluate(() => (window as unknown as { seenRows: Seen[] }).seenRows);
  await page.close();
  const shown = ascending(delays(told, seen).filter((delay) => delay !== null));
  return { shown, share: shown.length / told.length };
}

await ensureProductionBuild(process.cwd());
const stop = await startApp();
const sender = openPacedSender(process.env.E2E_BASE_URL ?? "");
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
try {
  const baseUrl = process.env.E2E_BASE_URL ?? "";
  const stateFile = process.env.E2E_OWNER_STATE ?? "";
  const { cookies } = JSON.parse(readFileSync(stateFile, "utf8")) as {
    cookies: { name: string; value: string }[];
  };
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");

  await tell(sender, "even", WARM_UP_SECONDS);
  const alone = doorTimes(await tell(sender, "even", seconds / 2));
  const closeStreams = openStreams(baseUrl, cookie, streamCount);
  await tell(sender, "even", WARM_UP_SECONDS);
  const withStreams = doorTimes(await tell(sender, "even", seconds / 2));
  closeStreams();

  const viewing = {
    baseURL: baseUrl,
    storageState: stateFile,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
  };
  const context = await browser.newContext(viewing);
  const even = await measurePage(context, sender, "even", openList);
  // What stands at an address of the API may open no stream.
  const unguarded = await browser.newContext({ ...viewing, bypassCSP: true });
  const plain = await measurePage(unguarded, sender, "even", openPlainList);
  const bursts = await measurePage(context, sender, "bursts", openList);
  const p95 = quantile(even.shown, 0.95);
  const ratio = quantile(withStreams, 0.5) / quantile(alone, 0.5);

  const line = (what: string, times: readonly number[], digits: number) =>
    `| ${what} | ${[0.5, 0.95, 0.99].map((part) => `${quantile(times, part).toFixed(digits)} ms`).join(" | ")} |`;
  const table = [
    "| what | p50 | p95 | p99 |",
    "|---|---|---|---|",
    line("callback sent → painted in an open list, even", even.shown, 0),
    line("the same stream in a bare table, even", plain.shown, 0),
    line("callback sent → painted in an open list, bursts", bursts.shown, 0),
    line("the door answers, nobody watching", alone, 1),
    line(`the door answers, ${streamCount} streams open`, withStreams, 1),
  ].join("\n");
  const shares = [even, bursts].map(({ share }) => `${Math.round(100 * share)} %`);
  const verdict = `p95 ${p95.toFixed(0)} ms at an even pace, goal under ${GOAL_MS} ms: ${(p95 / quantile(plain.shown, 0.95)).toFixed(2)} times that of a bare table of fifty rows of text on the same stream. With ${streamCount} streams the door's median is ${ratio.toFixed(2)} times that without. ${shares[0]} of the callbacks were about a row in view, in bursts ${shares[1]}.`;
  console.log(`${table}\n\n${verdict}`);
  writeBenchmark(
    "Live",
    `${rate} signed callbacks a second for ${seconds} s, a headless Chromium on the same ${cpus().length} cores as server, database and load. Even: ${rate / 4} new messages a second, each told in four callbacks within the next second. Bursts: 100 new messages as fast as ${rate} callbacks a second tell them, then what becomes of them, and again.\n\n${table}\n\n${verdict}`,
  );
  process.exitCode = p95 < GOAL_MS && even.share > 0.25 && ratio <= DOOR_GOAL ? 0 : 1;
} finally {
  sender.close();
  await browser.close();
  await stop();
}
