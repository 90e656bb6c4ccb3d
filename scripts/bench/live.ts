import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { type BrowserContext, chromium } from "playwright";
import { orphanIdOf } from "@/lib/db/status-event-batch";
import startApp from "../../tests/e2e/support/start-app";
import { type SignedCallback, signedCallbacks } from "../load/signed-callbacks";
import { BROWSER_FLAGS, ensureBrowser } from "../setup/browser";
import { ensureProductionBuild } from "../setup/production-build";
import { writeBenchmark } from "./benchmark-page";
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

type Told = { id: string; step: number; sentAtMs: number; answeredAfterMs: number };

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function tell(baseUrl: string, callback: SignedCallback): Promise<Told> {
  const sentAtMs = performance.timeOrigin + performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      baseUrl + callback.target,
      {
        method: "POST",
        agent,
        headers: {
          "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
          "x-twilio-signature": callback.signature,
          "i-twilio-idempotency-token": callback.idempotencyToken,
        },
      },
      (answer) => {
        answer.resume();
        answer.once("end", () => {
          if (answer.statusCode !== 200) {
            reject(new Error(`The door answered ${answer.statusCode}.`));
            return;
          }
          resolve({
            id: orphanIdOf(callback.sid),
            step: WORDS.findIndex((word) => word.toLowerCase() === callback.status),
            sentAtMs,
            answeredAfterMs: performance.timeOrigin + performance.now() - sentAtMs,
          });
        });
      },
    );
    sent.once("error", reject);
    sent.end(callback.body);
  });
}

/** Sends callbacks at an even pace, whatever the answers take. */
async function tellAtPace(baseUrl: string, forSeconds: number): Promise<Told[]> {
  const callbacks = [
    ...signedCallbacks({
      accountSid: process.env.E2E_ACCOUNT_SID ?? "",
      authToken: process.env.E2E_AUTH_TOKEN ?? "",
      publicBaseUrl: baseUrl,
      seed: randomBytes(8).toString("hex"),
      count: Math.round(rate * forSeconds),
    }),
  ];
  const began = performance.now();
  const answers: Promise<Told>[] = [];
  for (const [index, callback] of callbacks.entries()) {
    const waitMs = began + (index * 1000) / rate - performance.now();
    if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
    answers.push(tell(baseUrl, callback));
  }
  return Promise.all(answers);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const ascending = (numbers: number[]) => numbers.sort((a, b) => a - b);
const milliseconds = (value: number) => `${value.toFixed(0)} ms`;

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

function doorTimes(told: readonly Told[]): number[] {
  return ascending(told.map(({ answeredAfterMs }) => answeredAfterMs));
}

/** How long after it was sent each callback's status, or a later one, stood in its row; null: never in view. */
function delays(told: readonly Told[], seen: readonly Seen[]): (number | null)[] {
  const sights = new Map<string, Seen[]>();
  for (const sight of seen) sights.set(sight.id, [...(sights.get(sight.id) ?? []), sight]);
  return told.map(({ id, step, sentAtMs }) => {
    const first = sights
      .get(id)
      ?.find(({ word, atMs }) => WORDS.indexOf(word) >= step && atMs >= sentAtMs);
    return first ? first.atMs - sentAtMs : null;
  });
}

async function measureBrowser(context: BrowserContext, baseUrl: string) {
  const page = await context.newPage();
  // tsx names functions by a helper of its own, which the page lacks.
  await page.addInitScript("globalThis.__name = (named) => named;");
  await page.goto("/messages");
  await page.getByText("Live", { exact: true }).waitFor();
  await tellAtPace(baseUrl, WARM_UP_SECONDS);
  await page.evaluate(watchRows);
  const told = await tellAtPace(baseUrl, seconds);
  await page.waitForTimeout(TAIL_MS);
  const seen = await page.evaluate(() => (window as unknown as { seenRows: Seen[] }).seenRows);
  await page.close();
  return { told, seen };
}

await ensureProductionBuild(process.cwd());
const stop = await startApp();
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
try {
  const baseUrl = process.env.E2E_BASE_URL ?? "";
  const stateFile = process.env.E2E_OWNER_STATE ?? "";
  const { cookies } = JSON.parse(readFileSync(stateFile, "utf8")) as {
    cookies: { name: string; value: string }[];
  };
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");

  await tellAtPace(baseUrl, WARM_UP_SECONDS);
  const alone = doorTimes(await tellAtPace(baseUrl, seconds / 2));
  const closeStreams = openStreams(baseUrl, cookie, streamCount);
  await tellAtPace(baseUrl, WARM_UP_SECONDS);
  const withStreams = doorTimes(await tellAtPace(baseUrl, seconds / 2));
  closeStreams();

  const context = await browser.newContext({
    baseURL: baseUrl,
    storageState: stateFile,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
  });
  const { told, seen } = await measureBrowser(context, baseUrl);
  const all = delays(told, seen);
  const shown = ascending(all.filter((delay) => delay !== null));
  const [p50, p95, p99] = [quantile(shown, 0.5), quantile(shown, 0.95), quantile(shown, 0.99)];
  const ratio = quantile(withStreams, 0.5) / quantile(alone, 0.5);
  const share = Math.round((100 * shown.length) / told.length);

  const table = [
    "| what | p50 | p95 | p99 |",
    "|---|---|---|---|",
    `| callback sent → painted in an open list | ${milliseconds(p50)} | ${milliseconds(p95)} | ${milliseconds(p99)} |`,
    ...(
      [
        ["the door answers, nobody watching", alone],
        [`the door answers, ${streamCount} streams open`, withStreams],
      ] as const
    ).map(
      ([what, times]) =>
        `| ${what} | ${[0.5, 0.95, 0.99].map((part) => `${quantile(times, part).toFixed(1)} ms`).join(" | ")} |`,
    ),
  ].join("\n");
  const verdict = `p95 ${milliseconds(p95)}, goal under ${GOAL_MS} ms. With ${streamCount} streams the door's median is ${ratio.toFixed(2)} times that without. ${share} % of ${told.length.toLocaleString("en")} callbacks were about a row in view.`;
  console.log(`${table}\n\n${verdict}`);
  writeBenchmark(
    "Live",
    `${rate} signed callbacks a second for ${seconds} s, a headless Chromium on the same ${cpus().length} cores as server, database and load.\n\n${table}\n\n${verdict}`,
  );
  process.exitCode = p95 < GOAL_MS && shown.length > told.length / 4 && ratio <= DOOR_GOAL ? 0 : 1;
} finally {
  agent.destroy();
  await browser.close();
  await stop();
}
