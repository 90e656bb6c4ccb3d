import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordStatusEvents } from "@/lib/db/status-events";
import type { Viewer } from "@/lib/domain/viewer";
import { catchUp, type LiveHub, type LiveUpdate, openLiveHub } from "@/lib/services/live-hub";
import { freshSid, statusEvent } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

const VIEWER: Viewer = { id: "v", name: "Vera", role: "viewer" };

let database: TestDatabase;
let hub: LiveHub;
beforeAll(async () => {
  database = await createTestDatabase();
  hub = await openLiveHub(database.db, database.url, { pulseMs: 200 });
});
afterAll(async () => {
  await hub.close();
  await database.drop();
});

/** Collects updates until one satisfies; the subscription ends with it. */
function until(isEnough: (update: LiveUpdate) => boolean): Promise<LiveUpdate[]> {
  return new Promise((resolve) => {
    const seen: LiveUpdate[] = [];
    const unsubscribe = hub.subscribe(VIEWER, (update) => {
      seen.push(update);
      if (!isEnough(update)) return;
      unsubscribe();
      resolve(seen);
    });
  });
}

function rowsOf(update: LiveUpdate) {
  return update.kind === "messages" ? update.data.rows : [];
}

describe("the live hub", () => {
  test("tells every subscriber each changed row, whole, with its events", async () => {
    const sid = freshSid();
    const isDelivered = (update: LiveUpdate) =>
      rowsOf(update).some((row) => row.sid === sid && row.status === "delivered");
    const both = Promise.all([until(isDelivered), until(isDelivered)]);
    await recordStatusEvents(database.db, [statusEvent({ sid, status: "sent" })]);
    await recordStatusEvents(database.db, [
      statusEvent({ sid, status: "delivered", receivedAt: "2026-11-23T12:00:01.000000Z" }),
    ]);
    for (const seen of await both) {
      const [row] = rowsOf(seen.at(-1) as LiveUpdate).filter((one) => one.sid === sid);
      expect(row?.events.map((event) => event.status)).toEqual(["sent", "delivered"]);
    }
  });

  test("tells by its pulse that it lives, and how many callbacks were refused of late", async () => {
    const [first] = await until((update) => update.kind === "pulse");
    expect(first).toMatchObject({ kind: "pulse", data: { refusedCount: 0 } });
    await database.query(
      "INSERT INTO refused_callbacks (reason, http_status, target, received_at) VALUES ('signature_invalid', 403, '/', now())",
    );
    const seen = await until((update) => update.kind === "pulse" && update.data.refusedCount === 1);
    expect(BigInt(seen.at(-1)?.seq ?? -1)).toBe(BigInt(hub.position()));
  });

  test("gathers a burst of changes into few reads", async () => {
    const sids = Array.from({ length: 60 }, freshSid);
    const missing = new Set(sids);
    const all = until((update) => {
      for (const row of rowsOf(update)) missing.delete(row.sid ?? "");
      return missing.size === 0;
    });
    await Promise.all(
      sids.map((sid) => recordStatusEvents(database.db, [statusEvent({ sid, status: "sent" })])),
    );
    expect((await all).length).toBeLessThan(sids.length);
  });

  test("says resync when its connection was cut, since what was told meanwhile is lost", async () => {
    const resync = until((update) => update.kind === "resync");
    await database.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE 'listen%'",
    );
    expect((await resync).at(-1)).toMatchObject({ kind: "resync" });

    const sid = freshSid();
    const told = until((update) => rowsOf(update).some((row) => row.sid === sid));
    await recordStatusEvents(database.db, [statusEvent({ sid, status: "sent" })]);
    expect((await told).length).toBeGreaterThan(0);
  });
});

describe("catching up after an absence", () => {
  test("brings every message that changed since, once", async () => {
    const before = freshSid();
    const [first] = await recordStatusEvents(database.db, [
      statusEvent({ sid: before, status: "sent" }),
    ]);
    const missed = [freshSid(), freshSid()];
    for (const sid of missed) {
      await recordStatusEvents(database.db, [statusEvent({ sid, status: "sent" })]);
      await recordStatusEvents(database.db, [statusEvent({ sid, status: "delivered" })]);
    }
    const update = await catchUp(VIEWER, BigInt(first?.seq ?? 0), database.db);
    const sids = rowsOf(update).map((row) => row.sid);
    for (const sid of missed) expect(sids.filter((one) => one === sid)).toHaveLength(1);
  });

  test("asks for a refetch when too much changed to be sent", async () => {
    await recordStatusEvents(
      database.db,
      Array.from({ length: 520 }, () => statusEvent({ sid: freshSid(), status: "sent" })),
    );
    expect(await catchUp(VIEWER, 0n, database.db)).toMatchObject({ kind: "resync" });
  });
});
