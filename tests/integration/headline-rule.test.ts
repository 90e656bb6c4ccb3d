import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordStatusEvents } from "@/lib/db/status-events";
import { instantFromUs } from "@/lib/domain/instant";
import {
  headlineOf,
  MESSAGE_STATUSES,
  outcomeOf,
  type StatusObservation,
} from "@/lib/domain/message-status";
import { freshSid, statusEvent } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const BASE_US = Date.parse("2026-11-23T12:00:00Z") * 1000;

const observation: fc.Arbitrary<StatusObservation> = fc.record({
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...MESSAGE_STATUSES) },
    { weight: 1, arbitrary: fc.constantFrom("held_by_carrier", "teleported") },
  ),
  source: fc.constantFrom("create_response" as const, "callback" as const, "api" as const),
  errorCode: fc.option(fc.constantFrom(30003, 30007, 30008, 63016), { nil: null }),
  receivedAtUs: fc.integer({ min: 0, max: 40 }).map((us) => BASE_US + us),
});

type Row = {
  status: string | null;
  status_rank: number;
  has_conflict: boolean;
  outcome: string;
  error_code: number | null;
};

async function rowOf(sid: string): Promise<Row | undefined> {
  const [row] = await database.query<Row>(
    "SELECT status, status_rank, has_conflict, outcome, error_code FROM messages WHERE sid = $1",
    [sid],
  );
  return row;
}

function expectedRow(events: readonly StatusObservation[]): Row {
  const headline = headlineOf(events);
  return {
    status: headline.status,
    status_rank: headline.rank,
    has_conflict: headline.hasConflict,
    outcome: outcomeOf(headline, "accepted"),
    error_code: headline.errorCode,
  };
}

function toEvents(sid: string, observations: readonly StatusObservation[]) {
  return observations.map((one) =>
    statusEvent({ ...one, sid, receivedAt: instantFromUs(one.receivedAtUs) }),
  );
}

describe("the headline rule in SQL", () => {
  test("agrees with the pure function, whatever the order and however the events are batched", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(observation, { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 12, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        async (observations, batchSizes, picks) => {
          const sid = freshSid();
          const events = toEvents(sid, observations);
          const shuffled = [...events].sort(() => ((picks.next().value ?? 0) % 2 === 0 ? 1 : -1));
          for (const size of batchSizes) {
            await recordStatusEvents(database.db, shuffled.splice(0, size));
          }
          expect(await rowOf(sid)).toEqual(expectedRow(observations));
        },
      ),
      { numRuns: 150 },
    );
  });

  test("agrees under every permutation of four events and with each of them repeated", async () => {
    const observations: StatusObservation[] = [
      { status: "sent", source: "callback", errorCode: null, receivedAtUs: BASE_US + 1 },
      { status: "undelivered", source: "callback", errorCode: 30008, receivedAtUs: BASE_US + 2 },
      { status: "delivered", source: "callback", errorCode: null, receivedAtUs: BASE_US + 3 },
      { status: "delivered", source: "api", errorCode: null, receivedAtUs: BASE_US + 4 },
    ];
    for (const order of permutationsOf([0, 1, 2, 3])) {
      const sid = freshSid();
      const events = toEvents(sid, observations);
      for (const index of [...order, ...order]) {
        await recordStatusEvents(database.db, events.slice(index, index + 1));
      }
      expect(await rowOf(sid), `order ${order.join()}`).toEqual(expectedRow(observations));
    }
  });

  test("agrees on random short sets under every permutation", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(observation, { minLength: 3, maxLength: 4 }),
        async (observations) => {
          const indexes = observations.map((_, index) => index);
          await Promise.all(
            permutationsOf(indexes).map(async (order) => {
              const sid = freshSid();
              const events = toEvents(sid, observations);
              for (const index of order) {
                await recordStatusEvents(database.db, events.slice(index, index + 1));
              }
              expect(await rowOf(sid), `order ${order.join()}`).toEqual(expectedRow(observations));
            }),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  test("agrees on random long sets, repeated and in any order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(observation, { minLength: 30, maxLength: 60 }).chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray([...all.keys(), ...all.keys()], {
              minLength: 2 * all.length,
              maxLength: 2 * all.length,
            }),
          ),
        ),
        async ([observations, order]) => {
          const sid = freshSid();
          const events = toEvents(sid, observations);
          const sent = order.flatMap((index) => events[index] ?? []);
          for (let from = 0; from < sent.length; from += 11) {
            await recordStatusEvents(database.db, sent.slice(from, from + 11));
          }
          expect(await rowOf(sid)).toEqual(expectedRow(observations));
        },
      ),
      { numRuns: 40 },
    );
  });

  test("agrees when many connections record overlapping batches of shared messages at once", async () => {
    const sids = Array.from({ length: 12 }, freshSid);
    const clients = [database.db, database.connect(), database.connect()];
    const all = sids.flatMap((sid, index) =>
      toEvents(
        sid,
        fc.sample(fc.array(observation, { minLength: 5, maxLength: 9 }), {
          numRuns: 1,
          seed: index,
        })[0] ?? [],
      ),
    );
    const batches = fc.sample(
      fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
      {
        numRuns: 3,
        seed: 7,
      },
    );
    await Promise.all(
      batches.flatMap((batch, client) =>
        Array.from({ length: Math.ceil(batch.length / 9) }, (_, part) =>
          recordStatusEvents(clients[client] ?? database.db, batch.slice(part * 9, part * 9 + 9)),
        ),
      ),
    );
    for (const sid of sids) {
      const observations = await database.query<{
        status: string;
        source: StatusObservation["source"];
        error_code: number | null;
        us: string;
        deliveries: number;
      }>(
        `SELECT e.status, e.source, e.error_code, e.deliveries, (extract(epoch FROM e.received_at) * 1000000)::bigint AS us
         FROM status_events e JOIN messages m ON m.id = e.message_id WHERE m.sid = $1`,
        [sid],
      );
      expect(observations).toHaveLength(all.filter((event) => event.sid === sid).length);
      expect(observations.every(({ deliveries }) => deliveries === 3)).toBe(true);
      expect(await rowOf(sid)).toEqual(
        expectedRow(
          observations.map((one) => ({
            status: one.status,
            source: one.source,
            errorCode: one.error_code,
            receivedAtUs: Number(one.us),
          })),
        ),
      );
    }
  });
});

function permutationsOf<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutationsOf([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [
      item,
      ...rest,
    ]),
  );
}
