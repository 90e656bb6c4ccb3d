import "server-only";
import { createGroupCommit } from "@/lib/db/group-commit";
import type { Database } from "@/lib/db/prisma";
import {
  type NewRefusedCallback,
  recordRefusedCallbacks,
  trimRefusedCallbacks,
} from "@/lib/db/refused-callbacks";
import { instantFromUs } from "@/lib/domain/instant";
import { createTokenBucket } from "@/lib/domain/token-bucket";
import type { AccountKeyring } from "@/lib/twilio/account-keys";
import { answerFor } from "@/lib/twilio/refusal-reason";
import { diagnoseSignature, type SignatureDiagnosis } from "@/lib/twilio/signature-diagnosis";
import { keepHeaders } from "./callback-headers";
import { type CallbackRefusal, headerOf } from "./receive-status-callback";

/** Quarantine is bounded in number, size and rate, so that nobody can fill the disk or burn the processor. */
export const QUARANTINE_LIMITS = {
  maxKept: 10_000,
  maxBodyBytes: 16 * 1024,
  maxTargetLength: 4_096,
  keptPerSecond: 50,
  keptBurst: 500,
  diagnosedPerSecond: 10,
  diagnosedBurst: 50,
};

const TRIM_EVERY = 500;
const MAX_BATCH = 100;

export type QuarantineSettings = {
  db: Database;
  keyring: AccountKeyring;
  publicBaseUrl: string | null;
};

/**
 * Keeps a refused callback with its finding, within the limits; above the rate it is only answered. The returned
 * function throws the database's error when the row could not be written.
 */
export function createQuarantine(settings: QuarantineSettings) {
  const kept = createTokenBucket({
    perSecond: QUARANTINE_LIMITS.keptPerSecond,
    burst: QUARANTINE_LIMITS.keptBurst,
  });
  const diagnosed = createTokenBucket({
    perSecond: QUARANTINE_LIMITS.diagnosedPerSecond,
    burst: QUARANTINE_LIMITS.diagnosedBurst,
  });
  let sinceTrim = TRIM_EVERY;
  const commits = createGroupCommit<NewRefusedCallback, void>({
    write: async (refused) => {
      await recordRefusedCallbacks(settings.db, refused);
      sinceTrim += refused.length;
      if (sinceTrim >= TRIM_EVERY) {
        sinceTrim = 0;
        await trimRefusedCallbacks(settings.db, QUARANTINE_LIMITS.maxKept);
      }
      return refused.map(() => undefined);
    },
    maxBatch: MAX_BATCH,
    maxWaiting: QUARANTINE_LIMITS.keptBurst,
    isItemFault: () => true,
  });

  return async (refusal: CallbackRefusal): Promise<void> => {
    const nowMs = refusal.request.receivedAtUs / 1000;
    if (!kept.take(nowMs)) return;
    const diagnosis =
      isAboutSignature(refusal) && diagnosed.take(nowMs) ? diagnose(refusal, settings) : null;
    await commits.add(toRow(refusal, diagnosis));
  };
}

/** Whether a diagnosis can say what would have made the request valid. */
export function isAboutSignature({ reason }: Pick<CallbackRefusal, "reason">): boolean {
  return answerFor(reason) === 403;
}

function diagnose({ request }: CallbackRefusal, settings: QuarantineSettings): SignatureDiagnosis {
  return diagnoseSignature({
    method: "POST",
    rawTarget: request.rawTarget,
    headers: Object.fromEntries(
      request.headers.map(([name, value]) => [name.toLowerCase(), value]),
    ),
    rawBody: request.rawBody,
    signature: headerOf(request, "x-twilio-signature"),
    publicBaseUrl: settings.publicBaseUrl ?? "",
    keyring: settings.keyring,
  });
}

function toRow(refusal: CallbackRefusal, diagnosis: SignatureDiagnosis | null): NewRefusedCallback {
  const { request, reason, sentence, pairs } = refusal;
  const claimed = (name: string, pattern: RegExp) => {
    const value = pairs.find(([known]) => known === name)?.[1] ?? "";
    return pattern.test(value) ? value : null;
  };
  return {
    reason,
    httpStatus: answerFor(reason),
    finding: diagnosis?.sentence ?? sentence,
    diagnosis,
    target: request.rawTarget.slice(0, QUARANTINE_LIMITS.maxTargetLength),
    headers: keepHeaders(request.headers),
    rawBody: request.rawBody.subarray(0, QUARANTINE_LIMITS.maxBodyBytes),
    bodyBytes: request.rawBody.byteLength,
    claimedSid: claimed("MessageSid", /^(SM|MM)[0-9a-fA-F]{32}$/),
    claimedAccountSid: claimed("AccountSid", /^AC[0-9a-fA-F]{32}$/),
    claimedStatus: claimed("MessageStatus", /^[\w-]{1,64}$/),
    remoteAddress: request.remoteAddress,
    receivedAt: instantFromUs(request.receivedAtUs),
  };
}
