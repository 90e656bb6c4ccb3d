import pg from "pg";
import type { Database } from "@/lib/db/prisma";
import { getCallback } from "@/lib/services/get-callback";
import { listCallbacks } from "@/lib/services/list-callbacks";
import type { DoorEnvironment } from "@/lib/services/status-callback-door";
import { checkHeadlines } from "../setup/headline-check";
import { type HostileRequest, hostileRequests, type SigningPlace } from "./hostile-requests";
import { exchangeRaw } from "./raw-exchange";

const READER = { id: "drill", name: "Drill", role: "owner" } as const;
const ANSWER_WITHIN_MS = 20_000;
const KEPT_ROWS = 10_000;
const LOOKED_AT = 300;

export type FuzzSettings = {
  place: SigningPlace;
  doors: readonly { name: string; port: number }[];
  db: Database;
  databaseUrl: string;
  seed: number;
  requests: number;
  concurrency: number;
  /** Called with how many requests were sent, after every tenth of them. */
  onTenth?: (sent: number) => Promise<void>;
};

export type FuzzReport = {
  /** Door → answer → how often; "none" where the connection ended without one. */
  answers: Record<string, Record<string, number>>;
  /** Really signed status callbacks among them. */
  valid: number;
  events: number;
  refused: number;
  faults: string[];
};

/**
 * Sends hostile requests to every door. No door may answer with a server error, redirect its own address, leave a
 * whole request without an answer, accept what is not signed, or record anything but the really signed callbacks, each once with its own body.
 */
export async function runFuzz(settings: FuzzSettings): Promise<FuzzReport> {
  const { place, doors, seed, requests } = settings;
  const answers: FuzzReport["answers"] = Object.fromEntries(doors.map(({ name }) => [name, {}]));
  const faults: string[] = [];
  const valid = new Map<string, string>();
  let sent = 0;

  async function send(request: HostileRequest, number: number): Promise<void> {
    if (request.valid) valid.set(request.valid.sid, request.valid.body);
    for (const { name, port } of doors) {
      const { statuses, isTimedOut } = await exchangeRaw({
        port,
        parts: request.parts,
        endsAfterwards: request.endsAfterwards,
        timeoutMs: ANSWER_WITHIN_MS,
      });
      const counts = answers[name] ?? {};
      const outcome = isTimedOut ? "timed out" : statuses.join(" ") || "none";
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      const fault = faultOf(request, statuses, isTimedOut);
      if (fault)
        faults.push(`Request ${number} of seed ${seed} (${request.kind}) at ${name}: ${fault}`);
    }
  }

  const source = hostileRequests(place, seed, requests);
  const tenth = Math.max(1, Math.floor(requests / 10));
  async function work(): Promise<void> {
    for (let next = source.next(); !next.done; next = source.next()) {
      sent += 1;
      const number = sent;
      await send(next.value, number);
      if (number % tenth === 0) await settings.onTenth?.(number);
    }
  }
  await Promise.all(Array.from({ length: settings.concurrency }, work));

  const record = await checkRecord(settings, valid);
  return { answers, valid: valid.size, ...record, faults: [...faults, ...record.faults] };
}

function faultOf(
  request: HostileRequest,
  statuses: readonly number[],
  isTimedOut: boolean,
): string | null {
  if (statuses.some((status) => status >= 500)) return `answered ${statuses.join(" ")}`;
  if (request.isAtDoor && statuses.some((status) => status >= 300 && status < 400)) {
    return `redirected with ${statuses.join(" ")}`;
  }
  if (request.isWhole && statuses.length === 0) {
    return isTimedOut ? "was not answered in time" : "was not answered";
  }
  if (request.valid) return statuses[0] === 200 ? null : `is valid and was answered ${statuses[0]}`;
  const isAccepted = statuses.some((status) => status >= 200 && status < 300);
  return isAccepted && request.method !== "OPTIONS" ? `answered ${statuses.join(" ")}` : null;
}

/** What is kept: the signed callbacks and nothing else as events, and a quarantine whose every row can be read. */
async function checkRecord(
  { db, databaseUrl, place, doors }: FuzzSettings,
  valid: ReadonlyMap<string, string>,
): Promise<{ events: number; refused: number; faults: string[] }> {
  const faults: string[] = [];
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ sid: string; body: string; deliveries: number }>(
    `SELECT m.sid, convert_from(e.raw_body, 'UTF8') AS body, e.deliveries
     FROM status_events e JOIN messages m ON m.id = e.message_id`,
  );
  const seen = new Set<string>();
  for (const { sid, body, deliveries } of rows) {
    if (!valid.has(sid)) faults.push(`${sid} is an event and nobody signed it`);
    else if (valid.get(sid) !== body) faults.push(`${sid} is kept with another body`);
    else if (seen.has(sid)) faults.push(`${sid} is more than one event`);
    else if (deliveries !== doors.length) faults.push(`${sid} counts ${deliveries} deliveries`);
    seen.add(sid);
  }
  for (const sid of valid.keys()) if (!seen.has(sid)) faults.push(`${sid} is valid and not there`);
  const { differences } = await checkHeadlines(client);
  faults.push(...differences);
  const {
    rows: [kept],
  } = await client.query<{ refused: number }>(
    "SELECT count(*)::int AS refused FROM refused_callbacks",
  );
  const refused = kept?.refused ?? 0;
  if (refused > KEPT_ROWS * 1.1) faults.push(`${refused} requests are in quarantine`);
  const { rows: some } = await client.query<{ id: string }>(
    "SELECT 'r' || id AS id FROM refused_callbacks ORDER BY md5(id::text) LIMIT $1",
    [LOOKED_AT],
  );
  await client.end();

  const env: DoorEnvironment = {
    TWILIO_ACCOUNT_SID: place.accountSid,
    TWILIO_AUTH_TOKEN: place.authToken,
    TWILIO_AUTH_TOKEN_PREVIOUS: undefined,
    TWILIO_SUBACCOUNTS: {},
    PUBLIC_BASE_URL: place.publicBaseUrl,
  };
  for (const { id } of some) {
    await getCallback(READER, id, { db, env }).catch((error: unknown) => {
      faults.push(`${id} of quarantine cannot be shown: ${error}`);
    });
  }
  await listCallbacks(READER, { range: "all" }, { db }).catch((error: unknown) => {
    faults.push(`The list of callbacks cannot be shown: ${error}`);
  });
  return { events: rows.length, refused, faults };
}
