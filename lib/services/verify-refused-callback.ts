import "server-only";
import type { ReleaseOutcome } from "@/lib/contracts/callback";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { isBadInput } from "@/lib/db/database-error";
import { createGroupCommit } from "@/lib/db/group-commit";
import type { NewStatusEvent } from "@/lib/db/new-status-event";
import { type Database, database } from "@/lib/db/prisma";
import {
  findRefusedCallback,
  listRefusedAlike,
  type RefusedCallbackRecord,
  type RefusedOutcome,
  releaseRefusedCallbacks,
} from "@/lib/db/refused-callbacks";
import { type RecordedStatusEvent, recordStatusEvents } from "@/lib/db/status-events";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { log } from "@/lib/log";
import { answerFor } from "@/lib/twilio/refusal-reason";
import { toKeptRequest } from "./callback-contracts";
import { type CallbackFollowUp, createCallbackFollowUp } from "./follow-up-callback";
import { type CallbackDependencies, whyNotAgain } from "./get-callback";
import { diagnoseCallback, isAboutSignature } from "./quarantine-callback";
import {
  type CallbackTrust,
  type ExaminedCallback,
  examineCallback,
} from "./receive-status-callback";
import { callbackTrustOf } from "./status-callback-door";

const BATCH = 100;
/** A diagnosis costs milliseconds of the processor: so many are made anew at most. */
const MAX_DIAGNOSED_ANEW = 100;

/**
 * Verifies a refused callback again with today's settings, and with it every other that waits for the same cause.
 * What is valid now is recorded with its original receive time and leaves quarantine; of what is not, the finding is
 * brought up to date. Throws `forbidden`, `not_found`, and `conflict` when it cannot be verified again.
 */
export async function verifyRefusedCallback(
  viewer: Viewer,
  id: string,
  { db = database(), env = environment() }: CallbackDependencies = {},
): Promise<ReleaseOutcome> {
  assertCan(viewer, "callbacks.verify");
  const chosenId = /^r([1-9]\d{0,17})$/.exec(id)?.[1];
  const chosen = chosenId ? await findRefusedCallback(db, chosenId) : null;
  if (!chosen) {
    throw new AppError("not_found", "There is no refused callback with this id (any more).");
  }
  const obstacle = whyNotAgain(chosen);
  if (obstacle !== null) throw new AppError("conflict", obstacle);

  const others = (await listRefusedAlike(db, chosen)).filter((other) => other !== chosen.id);
  const session = createSession(db, callbackTrustOf(env), env.PUBLIC_BASE_URL ?? null);
  const ids = [chosen.id, ...others];
  for (let from = 0; from < ids.length; from += BATCH) {
    await releaseRefusedCallbacks(db, ids.slice(from, from + BATCH), session.judge);
  }
  await session.followUp.idle();
  const { recorded, stillRefused, cut, findings } = session;
  await appendAuditEntry(db, {
    actor: viewer,
    action: "callback.verified",
    subject: id,
    details: { recorded, stillRefused },
  });
  return { recorded, stillRefused, cut, finding: findings.get(chosen.id) ?? null };
}

type Session = {
  recorded: number;
  stillRefused: number;
  cut: number;
  /** Why each one that was verified is still refused. */
  findings: Map<string, string>;
  followUp: CallbackFollowUp;
  judge: (records: RefusedCallbackRecord[]) => Promise<RefusedOutcome[]>;
};

function createSession(db: Database, trust: CallbackTrust, publicBaseUrl: string | null): Session {
  const commits = createGroupCommit<NewStatusEvent, RecordedStatusEvent>({
    write: (events) => recordStatusEvents(db, events),
    maxBatch: BATCH,
    maxWaiting: BATCH,
    isItemFault: isBadInput,
  });
  let diagnosesLeft = MAX_DIAGNOSED_ANEW;
  const session: Session = {
    recorded: 0,
    stillRefused: 0,
    cut: 0,
    findings: new Map(),
    followUp: createCallbackFollowUp(db),
    judge: (records) => Promise.all(records.map(judgeOne)),
  };

  async function judgeOne(record: RefusedCallbackRecord): Promise<RefusedOutcome> {
    if (whyNotAgain(record) !== null) {
      session.cut += 1;
      return null;
    }
    const examined = examineCallback(trust, toKeptRequest(record));
    if (!examined.ok) return refuseAgain(record, examined);
    try {
      const recorded = await commits.add(examined.event);
      session.recorded += 1;
      session.followUp.add(examined, recorded);
      return { eventSeq: recorded.seq };
    } catch (err) {
      if (!isBadInput(err)) throw err;
      log.error({ err, refusedId: record.id }, "A callback from quarantine could not be recorded");
      session.stillRefused += 1;
      session.findings.set(record.id, "It is valid, but the database cannot hold what it says.");
      return null;
    }
  }

  function refuseAgain(
    record: RefusedCallbackRecord,
    examined: Extract<ExaminedCallback, { ok: false }>,
  ): RefusedOutcome {
    session.stillRefused += 1;
    const { reason } = examined;
    if (!isAboutSignature(examined)) {
      session.findings.set(record.id, examined.sentence);
      const httpStatus = answerFor(reason);
      return {
        reason,
        httpStatus,
        finding: examined.sentence,
        diagnosis: null,
        isSigned: examined.isSigned,
      };
    }
    if (diagnosesLeft === 0) return null;
    diagnosesLeft -= 1;
    const diagnosis = diagnoseCallback(toKeptRequest(record), {
      keyring: trust.keyring,
      publicBaseUrl,
    });
    session.findings.set(record.id, diagnosis.sentence);
    return {
      reason,
      httpStatus: answerFor(reason),
      finding: diagnosis.sentence,
      diagnosis,
      isSigned: diagnosis.found,
    };
  }

  return session;
}
