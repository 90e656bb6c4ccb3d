import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callbackFiltersSchema } from "@/lib/contracts/callback-list";
import { messageExportSchema, messageFiltersSchema } from "@/lib/contracts/message-list";
import type { PrivacySettings } from "@/lib/contracts/privacy";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { exportMessages } from "@/lib/services/export-messages";
import { exportSendBatch } from "@/lib/services/export-send-batch";
import { getCallback } from "@/lib/services/get-callback";
import { getMessage } from "@/lib/services/get-message";
import { getSendBatch } from "@/lib/services/get-send-batch";
import { listAudit } from "@/lib/services/list-audit";
import { listCallbacks } from "@/lib/services/list-callbacks";
import { listMessages } from "@/lib/services/list-messages";
import { listUnknownNames } from "@/lib/services/list-unknown-names";
import { catchUp, type LiveUpdate, openLiveHub } from "@/lib/services/live-hub";
import { changePrivacySettings, getPrivacySettings } from "@/lib/services/privacy-settings";
import { revealMessage } from "@/lib/services/reveal-message";
import { createStatusCallbackDoor } from "@/lib/services/status-callback-door";
import { freshSid } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import {
  callbackForm,
  callbackRequest,
  doorEnvironment,
  encodeForm,
  insertMessage,
  STRANGER_TOKEN,
} from "./callback-door-fixture";

const [viewer, sender, admin] = (["viewer", "sender", "admin"] as const).map(
  (role: Role): Viewer => ({ id: role, name: role, role }),
) as [Viewer, Viewer, Viewer];

const NUMBER = "4155550137";
const TEXT = "482 913";
const BATCH_ID = `batch_${"0".repeat(26)}`;
const KEPT: PrivacySettings = {
  masksNumbers: false,
  masksBodies: false,
  bodyDays: null,
  numberDays: null,
  callbackDays: null,
  refusedDays: null,
  redactsAtTwilio: false,
};

let database: TestDatabase;
let messageId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  messageId = await insertMessage(database.db);
  const door = createStatusCallbackDoor(database.db, doorEnvironment);
  const form = callbackForm({
    MessageSid: freshSid(),
    MessageStatus: "undelivered",
    Body: `Your code is ${TEXT}`,
    Neighbour: `+1${NUMBER}`,
  });
  const query = `?message=${messageId}&called=${encodeURIComponent(`+1${NUMBER}`)}`;
  await door.receive(callbackRequest({ form, query }));
  await door.receive(callbackRequest({ form, query, signedWith: STRANGER_TOKEN }));
  const inbound = callbackForm({ MessageStatus: null, SmsStatus: "received", Body: TEXT });
  await door.receive(callbackRequest({ form: [...inbound, ["From", `+1${NUMBER}`]] }));
  await door.receive(callbackRequest({ body: `${encodeForm(form)}&x=%`, signature: "none" }));
  await database.query(
    "UPDATE messages SET refusal_message = $1, content_variables = $2, media_urls = $3 WHERE id = $4",
    [
      `The 'To' number +1${NUMBER} is not a valid phone number.`,
      { 1: TEXT },
      [`https://example.com/${encodeURIComponent(TEXT)}`],
      messageId,
    ],
  );
  await database.query(
    `INSERT INTO send_batches (id, send_key, name, channel, callback, body, is_smart_encoded, rate_per_second, created_by_id, created_by)
     VALUES ($1, 'key', 'list.csv', 'sms', 'message', $2, false, 1, 'u', 'Uma')`,
    [BATCH_ID, TEXT],
  );
  await database.query(
    `INSERT INTO send_batch_rows (batch_id, line, recipient, to_address, verdict, fields, state)
     VALUES ($1, 1, $2, $2, 'ready', $3, 'sent')`,
    [BATCH_ID, `+1${NUMBER}`, { code: TEXT, phone: `+1${NUMBER}` }],
  );
});
afterAll(() => database.drop());

const choose = (settings: Partial<PrivacySettings>) =>
  changePrivacySettings(admin, { ...KEPT, ...settings }, database.db);

const within = () => ({ db: database.db });
const all = { range: "all" } as const;

