import "server-only";
import { ulid } from "ulid";
import type { NewBatch } from "@/lib/contracts/send-batch";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { prepareJobQueue } from "@/lib/db/job-queue";
import { type Database, database } from "@/lib/db/prisma";
import { insertSendBatch, type NewSendBatchRow } from "@/lib/db/send-batches";
import { AppError, type FieldErrors } from "@/lib/domain/app-error";
import type { JudgedRow } from "@/lib/domain/batch-verdict";
import { findTemplateFaults } from "@/lib/domain/body-template";
import { assertCan } from "@/lib/domain/permissions";
import { findSendFaults } from "@/lib/domain/send-rules";
import { toSenderAddress } from "@/lib/domain/sender-address";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { batchJobs } from "./batch-jobs";
import { type PlannedBatch, planSendBatch } from "./plan-send-batch";
import type { SendEnvironment } from "./send-settings";

export type CreateBatchDependencies = {
  db?: Database;
  settings?: SendEnvironment & { DIRECT_URL?: string | undefined };
  now?: Date;
};

/**
 * Keeps a list as a batch and has it sent: every row is judged once more, and jobs send those that are ready. The
 * same send key never makes a second batch. Throws `forbidden`, `invalid_input` with a sentence per field, and
 * `conflict` when the verdicts are no longer those the person agreed to; nothing is kept then.
 */
export async function createSendBatch(
  viewer: Viewer,
  form: NewBatch,
  { db = database(), settings = environment(), now = new Date() }: CreateBatchDependencies = {},
): Promise<{ batchId: string }> {
  assertCan(viewer, "messages.send");
  const plan = await planSendBatch(db, form, { allowedPrefixes: settings.SEND_ALLOWED_PREFIXES });
  if ("fault" in plan) throw invalid({ text: [plan.fault] });
  const faults = findBatchFaults(form, plan, { settings, now });
  if (Object.keys(faults).length > 0) throw invalid(faults);

  const sent = plan.rows.filter(({ isSent }) => isSent).length;
  if (sent !== form.confirmedMessages) {
    throw new AppError(
      "conflict",
      `${sent} messages would go out now, not ${form.confirmedMessages}: something changed since the list was checked. Look at it again.`,
    );
  }
  if (settings.DIRECT_URL) await prepareJobQueue(db, settings.DIRECT_URL);
  const isByNumber = form.sender === "number";
  const id = `batch_${ulid()}`;
  const batch = await insertSendBatch(
    db,
    {
      id,
      sendKey: form.sendKey,
      name: form.name,
      channel: form.channel,
      from: isByNumber ? toSenderAddress(form.channel, form.from) : null,
      messagingServiceSid: isByNumber ? null : form.messagingServiceSid,
      callback: isByNumber ? "message" : form.callback,
      body: form.body,
      isSmartEncoded: form.isSmartEncoded,
      reference: form.reference || null,
      ratePerSecond: form.ratePerSecond,
      createdById: viewer.id,
      createdBy: viewer.name,
    },
    toRows(plan),
    batchJobs(id),
  );
  if (batch.isNew) {
    await appendAuditEntry(db, {
      actor: viewer,
      action: "batch.created",
      subject: batch.id,
      details: { messages: sent },
    });
  }
  return { batchId: batch.id };
}

function invalid(fieldErrors: FieldErrors): AppError {
  return new AppError("invalid_input", "Some of this cannot be sent as it is.", { fieldErrors });
}

/** What would keep every message from being sent, by field of the form. */
function findBatchFaults(
  form: NewBatch,
  plan: PlannedBatch,
  { settings, now }: { settings: SendEnvironment; now: Date },
): FieldErrors {
  const faults: FieldErrors = {};
  const add = (field: string, sentence: string) => {
    faults[field] = [...(faults[field] ?? []), sentence];
  };
  for (const sentence of findTemplateFaults(form.body, plan.table.columns)) add("body", sentence);
  const isByNumber = form.sender === "number";
  if ((isByNumber || form.callback === "message") && !settings.PUBLIC_BASE_URL) {
    add("statusCallback", "PUBLIC_BASE_URL is not set, so there is no address to give to Twilio.");
  }
  const first = plan.rows.find(({ isSent }) => isSent);
  if (!first) add("text", "None of these rows can be sent to.");
  const found = findSendFaults(
    {
      to: first?.to ?? "",
      from: isByNumber ? toSenderAddress(form.channel, form.from) || undefined : undefined,
      messagingServiceSid: isByNumber ? undefined : form.messagingServiceSid || undefined,
      body: first?.text || form.body || undefined,
    },
    { now, live: settings.mode === "twilio" },
  );
  for (const { field, message } of found) if (field !== "to") add(field, message);
  return faults;
}

function toRows({ table, rows }: PlannedBatch): NewSendBatchRow[] {
  return rows.map((row: JudgedRow, index) => ({
    line: row.line,
    recipient: row.recipient,
    to: row.to,
    verdict: row.verdict,
    reason: row.reason,
    fields: Object.fromEntries(
      table.columns.map((name, column) => [name, table.rows[index]?.cells[column] ?? ""]),
    ),
    segments: row.segments,
    state: row.isSent ? "waiting" : "left_out",
  }));
}
