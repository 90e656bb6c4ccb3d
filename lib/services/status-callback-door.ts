import "server-only";
import { isBadInput } from "@/lib/db/database-error";
import { createGroupCommit } from "@/lib/db/group-commit";
import { type Database, database } from "@/lib/db/prisma";
import {
  type NewStatusEvent,
  type RecordedStatusEvent,
  recordStatusEvents,
} from "@/lib/db/status-events";
import { countUnknownNames } from "@/lib/db/unknown-names";
import { type Environment, environment } from "@/lib/env";
import { log } from "@/lib/log";
import { type AccountKeyring, createAccountKeyring } from "@/lib/twilio/account-keys";
import { parsePublicBaseUrl } from "@/lib/twilio/public-url";
import { createQuarantine } from "./quarantine-callback";
import {
  type CallbackAnswer,
  type CallbackRequest,
  createStatusCallbackReceiver,
  isUnknownStatus,
  type StatusCallbackReceiver,
} from "./receive-status-callback";

const MAX_BATCH = 200;
const MAX_WAITING = 5_000;

type DoorEnvironment = Pick<
  Environment,
  | "TWILIO_ACCOUNT_SID"
  | "TWILIO_AUTH_TOKEN"
  | "TWILIO_AUTH_TOKEN_PREVIOUS"
  | "TWILIO_SUBACCOUNTS"
  | "PUBLIC_BASE_URL"
>;

/** The keys that may verify a callback, as the environment names them. */
export function keyringOf(env: DoorEnvironment): AccountKeyring {
  return createAccountKeyring({
    accountSid: env.TWILIO_ACCOUNT_SID,
    authToken: env.TWILIO_AUTH_TOKEN,
    previousAuthToken: env.TWILIO_AUTH_TOKEN_PREVIOUS,
    subaccounts: env.TWILIO_SUBACCOUNTS,
  });
}

/** A callback door over one database: verification by the environment's keys, recording in group commits. */
export function createStatusCallbackDoor(
  db: Database,
  env: DoorEnvironment,
): StatusCallbackReceiver {
  const keyring = keyringOf(env);
  const commits = createGroupCommit<NewStatusEvent, RecordedStatusEvent>({
    write: (events) => recordStatusEvents(db, events),
    maxBatch: MAX_BATCH,
    maxWaiting: MAX_WAITING,
    isItemFault: isBadInput,
  });
  return createStatusCallbackReceiver({
    keyring,
    publicBaseUrl: env.PUBLIC_BASE_URL ? parsePublicBaseUrl(env.PUBLIC_BASE_URL) : null,
    record: (event) => commits.add(event),
    quarantine: createQuarantine({ db, keyring, publicBaseUrl: env.PUBLIC_BASE_URL ?? null }),
    countUnknown: (event, report) => {
      const names = report.unknownParameters.map((name) => ({
        kind: "parameter" as const,
        name,
        example: event.params.find(([known]) => known === name)?.[1] ?? "",
      }));
      const statuses = isUnknownStatus(report.status)
        ? [{ kind: "status" as const, name: report.status, example: report.messageSid }]
        : [];
      if (names.length + statuses.length === 0) return;
      countUnknownNames(db, [...names, ...statuses], new Date(event.receivedAt)).catch((err) =>
        log.warn({ err }, "New names of Twilio's could not be counted"),
      );
    },
  });
}

const globalForDoor = globalThis as { milepostDoor?: StatusCallbackReceiver };

/** The process's callback door. Never throws. */
export async function receiveStatusCallback(request: CallbackRequest): Promise<CallbackAnswer> {
  globalForDoor.milepostDoor ??= createStatusCallbackDoor(database(), environment());
  return globalForDoor.milepostDoor(request);
}
