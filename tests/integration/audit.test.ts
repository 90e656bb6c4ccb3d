import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messageExportSchema } from "@/lib/contracts/message-list";
import { recordStatusEvents } from "@/lib/db/status-events";
import { adoptOrphan } from "@/lib/services/adopt-orphan";
import { cancelMessage } from "@/lib/services/cancel-message";
import { cancelSendBatch, pauseSendBatch, resumeSendBatch } from "@/lib/services/change-send-batch";
import { changeSimulator } from "@/lib/services/change-simulator";
import { createSendBatch } from "@/lib/services/create-send-batch";
import { decideUnknownSubmission } from "@/lib/services/decide-unknown-submission";
import { deleteMessageAtTwilio } from "@/lib/services/delete-message-at-twilio";
import { exportMessages } from "@/lib/services/export-messages";
import { exportSendBatch } from "@/lib/services/export-send-batch";
import { listAudit } from "@/lib/services/list-audit";
import { redactMessage } from "@/lib/services/redact-message";
import { resendMessages } from "@/lib/services/resend-messages";
import { sendForm } from "@/lib/services/send-form";
import { simulatorControl } from "@/lib/services/simulator-control";
import { startCampaign } from "@/lib/services/start-campaign";
import { createStatusCallbackDoor } from "@/lib/services/status-callback-door";
import { verifyRefusedCallback } from "@/lib/services/verify-refused-callback";
import { statusEvent } from "../support/status-event-factory";
import { BASE_URL, callbackForm, callbackRequest, doorEnvironment } from "./callback-door-fixture";
import { newBatch } from "./send-batches/batch-fixture";
import {
  FROM,
  formTo,
  openSendingPlace,
  SERVICE,
  type SendingPlace,
  sender,
  viewerOf,
} from "./sending/sending-fixture";

const TO = "+14155550100";
/** A number at which the simulator's messages fail. */
const FAILING = "+15006630005";
const admin = viewerOf("admin");
const BODY = "Your table is ready.";
const sendKey = () => randomUUID();

let place: SendingPlace;
beforeAll(async () => {
  place = await openSendingPlace();
});
afterAll(() => place.close());

/** What was written down about one thing, oldest first. */
async function entriesOf(subject: string) {
  const { entries } = await listAudit(admin, {}, place.database.db);
  return entries
    .filter((entry) => entry.subject === subject)
    .map(({ actor, action, details }) => ({ actor, action, details }))
    .reverse();
}

/** The newest row about one thing as the database keeps it, whole. */
async function newestRow(action: string, subject: string) {
  const [row] = await place.database.query(
    "SELECT actor_id, actor_name, action, subject, details FROM audit_entries WHERE action = $1 AND subject = $2 ORDER BY id DESC LIMIT 1",
    [action, subject],
  );
  return row;
}

/** A row that names who, what and which, and holds these details and nothing else. */
const row = (
  who: { id: string; name: string },
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
) => ({ actor_id: who.id, actor_name: who.name, action, subject, details });

async function sendOne(to: string, changes: Parameters<typeof formTo>[1] = {}): Promise<string> {
  const { messages } = await sendForm(sender, formTo(to, changes), place.deps);
  return messages[0]?.messageId ?? "";
}

const by = (action: string, details: Record<string, unknown> = {}) => ({
  actor: "Ada Byron",
  action,
  details,
});

describe("the audit says who", () => {
  test("sent a message, once however often its form arrives", async () => {
    const form = formTo(TO);
    const [id] = await Promise.all(
      [1, 2, 3].map(async () => (await sendForm(sender, form, place.deps)).messages[0]?.messageId),
    );
    expect(await entriesOf(id ?? "")).toEqual([by("message.sent", { messages: 1 })]);
  });

  test("sent to several at once, under what they have in common", async () => {
    const { batchId } = await sendForm(sender, formTo(`${TO}, +14155550102`), place.deps);
    expect(await entriesOf(batchId ?? "")).toEqual([by("message.sent", { messages: 2 })]);
  });

  test("canceled, redacted and sent again", async () => {
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const later = await sendOne(TO, { sender: "service", messagingServiceSid: SERVICE, sendAt });
    await cancelMessage(sender, later, place.deps);
    expect((await entriesOf(later)).at(-1)).toEqual(by("message.canceled"));

    const sent = await sendOne(TO);
    await place.simulator.settled({ timeoutMs: 10_000 });
    await redactMessage(admin, sent, place.deps);
    expect((await entriesOf(sent)).at(-1)).toEqual(by("message.redacted"));

    const failed = await sendOne(FAILING);
    await place.simulator.settled({ timeoutMs: 10_000 });
    const [again] = await resendMessages(
      sender,
      { messageIds: [failed], sendKey: sendKey() },
      place.deps,
    );
    expect(await entriesOf(again?.outcome?.messageId ?? "")).toEqual([
      by("message.resent", { instead_of: failed }),
    ]);
  });

  test("sent a list, paused, resumed and ended it, and took its outcome away", async () => {
    const { db } = place.database;
    const form = newBatch({ text: `phone,n\n${TO},1`, confirmedMessages: 1 });
    const connectionString = place.database.url;
    const keeping = { db, settings: { ...place.settings, DIRECT_URL: connectionString } };
    const { batchId } = await createSendBatch(sender, form, keeping);
    await createSendBatch(sender, form, keeping);
    await pauseSendBatch(sender, batchId, { db });
    await resumeSendBatch(sender, batchId, { db, connectionString });
    await cancelSendBatch(sender, batchId, { db });
    await exportSendBatch(sender, batchId, { db });
    expect((await entriesOf(batchId)).map(({ action }) => action)).toEqual([
      "batch.created",
      "batch.paused",
      "batch.resumed",
      "batch.canceled",
      "batch.exported",
    ]);
  });

  test("exported messages, and by which filters, but not what was looked for", async () => {
    const request = messageExportSchema.parse({ range: "all", to: TO });
    const { pieces } = exportMessages(viewerOf("viewer"), request, place.deps);
    await pieces.next();
    const [entry] = (await listAudit(admin, { action: "messages.exported" }, place.database.db))
      .entries;
    expect(entry?.details.filters).toContain("to");
    const [row] = await place.database.query("SELECT * FROM audit_entries WHERE action = $1", [
      "messages.exported",
    ]);
    expect(JSON.stringify(row)).not.toContain(TO.slice(1));
  });
});

