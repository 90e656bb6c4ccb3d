import type { Attempt } from "./callback-client";
import type { CallbackParam } from "./callback-params";
import type { CreateBehaviour } from "./create-behaviour";
import type { Emission } from "./emissions";

/** What really happened, kept apart from what the API and the callbacks tell. */

export type LedgerCallback = {
  /** Position among the callbacks of its message, in the order they were sent. */
  index: number;
  kind: Emission["kind"];
  status: string;
  idempotencyToken: string;
  url: string;
  signature: string;
  params: CallbackParam[];
  queuedAt: number;
  outcome: "pending" | "answered" | "refused" | "failed" | "lost-on-purpose";
  attempts: Attempt[];
  /** Sent after a callback of a later status. */
  isLate: boolean;
  wrongSignature: boolean;
  changedFrom: boolean;
  unknownParameter: boolean;
  slowBody: boolean;
};

export type LedgerEntry = {
  ordinal: number;
  sid: string;
  accountSid: string;
  /** Same message content and same attempt give the same key in any run with this seed. */
  contentKey: string;
  attempt: number;
  to: string;
  messagingServiceSid: string | null;
  body: string;
  outcome: string;
  create: {
    behaviour: CreateBehaviour;
    initialStatus: string;
    at: number;
    answeredAt: number | null;
  };
  statuses: { status: string; errorCode: number | null; at: number }[];
  callbacks: LedgerCallback[];
};

/** A create call that made no message. */
export type RefusedCreate = {
  at: number;
  accountSid: string;
  to: string | null;
  contentKey: string | null;
  attempt: number | null;
  reason: "invalid" | "too-many-requests" | "server-error" | "cut-before-accepting";
  httpStatus: number | null;
  code: number | null;
};

export type LedgerSummary = {
  created: number;
  refused: Record<RefusedCreate["reason"], number>;
  createBehaviours: Record<string, number>;
  statuses: Record<string, number>;
  /** Contents that were accepted more than once: a client that sent again after an unclear answer. */
  acceptedMoreThanOnce: number;
  callbacks: {
    planned: number;
    answered: number;
    refused: number;
    failed: number;
    lostOnPurpose: number;
    pending: number;
    repeated: number;
    resent: number;
    invented: number;
    late: number;
    wrongSignature: number;
    retries: number;
    attempts: number;
  };
};

export type Ledger = {
  entries: LedgerEntry[];
  bySid: Map<string, LedgerEntry>;
  refused: RefusedCreate[];
};

export function createLedger(): Ledger {
  return { entries: [], bySid: new Map(), refused: [] };
}

export function summarise(ledger: Ledger): LedgerSummary {
  const summary: LedgerSummary = {
    created: ledger.entries.length,
    refused: {
      invalid: 0,
      "too-many-requests": 0,
      "server-error": 0,
      "cut-before-accepting": 0,
    },
    createBehaviours: {},
    statuses: {},
    acceptedMoreThanOnce: 0,
    callbacks: {
      planned: 0,
      answered: 0,
      refused: 0,
      failed: 0,
      lostOnPurpose: 0,
      pending: 0,
      repeated: 0,
      resent: 0,
      invented: 0,
      late: 0,
      wrongSignature: 0,
      retries: 0,
      attempts: 0,
    },
  };
  const accepted = new Map<string, number>();
  for (const refused of ledger.refused) summary.refused[refused.reason] += 1;
  for (const entry of ledger.entries) {
    const { behaviour } = entry.create;
    summary.createBehaviours[behaviour] = (summary.createBehaviours[behaviour] ?? 0) + 1;
    const status = entry.statuses.at(-1)?.status ?? entry.create.initialStatus;
    summary.statuses[status] = (summary.statuses[status] ?? 0) + 1;
    accepted.set(entry.contentKey, (accepted.get(entry.contentKey) ?? 0) + 1);
    for (const callback of entry.callbacks) count(summary.callbacks, callback);
  }
  summary.acceptedMoreThanOnce = [...accepted.values()].filter((times) => times > 1).length;
  return summary;
}

function count(counts: LedgerSummary["callbacks"], callback: LedgerCallback) {
  counts.planned += 1;
  if (callback.outcome === "lost-on-purpose") counts.lostOnPurpose += 1;
  else counts[callback.outcome] += 1;
  if (callback.kind === "repeat") counts.repeated += 1;
  if (callback.kind === "resend") counts.resent += 1;
  if (callback.kind === "invented-status") counts.invented += 1;
  if (callback.isLate) counts.late += 1;
  if (callback.wrongSignature) counts.wrongSignature += 1;
  counts.attempts += callback.attempts.length;
  const real = callback.attempts.filter((attempt) => attempt.result !== "stale-connection");
  counts.retries += Math.max(0, real.length - 1);
}
