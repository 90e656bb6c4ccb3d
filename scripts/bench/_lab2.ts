import { readFileSync } from "node:fs";
import pg from "pg";
import { openDatabase } from "@/lib/db/prisma";
import { recordStatusEvents } from "@/lib/db/status-events";
import { callbackTrustOf } from "@/lib/services/status-callback-door";
import { examineCallback } from "@/lib/services/receive-status-callback";
import { startDurablePostgres } from "../load/durable-postgres";
import { freshAccount, signedCallbacks } from "../load/signed-callbacks";
// usage: lab2 batches(comma) rounds [sqlfile...]: p10/p50 of statement wall time with synchronous_commit off
const account = freshAccount();
const env = { TWILIO_ACCOUNT_SID: account.accountSid, TWILIO_AUTH_TOKEN: account.authToken, TWILIO_AUTH_TOKEN_PREVIOUS: undefined, TWILIO_SUBACCOUNTS: {}, PUBLIC_BASE_URL: "http://127.0.0.1:3000" };
const trust = callbackTrustOf(env as never);
const { createDatabase, close } = await startDurablePostgres(process.cwd());
const batches = process.argv[2]!.split(",").map(Number); const rounds = Number(process.argv[3]);
const alterations = [["base", ""], ...process.argv.slice(4).map((f) => [f.split("/").pop()!, readFileSync(f, "utf8")] as const)] as [string, string][];
const cpuOf = (pid: number) => Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
let seedN = 0;
const stream = () => { const g = signedCallbacks({ ...account, publicBaseUrl: env.PUBLIC_BASE_URL, seed: `s${seedN++}`, count: 1e9 }); return (count: number) => Array.from({ length: count }, () => { const c = g.next().value!;
  const e = examineCallback(trust, { rawTarget: c.target, headers: [["Host", "127.0.0.1:3000"], ["Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"], ["Content-Length", String(c.body.length)], ["Accept", "*/*"], ["User-Agent", "TwilioProxy/1.1"], ["I-Twilio-Idempotency-Token", c.idempotencyToken], ["X-Twilio-Signature", c.signature], ["X-Home-Region", "us1"]], rawBody: Buffer.from(c.body), remoteAddress: "127.0.0.1", receivedAtUs: Math.floor(Date.now() * 1000 + Math.random() * 1000) });
  if (!e.ok) throw new Error(e.reason);
  return e.event; }); };
try {
  const runs = [];
  for (const [name, sql] of alterations) {
    const url = await createDatabase();
    const admin = new pg.Client(url); admin.on("error", () => {}); await admin.connect();
    await admin.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`);
    if (sql.trim()) await admin.query(sql);
    const db = openDatabase(url, 1);
    const next = stream();
    for (let i = 0; i < 2000; i += 200) await recordStatusEvents(db, next(200));
    await admin.query("VACUUM ANALYZE"); await admin.end();
    runs.push({ name, db, next, times: new Map<number, number[]>(batches.map((b) => [b, []])) });
  }
  for (let round = 0; round <= rounds; round++) for (const run of runs) { const [{ pid }] = await run.db.$queryRawUnsafe<any>("select pg_backend_pid() as pid"); for (let k = 0; k < 7; k++) await recordStatusEvents(run.db, run.next(4)); for (const b of batches) {
    const reps = Math.max(6, Math.ceil(120 / b));
    for (let k = 0; k < reps; k++) { const list = run.next(b); const t = cpuOf(pid); await recordStatusEvents(run.db, list); const d = cpuOf(pid) - t; if (round > 0) run.times.get(b)!.push(d); }
  } }
  for (const r of runs) { console.log(r.name.padEnd(28), batches.map((b) => { const s = r.times.get(b)!.sort((x, y) => x - y); return `[${b}] p5 ${s[Math.floor(s.length * .05)]!.toFixed(2)} p25 ${s[Math.floor(s.length * .25)]!.toFixed(2)} p50 ${s[Math.floor(s.length / 2)]!.toFixed(2)} ms = ${(s[Math.floor(s.length * .05)]! * 1000 / b).toFixed(0)}us/item`; }).join("   ")); await r.db.$disconnect(); }
} catch (e) { console.error(e); } finally { await close(); }
