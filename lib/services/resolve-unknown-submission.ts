import "server-only";
import { submissionSchema } from "@/lib/contracts/message";
import type { SubmissionFinding } from "@/lib/contracts/unknown-submission";
import { type MessageDetailRecord, markSubmissionUnknown } from "@/lib/db/messages";
import { type Database, database } from "@/lib/db/prisma";
import { countUnresolvedTwins, listClaimedSids } from "@/lib/db/unknown-submissions";
import { instantFromUs } from "@/lib/domain/instant";
import { assertCan } from "@/lib/domain/permissions";
import { mayBeTheSame } from "@/lib/domain/submission-match";
import type { Viewer } from "@/lib/domain/viewer";
import { listMessageResources, type MessageResource } from "@/lib/twilio/message-resource";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import type { MessageDeedDependencies } from "./fetch-message-from-twilio";
import { getMessageRecord } from "./get-sent-message";
import { recordMessageResource } from "./record-message-resource";
import { twilioClient } from "./twilio-client";
import { upstreamFailure } from "./upstream-failure";

/** Twilio's clock and ours differ, and its resource has whole seconds. */
const EARLIER_MS = 90_000;
/** The create call, its retries after 429 included, is over by then. */
const LATER_MS = 180_000;
/** A message that is still pending then belongs to a process that ended. */
const STALE_PENDING_MS = 120_000;
const MOST_RESOURCES = 200;

/**
 * Looks at Twilio for a message whose create call was not answered: by recipient, time, sender and text. Exactly one
 * that fits and is not known here becomes this message; otherwise a person has to say. Never sends anything. Throws
 * `forbidden`, `not_found` and `upstream_failed`.
 */
export async function resolveUnknownSubmission(
  viewer: Viewer,
  messageId: string,
  { db = database(), client, now = new Date() }: MessageDeedDependencies & { now?: Date } = {},
): Promise<SubmissionFinding> {
  assertCan(viewer, "messages.resolve");
  const message = await getMessageRecord(db, messageId);
  if (!(await isUnresolved(db, message, now))) {
    return { kind: "settled", submission: submissionSchema.parse(message.submission) };
  }
  const span = spanOf(message);
  const candidates = await findCandidates(db, client ?? twilioClient(), message, span);
  const [only] = candidates;
  if (!only) return { kind: "none" };
  const twins = await countUnresolvedTwins(db, { id: message.id, ...span });
  if (candidates.length > 1 || twins > 0) {
    return { kind: "several", candidates: candidates.map(toCandidate) };
  }
  await recordMessageResource(db, only, { source: "api", messageId: message.id });
  return { kind: "found", sid: only.sid, status: only.status };
}

async function isUnresolved(db: Database, message: MessageDetailRecord, now: Date) {
  if (message.sid !== null) return false;
  if (message.submission === "unknown") return true;
  const isStale = now.getTime() - Date.parse(message.created_at) > STALE_PENDING_MS;
  if (message.submission !== "pending" || !isStale) return false;
  await markSubmissionUnknown(db, message.id);
  return true;
}

function spanOf({ created_at }: MessageDetailRecord) {
  const createdMs = Date.parse(created_at);
  return {
    createdSince: new Date(createdMs - EARLIER_MS),
    createdBefore: new Date(createdMs + LATER_MS),
  };
}

async function findCandidates(
  db: Database,
  client: TwilioClient,
  message: MessageDetailRecord,
  span: ReturnType<typeof spanOf>,
): Promise<MessageResource[]> {
  const asked = {
    from: message.from_address,
    messagingServiceSid: message.messaging_service_sid,
    body: message.content_sid === null ? message.body : null,
  };
  const resources = await listMessageResources(client, {
    to: message.to_address ?? "",
    ...span,
    limit: MOST_RESOURCES,
  }).catch((error: unknown) => {
    throw upstreamFailure(error, "the look-up");
  });
  const fitting = resources.filter((resource) => mayBeTheSame(asked, resource));
  const claimed = new Set(
    await listClaimedSids(
      db,
      fitting.map(({ sid }) => sid),
    ),
  );
  return fitting.filter(({ sid }) => !claimed.has(sid));
}

function toCandidate({ sid, status, dateCreated }: MessageResource) {
  return { sid, status, createdAt: instantFromUs((dateCreated?.getTime() ?? 0) * 1000) };
}