describe("the audit says who, and of the message itself no more than its id,", () => {
  test("deleted a message at Twilio", async () => {
    const sent = await sendOne(TO);
    await place.simulator.settled({ timeoutMs: 10_000 });
    await deleteMessageAtTwilio(admin, sent, place.deps);
    expect(await newestRow("message.deleted", sent)).toEqual(row(admin, "message.deleted", sent));
  });

  test("decided what became of a message whose create call was not answered", async () => {
    const [toOne, toOther] = ["+14155553001", "+14155553002"];
    place.simulator.applySettings({ misbehaviour: { lose: 1, cutAfterAccepting: 1 } });
    const [one, other] = [await sendOne(toOne), await sendOne(toOther)];
    place.simulator.applySettings({ misbehaviour: { cutAfterAccepting: 0 } });
    const sid = place.simulator.ledger().find(({ to }) => to === toOther)?.sid ?? "";
    await decideUnknownSubmission(sender, one, { kind: "not_sent" }, place.deps);
    await decideUnknownSubmission(sender, other, { kind: "sent", sid }, place.deps);
    await place.simulator.settled({ timeoutMs: 10_000 });
    place.simulator.applySettings({ preset: "calm" });
    expect(await newestRow("message.decided", one)).toEqual(
      row(sender, "message.decided", one, { as: "not_sent" }),
    );
    expect(await newestRow("message.decided", other)).toEqual(
      row(sender, "message.decided", other, { as: "sent" }),
    );
  });

  test("adopted a message that was not sent from here", async () => {
    const { sid } = await place.client.messages.create({ to: TO, from: FROM, body: BODY });
    const { accountSid } = place.simulator;
    const { db } = place.database;
    const [orphan] = await recordStatusEvents(db, [
      statusEvent({ sid, accountSid, status: "sent" }),
    ]);
    const id = orphan?.messageId ?? "";
    await adoptOrphan(admin, id, { db, clients: () => place.client });
    expect(await newestRow("orphan.adopted", id)).toEqual(row(admin, "orphan.adopted", id));
  });
});

test("the audit says who verified a refused callback again, and how many it let in, but not what they said", async () => {
  const { db } = place.database;
  const closed = createStatusCallbackDoor(db, {
    ...doorEnvironment,
    PUBLIC_BASE_URL: "http://milepost.internal",
  });
  await closed.receive(callbackRequest({ form: callbackForm({ To: TO }) }));
  await closed.idle();
  const [{ id } = { id: "" }] = await place.database.query<{ id: string }>(
    "SELECT 'r' || max(id) AS id FROM refused_callbacks",
  );
  const env = { ...doorEnvironment, PUBLIC_BASE_URL: BASE_URL };
  await verifyRefusedCallback(admin, id, { db, env });
  expect(await newestRow("callback.verified", id)).toEqual(
    row(admin, "callback.verified", id, { recorded: 1, stillRefused: 0 }),
  );
});

test("the audit says who changed the simulator, and to what", async () => {
  const { db } = place.database;
  const control = simulatorControl(place.simulator.url);
  for (const preset of ["chaos", "calm"] as const) {
    await changeSimulator(admin, { preset }, { db, control });
    expect(await newestRow("simulator.changed", "")).toEqual(
      row(admin, "simulator.changed", "", { preset }),
    );
  }
  const change = { timeScale: 2, outcomes: { read: 0.5 }, misbehaviour: { lose: 0.025 } };
  await changeSimulator(admin, change, { db, control });
  expect(await newestRow("simulator.changed", "")).toEqual(
    row(admin, "simulator.changed", "", { timeScale: "2", read: "50 %", lose: "2.5 %" }),
  );
});

test("the audit says who started a campaign, and of how many messages, but not to whom", async () => {
  const campaign = { sendKey: sendKey(), messages: 3, ratePerSecond: 40 };
  const settings = { ...place.settings, DIRECT_URL: place.database.url };
  const { batchId } = await startCampaign(sender, campaign, { ...place.deps, settings });
  expect(await newestRow("batch.created", batchId)).toEqual(
    row(sender, "batch.created", batchId, { messages: 3 }),
  );
});

test("what is written down cannot be changed, removed or emptied, also by who runs the product", async () => {
  await sendOne(TO);
  for (const statement of [
    "UPDATE audit_entries SET actor_name = 'Somebody else'",
    "DELETE FROM audit_entries",
    "TRUNCATE audit_entries",
  ]) {
    await expect(place.database.query(statement)).rejects.toThrow("append-only");
  }
});
