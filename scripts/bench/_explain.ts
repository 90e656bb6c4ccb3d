import pg from "pg";
import { readFileSync } from "node:fs";
import { openDatabase } from "@/lib/db/prisma";
import { recordStatusEvents } from "@/lib/db/status-events";
import { callbackTrustOf } from "@/lib/services/status-callback-door";
import { examineCallback } from "@/lib/services/receive-status-callback";
import { startDurablePostgres } from "../load/durable-postgres";
import { freshAccount, signedCallbacks } from "../load/signed-callbacks";
const account = freshAccount();
const env = { TWILIO_ACCOUNT_SID: account.accountSid, TWILIO_AUTH_TOKEN: account.authToken, TWILIO_AUTH_TOKEN_PREVIOUS: undefined, TWILIO_SUBACCOUNTS: {}, PUBLIC_BASE_URL: "http://127.0.0.1:3000" };
const trust = callbackTrustOf(env as never);
const { createDatabase, close } = await startDurablePostgres(process.cwd());
try {
  const url = await createDatabase();
  const db = openDatabase(url, 1);
  const N = 6000, batch = 32;
  const events = [...signedCallbacks({ ...account, publicBaseUrl: env.PUBLIC_BASE_URL, seed: "e", count: N })].map((c) => {
    const e = examineCallback(trust, { rawTarget: c.target, headers: [["Host", "127.0.0.1:3000"], ["Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"], ["Content-Length", String(c.body.length)], ["Accept", "*/*"], ["User-Agent", "TwilioProxy/1.1"], ["I-Twilio-Idempotency-Token", c.idempotencyToken], ["X-Twilio-Signature", c.signature], ["X-Home-Region", "us1"]], rawBody: Buffer.from(c.body), remoteAddress: "127.0.0.1", receivedAtUs: Math.floor(Date.now() * 1000 + Math.random() * 1000) });
    if (!e.ok) throw new Error(e.reason);
    return e.event;
  });
  for (let i = 0; i < N - 200; i += batch) await recordStatusEvents(db, events.slice(i, i + batch));
  // capture statement
  let sql = "", input = "";
  await recordStatusEvents({ $queryRawUnsafe: async (s: string, i: string) => { sql = s; input = i; throw new Error("x"); } } as never, events.slice(N - 200, N - 200 + batch)).catch(() => {});
  const raw = new pg.Client(url); await raw.connect();
  await raw.query("ANALYZE");
  console.log((await raw.query("show jit")).rows, (await raw.query("select pg_jit_available()")).rows, input.length);
  await raw.query("set plan_cache_mode=force_generic_plan");
  await raw.query(`PREPARE q(jsonb) AS ${sql}`);
  for (let k = 0; k < 3; k++) {
    await raw.query("BEGIN");
    const { rows } = await raw.query(`EXPLAIN (ANALYZE, BUFFERS, VERBOSE false, SETTINGS) EXECUTE q('${input.replaceAll("'", "''")}')`);
    await raw.query("ROLLBACK");
    if (k === 2) for (const r of rows) console.log((r["QUERY PLAN"] as string).slice(0, 220));
  }
  console.log((await raw.query("select name, generic_plans, custom_plans, left(statement,40) from pg_prepared_statements")).rows);
  console.log(await db.$queryRawUnsafe("select name, generic_plans::int, custom_plans::int, left(statement,40) as s from pg_prepared_statements"));
  await raw.end();
  await db.$disconnect();
} finally { await close(); }
