import "server-only";
import { isBadInput } from "@/lib/db/database-error";
import { createGroupCommit } from "@/lib/db/group-commit";
import type { NewStatusEvent } from "@/lib/db/new-status-event";
import { type Database, database } from "@/lib/db/prisma";
import { type RecordedStatusEvent, recordStatusEvents } from "@/lib/db/status-events";
import { type Environment, environment } from "@/lib/env";
import { createAccountKeyring } from "@/lib/twilio/account-keys";
import { parsePublicBaseUrl } from "@/lib/twilio/public-url";
import { createCallbackFollowUp } from "./follow-up-callback";
import { createQuarantine } from "./quarantine-callback";
import {
  type CallbackAnswer,
  type CallbackRequest,
  type CallbackTrust,
  createStatusCallbackReceiver,
  type StatusCallbackReceiver,
} from "./receive-status-callback";
import { createRefusalPace } from "./refusal-pace";

const MAX_BATCH = 200;
const MAX_WAITING = 5_000;
/** Measured: with so many waiting, PostgreSQL and this process work side by side instead of in turn. */
const OVERLAP_FROM = 32;

export type DoorEnvironment = Pick<
  Environment,
  | "TWILIO_ACCOUNT_SID"
  | "TWILIO_AUTH_TOKEN"
  | "TWILIO_AUTH_TOKEN_PREVIOUS"
  | "TWILIO_SUBACCOUNTS"
  | "PUBLIC_BASE_URL"
>;

/** What callbacks are verified with, as the environment says it. */
export function callbackTrustOf(env: DoorEnvironment): CallbackTrust {
  return {
    keyring: createAccountKeyring({
      accountSid: env.TWILIO_ACCOUNT_SID,
      authToken: env.TWILIO_AUTH_TOKEN,
      previousAuthToken: env.TWILIO_AUTH_TOKEN_PREVIOUS,
      subaccounts: env.TWILIO_SUBACCOUNTS,
    }),
    publicBaseUrl: env.PUBLIC_BASE_URL ? parsePublicBaseUrl(env.PUBLIC_BASE_URL) : null,
  };
}

export type StatusCallbackDoor = {
  /** Never throws. */
  receive: StatusCallbackReceiver;
  /** Resolves when nothing is left to write, also of what no answer waits for. */
  idle(): Promise<void>;
};

/** A callback door over one database: verification by the environment's keys, recording in group commits. */
export function createStatusCallbackDoor(db: Database, env: DoorEnvironment): StatusCallbackDoor {
  const trust = callbackTrustOf(env);
  const commits = createGroupCommit<NewStatusEvent, RecordedStatusEvent>({
    write: (events) => recordStatusEvents(db, events),
    maxBatch: MAX_BATCH,
    maxWaiting: MAX_WAITING,
    overlapFrom: OVERLAP_FROM,
    isItemFault: isBadInput,
  });
  const quarantine = createQuarantine({
    db,
    keyring: trust.keyring,
    publicBaseUrl: env.PUBLIC_BASE_URL ?? null,
  });
  const followUp = createCallbackFollowUp(db);
  const receive = createStatusCallbackReceiver({
    ...trust,
    record: (event) => commits.add(event),
    quarantine: quarantine.keep,
    pace: createRefusalPace().wait,
    afterRecorded: followUp.add,
  });
  return {
    receive,
    idle: async () => {
      await Promise.all([commits.idle(), quarantine.idle()]);
      await followUp.idle();
    },
  };
}

const globalForDoor = globalThis as { milepostDoor?: StatusCallbackDoor };

/** The process's callback door. Never throws. */
export function receiveStatusCallback(
  request: CallbackRequest,
  whenJudged?: () => void,
): Promise<CallbackAnswer> {
  globalForDoor.milepostDoor ??= createStatusCallbackDoor(database(), environment());
  return globalForDoor.milepostDoor.receive(request, whenJudged);
}
