import "server-only";
import {
  type CallbackDetail,
  type CallbackDiagnosis,
  type CallbackMessage,
  type CallbackRow,
  callbackIdSchema,
  type Refusal,
  refusalReasonSchema,
} from "@/lib/contracts/callback";
import { type CallbackEventRecord, findCallbackEvent } from "@/lib/db/callback-events";
import { listTrackEvents } from "@/lib/db/message-rows";
import { findMessage, listQuarantinedFor } from "@/lib/db/messages";
import { type Database, database } from "@/lib/db/prisma";
import {
  countRefusedAlike,
  findRefusedCallback,
  type RefusedCallbackRecord,
  updateRefusedDiagnosis,
} from "@/lib/db/refused-callbacks";
import { AppError } from "@/lib/domain/app-error";
import type { Sight } from "@/lib/domain/masking";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import {
  claimedRecipient,
  isCut,
  toCallbackMessage,
  toDiagnosis,
  toEventRequest,
  toKeptRequest,
  toRefusedRequest,
} from "./callback-contracts";
import { shownAddress } from "./message-contracts";
import { diagnoseCallback } from "./quarantine-callback";
import { examineCallback } from "./receive-status-callback";
import { findSight } from "./sight";
import { callbackTrustOf, type DoorEnvironment } from "./status-callback-door";

export type CallbackDependencies = { db?: Database; env?: DoorEnvironment };

/**
 * One request that reached the callback door, with everything that is known about it. A refused one whose cause was
 * not looked into yet is looked into now. Throws `forbidden` and `not_found`.
 */
export async function getCallback(
  viewer: Viewer,
  id: string,
  { db = database(), env = environment() }: CallbackDependencies = {},
): Promise<CallbackDetail> {
  assertCan(viewer, "messages.read");
  const sight = await findSight(db, viewer);
  const [, kind, num, ordinal] = /^([er])(\d+)(?:-(\d+))?$/.exec(id) ?? [];
  if (!callbackIdSchema.safeParse(id).success || !num) throw notFound();
  if (kind === "r") {
    const record = await findRefusedCallback(db, num);
    if (!record) throw notFound();
    return toRefusedDetail(db, env, record, sight);
  }
  const record = await findCallbackEvent(db, num);
  const repetition = Number(ordinal ?? 0);
  if (!record || repetition > record.redelivered_at.length) throw notFound();
  return toEventDetail(db, record, repetition, sight);
}

function notFound(): AppError {
  return new AppError(
    "not_found",
    "There is no callback with this id (any more). Quarantine keeps 10,000.",
  );
}

async function findMessageOf(
  db: Database,
  idOrSid: string,
  sight: Sight,
): Promise<CallbackMessage | null> {
  const record = await findMessage(db, idOrSid);
  if (!record) return null;
  const [events, quarantined] = await Promise.all([
    listTrackEvents(db, [record.id]),
    record.sid === null ? [] : listQuarantinedFor(db, record.sid),
  ]);
  return toCallbackMessage(record, events, quarantined, sight);
}

async function toEventDetail(
  db: Database,
  record: CallbackEventRecord,
  repetition: number,
  sight: Sight,
): Promise<CallbackDetail> {
  const message = await findMessageOf(db, record.message_id, sight);
  const { received_at: firstAt, redelivered_at: laterAt } = record;
  const verdict = message?.origin === "orphan" ? "orphan" : "recorded";
  return {
    id: repetition === 0 ? `e${record.seq}` : `e${record.seq}-${repetition}`,
    verdict: repetition === 0 ? verdict : "repeated",
    receivedAt: laterAt[repetition - 1] ?? firstAt,
    status: record.status,
    errorCode: record.error_code,
    httpStatus: 200,
    reason: null,
    keyLabel: record.key_label,
    messageId: record.message_id,
    messageSid: message?.sid ?? null,
    to: message?.to ?? null,
    isReleased: record.is_released,
    request: toEventRequest(record, sight),
    times: [firstAt, ...laterAt].sort(),
    refusal: null,
    message,
  };
}

