import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertPendingMessage } from "@/lib/db/messages";
import { recordStatusEvents } from "@/lib/db/status-events";
import { instantFromUs } from "@/lib/domain/instant";
import { decideUnknownSubmission } from "@/lib/services/decide-unknown-submission";
import { resolveUnknownSubmission } from "@/lib/services/resolve-unknown-submission";
import { resolveUnknownSubmissions } from "@/lib/services/resolve-unknown-submissions";
import { sendMessage } from "@/lib/services/send-message";
import { statusEvent } from "../../support/status-event-factory";
import { freshMessageId } from "../callback-door-fixture";
import {
  createdFor,
  FROM,
  messageTo,
  openSendingPlace,
  SERVICE_WITHOUT_CALLBACK,
  type SendingPlace,
  sender,
  stateOf,
  viewerOf,
} from "./sending-fixture";

const noCallbacks = { misbehaviour: { lose: 1 } };

let place: SendingPlace;
beforeAll(async () => {
  place = await openSendingPlace();
  place.simulator.applySettings(noCallbacks);
});
afterAll(() => place.close());

/** Twilio takes it, the line is cut, and no callback ever comes. */
async function sendIntoSilence(to: string, changes = {}): Promise<string> {
  place.simulator.applySettings({ misbehaviour: { lose: 1, cutAfterAccepting: 1 } });
  const { messageId, submission } = await sendMessage(sender, messageTo(to, changes), place.deps);
  place.simulator.applySettings({ misbehaviour: { lose: 1, cutAfterAccepting: 0 } });
  expect(submission).toBe("unknown");
  return messageId;
}

