import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messageExportSchema } from "@/lib/contracts/message-list";
import { cancelMessage } from "@/lib/services/cancel-message";
import { cancelSendBatch, pauseSendBatch, resumeSendBatch } from "@/lib/services/change-send-batch";
import { createSendBatch } from "@/lib/services/create-send-batch";
import { exportMessages } from "@/lib/services/export-messages";
import { exportSendBatch } from "@/lib/services/export-send-batch";
import { listAudit } from "@/lib/services/list-audit";
import { redactMessage } from "@/lib/services/redact-message";
import { resendMessages } from "@/lib/services/resend-messages";
import { sendForm } from "@/lib/services/send-form";
import { newBatch } from "./send-batches/batch-fixture";
import {
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
