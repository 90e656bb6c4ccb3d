import "server-only";
import type { LiveMessages, LivePulse } from "@/lib/contracts/live-event";
import type { MessageRow } from "@/lib/contracts/message";
import { type LiveListener, listenToMessages } from "@/lib/db/live-listener";
import {
  findLatestEventSeq,
  type LiveRowRecord,
  listLiveRows,
  listMessageIdsSince,
} from "@/lib/db/message-rows";
import { type Database, database } from "@/lib/db/prisma";
import { countRefusedSince } from "@/lib/db/refused-callbacks";
import { AppError } from "@/lib/domain/app-error";
import { type Sight, sightOf } from "@/lib/domain/masking";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { log } from "@/lib/log";
import { toMessageRow } from "./message-contracts";

/** What a subscriber is told: rows that changed, that it may have missed some, or that the stream is alive. */
export type LiveUpdate =
  | { kind: "pulse"; seq: string; data: LivePulse }
  | { kind: "messages"; seq: string; data: LiveMessages }
  | { kind: "resync"; seq: string; reason: string };

export type LiveSubscriber = (update: LiveUpdate) => void;

export type LiveHub = {
  subscribe(viewer: Viewer, subscriber: LiveSubscriber): () => void;
  /** From where a stream that starts now goes on: what is told from here on has a higher sequence. */
  position(): string;
  close(): Promise<void>;
};

/**
 * Rows of several notifications are read together at most this often: a burst is one query, not many, and a page that
 * draws more quickly than this draws each answer at once instead of gathering a second time.
 */
const GATHER_MS = 60;
const MAX_IDS_PER_READ = 200;
/** A transaction with a lower sequence may commit after one with a higher: a resume looks back this far. */
const RESUME_OVERLAP = 1_000n;
const MAX_RESUMED = 500;
/** A browser that hears nothing for two and a half of these takes its stream for dead. */
const PULSE_MS = 10_000;
const REFUSED_SINCE_MS = 86_400_000;

function toRows(read: readonly LiveRowRecord[], sight: Sight): MessageRow[] {
  return read.map((row) => toMessageRow(row, row.events, sight));
}

/** What somebody sees of these rows, by what the team hid when they were read. */
function sightOn(read: readonly LiveRowRecord[], viewer: Viewer): Sight {
  const { masks_numbers: numbers = true, masks_bodies: bodies = true } = read[0] ?? {};
  return sightOf(viewer, { numbers, bodies });
}

/**
 * Opens the process's one LISTEN connection and fans out what changes: each changed row is read once, whatever the
 * number of subscribers. Rejects when the database cannot be listened to.
 */
export async function openLiveHub(
  db: Database,
  connectionString: string,
  { pulseMs = PULSE_MS }: { pulseMs?: number } = {},
): Promise<LiveHub> {
  const subscribers = new Map<LiveSubscriber, Viewer>();
  let waiting = new Set<string>();
  let highestSeq = 0n;
  let isGathering = false;
  let hasListened = false;

  const tell = (update: LiveUpdate) => {
    for (const subscriber of subscribers.keys()) subscriber(update);
  };

  /** Each sight is made once, whatever the number of those who share it. */
  const tellRows = (seq: string, read: readonly LiveRowRecord[]) => {
    const bySight = new Map<string, LiveUpdate>();
    for (const [subscriber, viewer] of subscribers) {
      const sight = sightOn(read, viewer);
      const key = `${sight.numbers} ${sight.bodies}`;
      let update = bySight.get(key);
      if (!update) {
        update = { kind: "messages", seq, data: { rows: toRows(read, sight) } };
        bySight.set(key, update);
      }
      subscriber(update);
    }
  };

  async function deliver(): Promise<void> {
    const ids = [...waiting].slice(0, MAX_IDS_PER_READ);
    const seq = highestSeq;
    waiting = new Set([...waiting].slice(MAX_IDS_PER_READ));
    if (subscribers.size === 0 || ids.length === 0) return;
    try {
      tellRows(seq.toString(), await listLiveRows(db, ids));
    } catch (err) {
      log.warn({ err }, "Changed messages could not be read for live pages");
      tell({
        kind: "resync",
        seq: seq.toString(),
        reason: "The database could not be read for a moment.",
      });
    }
  }

  async function gather(): Promise<void> {
    isGathering = true;
    while (waiting.size > 0) {
      const began = performance.now();
      await deliver();
      const restMs = GATHER_MS - (performance.now() - began);
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    isGathering = false;
  }

  const listener: LiveListener = await listenToMessages(connectionString, {
    onNotification: ({ seq, messageIds }) => {
      const value = BigInt(/^\d+$/.test(seq) ? seq : 0);
      if (value > highestSeq) highestSeq = value;
      if (subscribers.size === 0) return;
      for (const id of messageIds) waiting.add(id);
      if (!isGathering) void gather();
    },
    onListening: () => {
      if (hasListened) {
        tell({
          kind: "resync",
          seq: highestSeq.toString(),
          reason: "The database connection for live changes was renewed.",
        });
      }
      hasListened = true;
    },
  });
  highestSeq = BigInt(await findLatestEventSeq(db));

  async function pulse(): Promise<void> {
    if (subscribers.size === 0) return;
    const since = new Date(Date.now() - REFUSED_SINCE_MS);
    // A database that is away does not make the stream dead: it is the connection to this server that beats.
    const refusedCount = await countRefusedSince(db, since).catch(() => null);
    tell({ kind: "pulse", seq: highestSeq.toString(), data: { refusedCount } });
  }
  const pulseTimer = setInterval(() => void pulse(), pulseMs);
  pulseTimer.unref();

  return {
    subscribe: (viewer, subscriber) => {
      assertCan(viewer, "messages.read");
      subscribers.set(subscriber, viewer);
      return () => subscribers.delete(subscriber);
    },
    position: () => highestSeq.toString(),
    close: () => {
      clearInterval(pulseTimer);
      return listener.close();
    },
  };
}

const globalForHub = globalThis as { milepostLiveHub?: Promise<LiveHub> | undefined };

/** The process's live hub, opened on first use. Throws `unavailable` where LISTEN is not to be had. */
export async function liveHub(): Promise<LiveHub> {
  const { DIRECT_URL, DATABASE_URL, canListen } = environment();
  const url = DIRECT_URL ?? DATABASE_URL;
  if (!canListen || !url) {
    throw new AppError(
      "unavailable",
      "Live changes need a direct database connection (DIRECT_URL).",
    );
  }
  globalForHub.milepostLiveHub ??= openLiveHub(database(), url);
  try {
    return await globalForHub.milepostLiveHub;
  } catch (cause) {
    globalForHub.milepostLiveHub = undefined;
    throw new AppError("unavailable", "The database cannot be listened to now.", { cause });
  }
}

/**
 * What a page that was away since event `lastSeq` has missed: the rows changed since, or a resync when they are too
 * many to send.
 */
export async function catchUp(
  viewer: Viewer,
  lastSeq: bigint,
  db: Database = database(),
): Promise<LiveUpdate> {
  assertCan(viewer, "messages.read");
  const since = lastSeq > RESUME_OVERLAP ? lastSeq - RESUME_OVERLAP : 0n;
  const [ids, seq] = await Promise.all([
    listMessageIdsSince(db, since, MAX_RESUMED + 1),
    findLatestEventSeq(db),
  ]);
  if (ids.length > MAX_RESUMED)
    return { kind: "resync", seq, reason: "Too much changed while away." };
  const read = await listLiveRows(db, ids);
  return { kind: "messages", seq, data: { rows: toRows(read, sightOn(read, viewer)) } };
}
