import "server-only";
import { hash } from "node:crypto";
import { isBadInput } from "@/lib/db/database-error";
import { createGroupCommit } from "@/lib/db/group-commit";
import type { Database } from "@/lib/db/prisma";
import {
  type NewRefusedCallback,
  recordRefusedCallbacks,
  trimRefusedCallbacks,
} from "@/lib/db/refused-callbacks";
import { instantFromUs } from "@/lib/domain/instant";
import { createKeyedTokenBuckets, createTokenBucket } from "@/lib/domain/token-bucket";
import { log } from "@/lib/log";
import type { AccountKeyring } from "@/lib/twilio/account-keys";
import { answerFor } from "@/lib/twilio/refusal-reason";
import { diagnoseSignature, type SignatureDiagnosis } from "@/lib/twilio/signature-diagnosis";
import { keepHeaders } from "./callback-headers";
import { type CallbackRefusal, type CallbackRequest, headerOf } from "./receive-status-callback";

/**
 * Quarantine is bounded in number, size and rate, so that nobody can fill the disk or burn the processor. What comes
 * from one sender for one reason has half of the rate, and what comes again and again the same has next to none, so
 * that a flood leaves room for others; what a key of ours signed has a rate of its own.
 */
export const QUARANTINE_LIMITS = {
  maxKept: 10_000,
  maxBodyBytes: 16 * 1024,
  maxTargetLength: 4_096,
  keptPerSecond: 50,
  keptBurst: 500,
  diagnosedPerSecond: 10,
  diagnosedBurst: 50,
  sameBurst: 10,
  samePerSecond: 0.1,
};

const MAX_BATCH = 100;
const MAX_SHARES = 1_000;
/** The largest number that the column holds. */
const MAX_COUNTED_BYTES = 2_147_483_647;
const STATUS_WORD = /^[\w-]{1,64}$/;

export type QuarantineSettings = {
  db: Database;
  keyring: AccountKeyring;
  publicBaseUrl: string | null;
  limits?: Partial<typeof QUARANTINE_LIMITS>;
};

export type Quarantine = {
  /** Resolves when the refusal is kept, or is above the rate. Rejects with the database's error. */
  keep(refusal: CallbackRefusal): Promise<void>;
  /** Resolves when nothing is left to write. */
  idle(): Promise<void>;
};

/** Keeps refused callbacks with their finding, within the limits; above the rate they are only answered. */
export function createQuarantine(settings: QuarantineSettings): Quarantine {
  const limits = { ...QUARANTINE_LIMITS, ...settings.limits };
  const kept = createSharedRate(limits.keptPerSecond, limits.keptBurst);
  const keptSigned = createSharedRate(limits.keptPerSecond, limits.keptBurst);
  const diagnosed = createSharedRate(limits.diagnosedPerSecond, limits.diagnosedBurst);
  const same = createKeyedTokenBuckets(
    { perSecond: limits.samePerSecond, burst: limits.sameBurst },
    MAX_SHARES,
  );
  const trimEvery = Math.ceil(limits.maxKept / 20);
  let sinceTrim = trimEvery;
  let trimming: Promise<void> = Promise.resolve();
  const trimAfter = (count: number) => {
    sinceTrim += count;
    if (sinceTrim < trimEvery) return;
    sinceTrim = 0;
    trimming = trimRefusedCallbacks(settings.db, limits.maxKept).then(
      () => undefined,
      (err) => log.warn({ err }, "Quarantine could not be trimmed"),
    );
  };
  const commits = createGroupCommit<NewRefusedCallback, void>({
    write: async (refused) => {
      await recordRefusedCallbacks(settings.db, refused);
      trimAfter(refused.length);
      return refused.map(() => undefined);
    },
    maxBatch: MAX_BATCH,
    maxWaiting: 2 * limits.keptBurst,
    isItemFault: isBadInput,
  });

  return {
    async keep(refusal) {
      const nowMs = refusal.request.receivedAtUs / 1000;
      const share = shareOf(refusal);
      const isWithinRate =
        same.take(digestOf(refusal.request), nowMs) &&
        (refusal.isSigned ? keptSigned : kept).take(share, nowMs);
      if (!isWithinRate) return;
      const diagnosis =
        isAboutSignature(refusal) && diagnosed.take(share, nowMs)
          ? diagnoseCallback(refusal.request, settings)
          : null;
      await commits.add(toRow(refusal, diagnosis));
    },
    idle: async () => {
      await commits.idle();
      await trimming;
    },
  };
}

/** A rate of which no share has more than half. */
function createSharedRate(perSecond: number, burst: number) {
  const whole = createTokenBucket({ perSecond, burst });
  const shares = createKeyedTokenBuckets(
    { perSecond: perSecond / 2, burst: Math.ceil(burst / 2) },
    MAX_SHARES,
  );
  return {
    take: (share: string, nowMs: number) => shares.take(share, nowMs) && whole.take(nowMs),
  };
}

function shareOf({ reason, request }: CallbackRefusal): string {
  return `${reason} ${request.remoteAddress ?? ""}`;
}

function digestOf(request: CallbackRequest): string {
  const signature = headerOf(request, "x-twilio-signature") ?? "";
  const body = request.rawBody.subarray(0, QUARANTINE_LIMITS.maxBodyBytes);
  const bytes = Buffer.concat([Buffer.from(`${request.rawTarget}\0${signature}\0`), body]);
  return hash("sha256", bytes, "base64");
}

/** Whether a diagnosis can say what would have made the request valid. */
export function isAboutSignature({ reason }: Pick<CallbackRefusal, "reason">): boolean {
  return answerFor(reason) === 403;
}

/** What would have made a request's signature valid under these settings. Throws nothing. */
export function diagnoseCallback(
  request: Pick<CallbackRequest, "rawTarget" | "headers" | "rawBody">,
  settings: Pick<QuarantineSettings, "keyring" | "publicBaseUrl">,
): SignatureDiagnosis {
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
    isSigned: refusal.isSigned || diagnosis?.found === true,
    target: request.rawTarget.slice(0, QUARANTINE_LIMITS.maxTargetLength),
    headers: keepHeaders(request.headers),
    rawBody: request.rawBody.subarray(0, QUARANTINE_LIMITS.maxBodyBytes),
    bodyBytes: Math.min(request.bodyBytes ?? request.rawBody.byteLength, MAX_COUNTED_BYTES),
    claimedSid: claimed("MessageSid", /^(SM|MM)[0-9a-fA-F]{32}$/),
    claimedAccountSid: claimed("AccountSid", /^AC[0-9a-fA-F]{32}$/),
    claimedStatus: claimed("MessageStatus", STATUS_WORD) ?? claimed("SmsStatus", STATUS_WORD),
    remoteAddress: request.remoteAddress,
    receivedAt: instantFromUs(request.receivedAtUs),
  };
}
