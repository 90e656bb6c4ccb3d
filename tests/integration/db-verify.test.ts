import { spawnSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordStatusEvents } from "@/lib/db/status-events";
import { freshSid, statusEvent } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function verify(): { exitCode: number | null; lines: string[] } {
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", path.join("scripts", "db-verify.ts")],
    { encoding: "utf8", env: { ...process.env, DATABASE_URL: database.url, DIRECT_URL: "" } },
  );
  return { exitCode: status, lines: stdout.trim().split("\n") };
}

test("npm run db:verify finds every headline that its events do not say, and no other", async () => {
  const sids = Array.from({ length: 5 }, freshSid);
  await recordStatusEvents(
    database.db,
    sids.flatMap((sid) => [
      statusEvent({ sid, status: "undelivered", errorCode: 30008 }),
      statusEvent({ sid, status: "sent" }),
      statusEvent({ sid, status: "delivered" }),
    ]),
  );
  expect(verify()).toEqual({
    exitCode: 0,
    lines: ["5 messages checked, 0 differ from their events."],
  });

  await database.query("UPDATE messages SET undelivered_at = NULL WHERE sid = $1", [sids[0]]);
  await database.query("UPDATE messages SET error_code = 30003 WHERE sid = $1", [sids[1]]);
  await database.query("UPDATE messages SET failed_at = now() WHERE sid = $1", [sids[2]]);
  await database.query(
    "DELETE FROM status_events e USING messages m WHERE m.id = e.message_id AND m.sid = $1",
    [sids[3]],
  );
  const { exitCode, lines } = verify();
  expect(exitCode).toBe(1);
  expect(lines[0]).toBe("5 messages checked, 4 differ from their events.");
  const found = lines
    .slice(1)
    .map((line) => line.replace(/^ *msg_\w+: /, ""))
    .sort();
  expect(found).toMatchInlineSnapshot(`
    [
      "other times than its events': failed",
      "stored delivered, 30008, delivered; its events say undelivered, 30008, in conflict, conflict",
      "stored undelivered, 30003, in conflict, conflict; its events say undelivered, 30008, in conflict, conflict",
      "stored undelivered, 30008, in conflict, conflict; its events say nothing, no error, in_flight",
    ]
  `);
});

test("npm run db:verify finds events whose message is not there", async () => {
  const [recorded] = await recordStatusEvents(database.db, [
    statusEvent({ sid: freshSid(), status: "sent" }),
  ]);
  await database.query("DELETE FROM messages WHERE id = $1", [recorded?.messageId]);
  expect(verify().lines).toContain(`  ${recorded?.messageId}: has 1 events and is not there`);
});
