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
const { postgres: server, createDatabase, close } = await startDurablePostgres(process.cwd());
const pgCpu = (pid: number) => { const f = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]!.split(" "); return (Number(f[11]) + Number(f[12])) * 10; };
try {
  const url = await createDatabase();
  const db = openDatabase(url, 1);
  const N = Number(process.argv[2] ?? 30000);
  for (const batch of [Number(process.argv[3] ?? 32)]) {
    const seed = `s${batch}`;
    const events = [...signedCallbacks({ ...account, publicBaseUrl: env.PUBLIC_BASE_URL, seed, count: N })].map((c) => {
      const e = examineCallback(trust, { rawTarget: c.target, headers: [["Host", "127.0.0.1:3000"], ["Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"], ["Content-Length", String(c.body.length)], ["Accept", "*/*"], ["User-Agent", "TwilioProxy/1.1"], ["I-Twilio-Idempotency-Token", c.idempotencyToken], ["X-Twilio-Signature", c.signature], ["X-Home-Region", "us1"]], rawBody: Buffer.from(c.body), remoteAddress: "127.0.0.1", receivedAtUs: Math.floor(Date.now() * 1000 + Math.random() * 1000) });
      if (!e.ok) throw new Error(e.reason);
      return e.event;
    });
    const [{ pid }] = await db.$queryRawUnsafe<any>("select pg_backend_pid() as pid");
    let cpu = process.cpuUsage(); let pc = pgCpu(pid); let t = performance.now();
    let half = 0;
    for (let i = 0; i < N; i += batch) {
      if (i >= N / 3 && !half) { half = i; cpu = process.cpuUsage(); pc = pgCpu(pid); t = performance.now(); }
      await recordStatusEvents(db, events.slice(i, i + batch));
    }
    const u = process.cpuUsage(cpu); const n = N - half;
    console.log("batch", batch, "client cpu us/item", ((u.user + u.system) / n).toFixed(1), "pg backend cpu us/item", ((pgCpu(pid) - pc) * 1000 / n).toFixed(1), "wall us/item", ((performance.now() - t) * 1000 / n).toFixed(1));
    const raw = new pg.Client(url); await raw.connect();
    console.log((await raw.query("select count(*), sum(deliveries) d from status_events")).rows);
    await raw.end();
  }
  await db.$disconnect();
} finally { await close(); }
