import { readFileSync } from "node:fs";
import pg from "pg";
import { openDatabase } from "@/lib/db/prisma";
import { recordStatusEvents } from "@/lib/db/status-events";
import { callbackTrustOf } from "@/lib/services/status-callback-door";
import { examineCallback } from "@/lib/services/receive-status-callback";
import { startDurablePostgres } from "../load/durable-postgres";
import { freshAccount, signedCallbacks } from "../load/signed-callbacks";
// usage: lab N batch prefill [sqlfile...]  : runs each alteration on its own database, interleaved, reports pg cpu per item
const account = freshAccount();
const env = { TWILIO_ACCOUNT_SID: account.accountSid, TWILIO_AUTH_TOKEN: account.authToken, TWILIO_AUTH_TOKEN_PREVIOUS: undefined, TWILIO_SUBACCOUNTS: {}, PUBLIC_BASE_URL: "http://127.0.0.1:3000" };
const trust = callbackTrustOf(env as never);
const { createDatabase, close } = await startDurablePostgres(process.cwd());
const cpuOf = (pid: number) => { const s = readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" "); return Number(s[0]) / 1e6; };
const [N, batch, prefill] = process.argv.slice(2, 5).map(Number) as [number, number, number];
const alterations = [["base", ""], ...process.argv.slice(5).map((f) => [f.split("/").pop()!, readFileSync(f, "utf8")] as const)] as [string, string][];
let seedN = 0;
const events = (count: number) => [...signedCallbacks({ ...account, publicBaseUrl: env.PUBLIC_BASE_URL, seed: `s${seedN++}`, count })].map((c) => {
  const e = examineCallback(trust, { rawTarget: c.target, headers: [["Host", "127.0.0.1:3000"], ["Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"], ["Content-Length", String(c.body.length)], ["Accept", "*/*"], ["User-Agent", "TwilioProxy/1.1"], ["I-Twilio-Idempotency-Token", c.idempotencyToken], ["X-Twilio-Signature", c.signature], ["X-Home-Region", "us1"]], rawBody: Buffer.from(c.body), remoteAddress: "127.0.0.1", receivedAtUs: Math.floor(Date.now() * 1000 + Math.random() * 1000) });
  if (!e.ok) throw new Error(e.reason);
  return e.event;
});
try {
  const runs = [];
  for (const [name, sql] of alterations) {
    const url = await createDatabase();
    const admin = new pg.Client(url); admin.on("error", () => {}); await admin.connect();
    if (sql.trim()) await admin.query(sql);
    const db = openDatabase(url, 1);
    for (const e of [events(prefill)]) for (let i = 0; i < prefill; i += 200) await recordStatusEvents(db, e.slice(i, i + 200));
    await admin.query("VACUUM ANALYZE");
    const [{ pid }] = await db.$queryRawUnsafe<any>("select pg_backend_pid() as pid");
    // settle plans
    const w = events(20 * batch); for (let i = 0; i < w.length; i += batch) await recordStatusEvents(db, w.slice(i, i + batch));
    runs.push({ name, db, pid, admin, pg: [] as number[], wall: [] as number[], node: [] as number[] });
  }
  for (let round = 0; round < 6; round++) for (const run of runs) {
    const list = events(N / 6);
    const [{ pid }] = await run.db.$queryRawUnsafe<any>("select pg_backend_pid() as pid"); run.pid = pid;
    const warm = events(12 * batch); for (let i = 0; i < warm.length; i += batch) await recordStatusEvents(run.db, warm.slice(i, i + batch));
    const c0 = cpuOf(run.pid), t0 = performance.now(), u0 = process.cpuUsage();
    for (let i = 0; i < list.length; i += batch) await recordStatusEvents(run.db, list.slice(i, i + batch));
    const u = process.cpuUsage(u0);
    run.pg.push((cpuOf(run.pid) - c0) * 1000 / list.length); run.wall.push((performance.now() - t0) * 1000 / list.length); run.node.push((u.user + u.system) / list.length);
  }
  const m = (x: number[]) => Math.min(...x).toFixed(0) + "/" + [...x].sort((a, b) => a - b)[3]!.toFixed(0);
  for (const r of runs) { console.log(r.name.padEnd(24), "pg cpu us/item (min/med)", m(r.pg), " node cpu", m(r.node), " wall", m(r.wall)); await r.db.$disconnect(); await r.admin.end(); }
} catch (e) { console.error(e); } finally { await close(); }
