import { spawn } from "node:child_process";
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
const [N, batch] = process.argv.slice(2, 4).map(Number) as [number, number];
let seedN = 0;
const events = (count: number) => [...signedCallbacks({ ...account, publicBaseUrl: env.PUBLIC_BASE_URL, seed: `s${seedN++}`, count })].map((c) => {
  const e = examineCallback(trust, { rawTarget: c.target, headers: [["Host", "127.0.0.1:3000"], ["Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"], ["Content-Length", String(c.body.length)], ["Accept", "*/*"], ["User-Agent", "TwilioProxy/1.1"], ["I-Twilio-Idempotency-Token", c.idempotencyToken], ["X-Twilio-Signature", c.signature], ["X-Home-Region", "us1"]], rawBody: Buffer.from(c.body), remoteAddress: "127.0.0.1", receivedAtUs: Math.floor(Date.now() * 1000 + Math.random() * 1000) });
  if (!e.ok) throw new Error(e.reason);
  return e.event;
});
try {
  const url = await createDatabase();
  const admin = new pg.Client(url); admin.on("error", () => {}); await admin.connect();
  if (process.argv[4]) await admin.query(readFileSync(process.argv[4], "utf8"));
  const db = openDatabase(url, 1);
  const pre = events(4000); for (let i = 0; i < pre.length; i += 200) await recordStatusEvents(db, pre.slice(i, i + 200));
  await admin.query("VACUUM ANALYZE");
  const list = events(N);
  const warm = events(20 * batch); for (let i = 0; i < warm.length; i += batch) await recordStatusEvents(db, warm.slice(i, i + batch));
  const [{ pid }] = await db.$queryRawUnsafe<any>("select pg_backend_pid() as pid");
  const perf = spawn("perf", ["record", "-e", "cpu-clock", "-F", "499", "--call-graph", "dwarf,32768", "-p", String(pid), "-o", "/tmp/milepost/lab-speed/perf.data"], { stdio: "inherit" });
  await new Promise((r) => setTimeout(r, 1000));
  for (let i = 0; i < list.length; i += batch) await recordStatusEvents(db, list.slice(i, i + batch));
  perf.kill("SIGINT"); await new Promise((r) => perf.once("exit", r));
  await db.$disconnect(); await admin.end();
} finally { await close(); }