async function textOf(pieces: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

/** Everything that a person can read of messages, by the name of where they read it. */
async function everythingSeenBy(who: Viewer): Promise<Record<string, string>> {
  const callbacks = await listCallbacks(who, callbackFiltersSchema.parse(all), within());
  const details = await Promise.all(
    callbacks.items.map(({ id }) =>
      getCallback(who, id, { db: database.db, env: doorEnvironment }),
    ),
  );
  const exported = exportMessages(who, messageExportSchema.parse(all), within());
  const outcome = await exportSendBatch(who, BATCH_ID, within());
  return {
    list: JSON.stringify(await listMessages(who, messageFiltersSchema.parse(all), within())),
    message: JSON.stringify(await getMessage(who, messageId, within())),
    live: JSON.stringify(await catchUp(who, 0n, database.db)),
    callbacks: JSON.stringify(callbacks),
    "callbacks in full": JSON.stringify(details),
    names: JSON.stringify(await listUnknownNames(who, within())),
    batch: JSON.stringify(await getSendBatch(who, BATCH_ID, within())),
    export: await textOf(exported.pieces),
    "batch export": await textOf(outcome.pieces),
  };
}

const placesWith = (seen: Record<string, string>, secret: string) =>
  Object.entries(seen).flatMap(([place, text]) => (text.includes(secret) ? [place] : []));

describe("masking", () => {
  test("hides nothing until the team wants it", async () => {
    await choose({});
    const seen = await everythingSeenBy(viewer);
    expect(placesWith(seen, NUMBER)).toEqual(
      expect.arrayContaining(["list", "message", "live", "callbacks", "export", "batch export"]),
    );
    expect(placesWith(seen, TEXT)).toEqual(
      expect.arrayContaining(["list", "message", "live", "export", "batch", "batch export"]),
    );
  });

  test("of numbers leaves none anywhere that a viewer can read", async () => {
    await choose({ masksNumbers: true });
    const seen = await everythingSeenBy(viewer);
    expect(placesWith(seen, NUMBER)).toEqual([]);
    expect(seen.list).toContain("•••• 0137");
    expect(placesWith(await everythingSeenBy(sender), NUMBER)).toContain("list");
  });

  test("of texts leaves none anywhere that a viewer can read, and one by one to who may reveal", async () => {
    await choose({ masksBodies: true });
    expect(placesWith(await everythingSeenBy(viewer), TEXT)).toEqual([]);
    const whole = await everythingSeenBy(sender);
    expect(placesWith(whole, TEXT)).toEqual(["batch", "export", "batch export"]);
    expect(JSON.parse(whole.message ?? "")).toMatchObject({ body: null, masked: ["body"] });
    expect(await revealMessage(sender, messageId, database.db)).toMatchObject({
      body: `Your code is ${TEXT}`,
      contentVariables: { 1: TEXT },
    });
    await expect(revealMessage(viewer, messageId, database.db)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("holds for live changes, for each who listens by their own right", async () => {
    await choose({ masksNumbers: true, masksBodies: true });
    const hub = await openLiveHub(database.db, database.url);
    const heardBy = (who: Viewer) =>
      new Promise<LiveUpdate>((resolve) => {
        const stop = hub.subscribe(who, (update) => {
          stop();
          resolve(update);
        });
      });
    const both = Promise.all([heardBy(viewer), heardBy(sender)]);
    await insertMessage(database.db);
    const [toViewer, toSender] = (await both).map((update) => JSON.stringify(update));
    await hub.close();
    expect(toViewer).not.toContain(NUMBER);
    expect(toSender).toContain(NUMBER);
    expect(`${toViewer}${toSender}`).not.toContain(TEXT);
  });

  test("cannot be got around by searching for a part of what is hidden", async () => {
    await choose({ masksNumbers: true, masksBodies: true });
    const found = async (who: Viewer, q: string) => {
      const filters = messageFiltersSchema.parse({ ...all, q });
      return (await listMessages(who, filters, within())).items.map(({ id }) => id);
    };
    const foundCallbacks = async (who: Viewer, q: string) =>
      (await listCallbacks(who, callbackFiltersSchema.parse({ ...all, q }), within())).items.length;
    await database.query("UPDATE messages SET reference = 'order-7' WHERE id = $1", [messageId]);
    await database.query(
      "UPDATE message_search SET document = to_tsvector('simple', 'Your code is 482 913 order-7') WHERE message_id = $1",
      [messageId],
    );
    expect(await found(viewer, "415555")).toEqual([]);
    expect(await found(viewer, "50137")).toEqual([]);
    expect(await found(viewer, "your code")).toEqual([]);
    expect(await found(viewer, "482 913")).toEqual([]);
    expect(await found(sender, "482 913")).toEqual([]);
    expect(await foundCallbacks(viewer, "50137")).toBe(0);
    expect(await found(sender, "50137")).toContain(messageId);
    expect(await foundCallbacks(sender, "50137")).toBeGreaterThan(0);
    expect(await found(viewer, "+1 (415) 555-0137")).toContain(messageId);
    expect(await found(viewer, "order-7")).toEqual([messageId]);
  });
});

test("revealing, exporting and changing the settings are written in the audit, without what they showed", async () => {
  await choose({ masksBodies: true });
  await revealMessage(sender, messageId, database.db);
  await textOf(exportMessages(sender, messageExportSchema.parse(all), within()).pieces);
  await choose({ masksBodies: true, bodyDays: 30 });
  const { entries } = await listAudit(admin, {}, database.db);
  expect(entries.slice(0, 3)).toMatchObject([
    { action: "settings.changed", subject: "privacy", details: { bodyDays: "kept → 30" } },
    { action: "messages.exported", actor: "sender" },
    { action: "message.revealed", actor: "sender", subject: messageId },
  ]);
  expect(JSON.stringify(entries)).not.toContain(TEXT);
  expect(JSON.stringify(entries)).not.toContain(NUMBER);
});

test("only who may change settings reads or changes these", async () => {
  await expect(getPrivacySettings(sender, database.db)).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(changePrivacySettings(sender, KEPT, database.db)).rejects.toMatchObject({
    code: "forbidden",
  });
});
