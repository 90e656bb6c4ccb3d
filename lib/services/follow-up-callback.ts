import "server-only";
import { isBadInput } from "@/lib/db/database-error";
import { createGroupCommit, type GroupCommit } from "@/lib/db/group-commit";
import { fillOrphanCountries } from "@/lib/db/orphans";
import type { Database } from "@/lib/db/prisma";
import type { RecordedStatusEvent } from "@/lib/db/status-events";
import { countUnknownNames, type UnknownNameSighting } from "@/lib/db/unknown-names";
import { rankOf, UNKNOWN_RANK } from "@/lib/domain/message-status";
import { log } from "@/lib/log";
import type { AcceptedCallback } from "./receive-status-callback";
import { describeRecipient } from "./recipient-facts";

const MAX_BATCH = 500;
const MAX_WAITING = 5_000;

export type CallbackFollowUp = {
  add(accepted: AcceptedCallback, recorded: RecordedStatusEvent): void;
  /** Resolves when everything added so far is written or given up. */
  idle(): Promise<void>;
};

/**
 * What a recorded callback leaves to do that its answer must not wait for: names that nobody documented are counted,
 * and an orphan is given its recipient's country. A failure is logged and costs nothing but that.
 */
export function createCallbackFollowUp(db: Database): CallbackFollowUp {
  const names = createGroupCommit<UnknownNameSighting[], void>({
    write: async (sightings) => {
      await countUnknownNames(db, sightings.flat());
      return sightings.map(() => undefined);
    },
    maxBatch: MAX_BATCH,
    maxWaiting: MAX_WAITING,
    isItemFault: isBadInput,
  });
  const countries = createGroupCommit<{ messageId: string; to: string }, void>({
    write: async (orphans) => {
      const known = orphans.flatMap(({ messageId, to }) => {
        const { country } = describeRecipient(to);
        return country === null ? [] : [{ messageId, country }];
      });
      if (known.length > 0) await fillOrphanCountries(db, known);
      return orphans.map(() => undefined);
    },
    maxBatch: MAX_BATCH,
    maxWaiting: MAX_WAITING,
    isItemFault: isBadInput,
  });

  return {
    add(accepted, { messageId, isNew, isOrphan }) {
      const sightings = sightingsOf(accepted);
      if (sightings.length > 0) leave(names, sightings, "New names of Twilio's were not counted");
      const { to, toCountry, messageId: claimed } = accepted.event;
      if (isOrphan && isNew && to !== null && toCountry === null && claimed !== null) {
        leave(countries, { messageId, to }, "An orphan was not given its country");
      }
    },
    idle: async () => {
      await Promise.all([names.idle(), countries.idle()]);
    },
  };
}

function leave<Item>(commits: GroupCommit<Item, void>, item: Item, sentence: string): void {
  commits.add(item).catch((err) => log.warn({ err }, sentence));
}

function sightingsOf({ event, report }: AcceptedCallback): UnknownNameSighting[] {
  const seenAt = event.receivedAt;
  const parameters = report.unknownParameters.map((name) => ({
    kind: "parameter" as const,
    name,
    example: event.params.find(([known]) => known === name)?.[1] ?? "",
    seenAt,
  }));
  if (rankOf(report.status) !== UNKNOWN_RANK) return parameters;
  const status = {
    kind: "status" as const,
    name: report.status,
    example: report.messageSid,
    seenAt,
  };
  return [...parameters, status];
}