async function toRefusedDetail(
  db: Database,
  env: DoorEnvironment,
  kept: RefusedCallbackRecord,
  sight: Sight,
): Promise<CallbackDetail> {
  const record = await diagnoseIfNeeded(db, env, kept);
  const [message, sameCauseCount] = await Promise.all([
    record.claimed_sid === null ? null : findMessageOf(db, record.claimed_sid, sight),
    countRefusedAlike(db, record.id, record),
  ]);
  const shownWords = sight.numbers ? (text: string) => text : withoutQueries;
  const reason = refusalReasonSchema.parse(record.reason);
  const cannotVerify = whyNotAgain(record);
  const refusal: Refusal = {
    reason,
    finding: shownWords(record.finding),
    diagnosis: shownDiagnosis(toDiagnosis(record.diagnosis), shownWords),
    sameCauseCount,
    cannotVerify,
    isValidNow:
      cannotVerify === null && examineCallback(callbackTrustOf(env), toKeptRequest(record)).ok,
    releasedAt: record.released_at,
  };
  const row: CallbackRow = {
    id: `r${record.id}`,
    verdict: "refused",
    receivedAt: record.received_at,
    status: record.claimed_status,
    errorCode: null,
    httpStatus: record.http_status,
    reason,
    keyLabel: null,
    messageId: message?.id ?? null,
    messageSid: record.claimed_sid,
    to: message?.to ?? shownAddress(claimedRecipient(record.raw_body), sight),
    isReleased: record.released_at !== null,
  };
  const request = toRefusedRequest(record, sight);
  return { ...row, request, times: [record.received_at], refusal, message };
}

/** A query may hold a number in any encoding. */
function withoutQueries(text: string): string {
  return text.replace(/\?\S+/g, "?…");
}

/** The addresses in a diagnosis carry the query as it came. */
function shownDiagnosis(
  diagnosis: CallbackDiagnosis | null,
  shown: (text: string) => string,
): CallbackDiagnosis | null {
  if (diagnosis === null) return null;
  const { signedUrl, checkedUrl, attempts } = diagnosis;
  return {
    ...diagnosis,
    ...(signedUrl === undefined ? {} : { signedUrl: shown(signedUrl) }),
    checkedUrl: shown(checkedUrl),
    attempts: attempts.map((attempt) => ({
      ...attempt,
      address: shown(attempt.address),
      url: shown(attempt.url),
    })),
  };
}

/** Above the rate of diagnoses a refused callback is kept without one. */
async function diagnoseIfNeeded(
  db: Database,
  env: DoorEnvironment,
  record: RefusedCallbackRecord,
): Promise<RefusedCallbackRecord> {
  const isWanted = record.diagnosis === null && whyNotAgain(record) === null;
  if (!isWanted) return record;
  const diagnosis = diagnoseCallback(toKeptRequest(record), {
    keyring: callbackTrustOf(env).keyring,
    publicBaseUrl: env.PUBLIC_BASE_URL ?? null,
  });
  const finding = diagnosis.sentence;
  const { reason, http_status: httpStatus } = record;
  const isSigned = diagnosis.found;
  await updateRefusedDiagnosis(db, record.id, { reason, httpStatus, finding, diagnosis, isSigned });
  return { ...record, diagnosis, finding };
}

/** Why a kept callback cannot be verified again; null when it can. */
export function whyNotAgain(record: RefusedCallbackRecord): string | null {
  if (record.released_at !== null) return "It left quarantine for the timeline.";
  if (record.http_status !== 403) {
    return "It was not refused for its signature: no setting makes a status callback of it.";
  }
  if (!isCut(record)) return null;
  const kept = record.raw_body.byteLength.toLocaleString("en");
  return record.body_bytes > record.raw_body.byteLength
    ? `Of its ${record.body_bytes.toLocaleString("en")} bytes the first ${kept} were kept, so its signature cannot be verified again.`
    : "Its address was too long to be kept whole, so its signature cannot be verified again.";
}