describe("looking at Twilio for a message whose create call was not answered", () => {
  test("takes the one that fits by recipient, time, sender and text", async () => {
    const to = "+14155553001";
    await sendMessage(sender, messageTo(to), place.deps);
    const id = await sendIntoSilence(to);
    const finding = await resolveUnknownSubmission(sender, id, place.deps);
    expect(finding).toMatchObject({ kind: "found", sid: expect.stringMatching(/^SM/) });
    expect(await stateOf(place, id)).toMatchObject({ submission: "accepted" });
    expect(createdFor(place, to)).toBe(2);
  });

  test("finds one that went by a Messaging Service", async () => {
    const id = await sendIntoSilence("+14155553002", {
      messagingServiceSid: SERVICE_WITHOUT_CALLBACK,
    });
    expect(await resolveUnknownSubmission(sender, id, place.deps)).toMatchObject({ kind: "found" });
  });

  test("finds a scheduled one, which has no sending date yet", async () => {
    const id = await sendIntoSilence("+14155553003", {
      messagingServiceSid: SERVICE_WITHOUT_CALLBACK,
      sendAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    expect(await resolveUnknownSubmission(sender, id, place.deps)).toMatchObject({
      kind: "found",
      status: "scheduled",
    });
  });

  test("says that there is none when Twilio never took it, and sends nothing", async () => {
    const { messageId } = await sendMessage(sender, messageTo("+14155550113"), place.deps);
    expect(await resolveUnknownSubmission(sender, messageId, place.deps)).toEqual({ kind: "none" });
    expect(await stateOf(place, messageId)).toMatchObject({ submission: "unknown" });
    expect(createdFor(place, "+14155550113")).toBe(0);
  });

  test("leaves two alike to a person", async () => {
    const body = "The same words twice";
    const first = await sendIntoSilence("+14155553004", { body });
    const second = await sendIntoSilence("+14155553004", { body });
    const finding = await resolveUnknownSubmission(sender, first, place.deps);
    expect(finding.kind).toBe("several");
    expect(await stateOf(place, second)).toMatchObject({ submission: "unknown", sid: null });
  });

  test("does not take a message that another one here already is", async () => {
    const body = "Known by its callback";
    await sendMessage(sender, messageTo("+14155553005", { body }), place.deps);
    const id = freshMessageId();
    await insertUnanswered(id, "+14155553005", body, Date.now());
    expect(
      await resolveUnknownSubmission(sender, id, { ...place.deps, now: inMinutes(5) }),
    ).toEqual({ kind: "none" });
  });

  test("does not take one with another text", async () => {
    await sendIntoSilence("+14155553006", { body: "Other words" });
    const id = freshMessageId();
    await insertUnanswered(id, "+14155553006", "These words", Date.now());
    expect(
      await resolveUnknownSubmission(sender, id, { ...place.deps, now: inMinutes(5) }),
    ).toEqual({ kind: "none" });
  });

  test("treats a pending message as unanswered only once its process cannot be at it any more", async () => {
    const id = freshMessageId();
    await insertUnanswered(id, "+14155553007", "Left behind", Date.now());
    expect(await resolveUnknownSubmission(sender, id, place.deps)).toEqual({
      kind: "settled",
      submission: "pending",
    });
    await resolveUnknownSubmission(sender, id, { ...place.deps, now: inMinutes(5) });
    expect(await stateOf(place, id)).toMatchObject({ submission: "unknown" });
  });

  test("a viewer may not", async () => {
    await expect(
      resolveUnknownSubmission(viewerOf("viewer"), freshMessageId(), place.deps),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

test("the job looks up what is a minute old and leaves what is younger to its callback", async () => {
  const id = await sendIntoSilence("+14155553010");
  await resolveUnknownSubmissions(sender, place.deps);
  expect(await stateOf(place, id)).toMatchObject({ submission: "unknown" });
  const { found } = await resolveUnknownSubmissions(sender, { ...place.deps, now: inMinutes(2) });
  expect(found).toBeGreaterThanOrEqual(1);
  expect(await stateOf(place, id)).toMatchObject({ submission: "accepted" });
});

test("the job looks less and less often for what it did not find", async () => {
  const { messageId } = await sendMessage(sender, messageTo("+14155550113"), place.deps);
  const looks: boolean[] = [];
  for (let minute = 20; minute < 49; minute += 1) {
    const { open } = await resolveUnknownSubmissions(sender, {
      ...place.deps,
      now: inMinutes(minute),
    });
    looks.push(open > 0);
  }
  expect(await stateOf(place, messageId)).toMatchObject({ submission: "unknown" });
  expect(looks.filter(Boolean).length).toBeLessThan(10);
  expect(looks).toContain(true);
});

describe("a person's word", () => {
  test("attaches the SID that Twilio confirms", async () => {
    const id = await sendIntoSilence("+14155553011");
    const sid = place.simulator.ledger().find(({ to }) => to === "+14155553011")?.sid ?? "";
    await decideUnknownSubmission(sender, id, { kind: "sent", sid }, place.deps);
    expect(await stateOf(place, id)).toMatchObject({ submission: "accepted", sid });
  });

  test("is not taken for a SID that Twilio does not know, or of a message to somebody else", async () => {
    const id = await sendIntoSilence("+14155553012");
    const elsewhere = await place.client.messages.create({
      to: "+14155553013",
      from: FROM,
      body: "Sent by another program",
    });
    for (const sid of [`SM${"0".repeat(32)}`, elsewhere.sid]) {
      await expect(
        decideUnknownSubmission(sender, id, { kind: "sent", sid }, place.deps),
      ).rejects.toMatchObject({ code: "conflict" });
    }
    expect(await stateOf(place, id)).toMatchObject({ submission: "unknown", sid: null });
  });

  test("is not taken for a SID that another message here has", async () => {
    const body = "One of a kind";
    const known = await sendMessage(sender, messageTo("+14155553014", { body }), place.deps);
    const { sid } = await stateOf(place, known.messageId);
    const id = await sendIntoSilence("+14155553014");
    await expect(
      decideUnknownSubmission(sender, id, { kind: "sent", sid: sid ?? "" }, place.deps),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("that it was not sent is overruled by a callback with our id", async () => {
    const id = await sendIntoSilence("+14155553015");
    await decideUnknownSubmission(sender, id, { kind: "not_sent" }, place.deps);
    expect(await stateOf(place, id)).toMatchObject({ submission: "rejected", outcome: "failed" });
    const entry = place.simulator.ledger().find(({ to }) => to === "+14155553015");
    const resource = await place.client.messages(entry?.sid ?? "").fetch();
    await recordStatusEvents(place.database.db, [
      statusEvent({ sid: resource.sid, status: "delivered", messageId: id }),
    ]);
    expect(await stateOf(place, id)).toMatchObject({
      submission: "accepted",
      outcome: "delivered",
    });
  });

  test("is not taken once it is known what became of the message", async () => {
    const known = await sendMessage(sender, messageTo("+14155553016"), place.deps);
    await expect(
      decideUnknownSubmission(sender, known.messageId, { kind: "not_sent" }, place.deps),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});

function inMinutes(minutes: number): Date {
  return new Date(Date.now() + minutes * 60_000);
}

/** A row whose process ended between inserting it and Twilio's answer. */
async function insertUnanswered(id: string, to: string, body: string, createdAtMs: number) {
  await insertPendingMessage(place.database.db, {
    id,
    origin: "dashboard",
    accountSid: place.simulator.accountSid,
    channel: "sms",
    to,
    toDigits: to.slice(1),
    toCountry: "US",
    from: "+15005550006",
    messagingServiceSid: null,
    body,
    mediaUrls: [],
    contentSid: null,
    contentVariables: null,
    callbackMode: "message",
    statusCallback: null,
    sendAt: null,
    validityPeriodSeconds: null,
    reference: null,
    tags: [],
    sendKey: null,
    resentFromId: null,
    batchId: null,
    createdBy: "Ada",
    createdAt: instantFromUs(createdAtMs * 1000),
  });
}
