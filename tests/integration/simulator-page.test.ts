import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_CAMPAIGN_MESSAGES } from "@/lib/contracts/simulator";
import { recordStatusEvents } from "@/lib/db/status-events";
import type { Viewer } from "@/lib/domain/viewer";
import { changeSimulator } from "@/lib/services/change-simulator";
import { getSendBatch } from "@/lib/services/get-send-batch";
import { getSimulatedMessage } from "@/lib/services/get-simulated-message";
import { getSimulatorState } from "@/lib/services/get-simulator-state";
import { listSimulatorLedger } from "@/lib/services/list-simulator-ledger";
import { simulatorControl } from "@/lib/services/simulator-control";
import { startCampaign } from "@/lib/services/start-campaign";
import { type Simulator, startSimulator } from "../../simulator/server";
import { statusEvent } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { clientFor, settingsFor } from "./send-batches/batch-fixture";

const viewer: Viewer = { id: "v", name: "Vera", role: "viewer" };
const sender: Viewer = { id: "s", name: "Nora", role: "sender" };
const admin: Viewer = { id: "a", name: "Ada", role: "admin" };

let database: TestDatabase;
let simulator: Simulator;
beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator({ timeScale: 0 });
});
afterAll(async () => {
  await simulator.close();
  await database.drop();
});

const control = () => simulatorControl(simulator.url);
const reach = () => ({ db: database.db, control: control() });

/** Messages at the simulator whose callbacks go nowhere. */
async function createMessages(count: number, to = "+14155550100"): Promise<string[]> {
  const sids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const body = `Message ${randomUUID()}`;
    const { sid } = await clientFor(simulator).messages.create({ to, from: "+15005550006", body });
    sids.push(sid);
  }
  await simulator.settled({ timeoutMs: 10_000 });
  return sids;
}

test("a preset replaces every probability, a single one only itself", async () => {
  const chaos = await changeSimulator(admin, { preset: "chaos" }, reach());
  expect(chaos.misbehaviour.lose).toBe(0.1);
  const changed = await changeSimulator(admin, { misbehaviour: { lose: 0.5 } }, reach());
  expect(changed.misbehaviour).toEqual({ ...chaos.misbehaviour, lose: 0.5 });
  await changeSimulator(admin, { preset: "calm" }, reach());
  const { settings } = await getSimulatorState(viewer, control());
  expect(settings.preset).toBe("calm");
  expect(settings.misbehaviour.lose).toBe(0);
});

test("probabilities that add up to more than one are refused in the simulator's words", async () => {
  await expect(
    changeSimulator(admin, { outcomes: { failed: 0.9, undelivered: 0.9 } }, reach()),
  ).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("more than 1"),
  });
});

test("only an admin changes the simulator, and only a sender starts a campaign", async () => {
  await expect(changeSimulator(sender, { seed: "9" }, reach())).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(
    startCampaign(viewer, { sendKey: randomUUID(), messages: 1, ratePerSecond: 1 }),
  ).rejects.toMatchObject({ code: "forbidden" });
});

test("where messages go to Twilio there is no simulator, and no campaign", async () => {
  await expect(
    startCampaign(
      sender,
      { sendKey: randomUUID(), messages: 1, ratePerSecond: 1 },
      { settings: { ...settingsFor(simulator, database.url), mode: "twilio" } },
    ),
  ).rejects.toMatchObject({ code: "not_found" });
});

test("a simulator that does not answer is an upstream failure", async () => {
  await expect(
    getSimulatorState(viewer, simulatorControl("http://127.0.0.1:9")),
  ).rejects.toMatchObject({ code: "upstream_failed", message: "The simulator does not answer." });
});

test("the ledger's pages hold every message once, newest first, beside Milepost's headline", async () => {
  const sids = await createMessages(27);
  const known = sids[3] as string;
  await recordStatusEvents(database.db, [
    statusEvent({ sid: known, accountSid: simulator.accountSid, status: "sent" }),
  ]);
  const dependencies = reach();
  const first = await listSimulatorLedger(viewer, {}, dependencies);
  const rest = await listSimulatorLedger(viewer, { before: first.olderBefore ?? 0 }, dependencies);
  const items = [...first.items, ...rest.items];
  expect(items.map(({ entry }) => entry.sid)).toEqual([...sids].reverse());
  expect(rest.olderBefore).toBeNull();
  expect(items.find(({ entry }) => entry.sid === known)?.shown).toMatchObject({ status: "sent" });
  expect(items.filter(({ shown }) => shown !== null)).toHaveLength(1);
});

test("the truth about a message stands beside its record, and an unknown SID is not found", async () => {
  const [sid = ""] = await createMessages(1);
  await recordStatusEvents(database.db, [
    statusEvent({ sid, accountSid: simulator.accountSid, status: "sent" }),
  ]);
  const dependencies = reach();
  const message = await getSimulatedMessage(viewer, sid, dependencies);
  expect(message.entry.statuses.map(({ status }) => status)).toContain("delivered");
  expect(message.events.map(({ status }) => status)).toEqual(["sent"]);
  for (const strange of [`SM${"0".repeat(32)}`, "../settings"]) {
    await expect(getSimulatedMessage(viewer, strange, dependencies)).rejects.toMatchObject({
      code: "not_found",
    });
  }
});

test("a campaign is a batch to as many different recipients, at the pace asked for", async () => {
  const settings = settingsFor(simulator, database.url);
  const campaign = { sendKey: randomUUID(), messages: 1_000, ratePerSecond: 40 };
  const dependencies = { db: database.db, settings, client: clientFor(simulator) };
  const { batchId } = await startCampaign(sender, campaign, dependencies);
  const batch = await getSendBatch(sender, batchId, { db: database.db });
  expect(batch).toMatchObject({ total: 1_000, rows: 1_000, ratePerSecond: 40 });
  expect(await startCampaign(sender, campaign, dependencies)).toEqual({ batchId });
});

test("a campaign keeps to the countries that may be sent to", async () => {
  const settings = settingsFor(simulator, database.url);
  const start = (allowed: string[]) =>
    startCampaign(
      sender,
      { sendKey: randomUUID(), messages: 10, ratePerSecond: 40 },
      {
        db: database.db,
        settings: { ...settings, SEND_ALLOWED_PREFIXES: allowed as never[] },
        client: clientFor(simulator),
      },
    );
  await expect(start(["+81"])).rejects.toMatchObject({ code: "conflict" });
  const { batchId } = await start(["+353"]);
  const rows = await database.query<{ to_address: string }>(
    "SELECT to_address FROM send_batch_rows WHERE batch_id = $1",
    [batchId],
  );
  expect(rows).toHaveLength(10);
  expect(rows.every((row) => row.to_address.startsWith("+353"))).toBe(true);
});

test("the largest campaign fits into a batch", async () => {
  const settings = settingsFor(simulator, database.url);
  const { batchId } = await startCampaign(
    sender,
    { sendKey: randomUUID(), messages: MAX_CAMPAIGN_MESSAGES, ratePerSecond: 100 },
    { db: database.db, settings, client: clientFor(simulator) },
  );
  const batch = await getSendBatch(sender, batchId, { db: database.db });
  expect(batch.total).toBe(MAX_CAMPAIGN_MESSAGES);
});
