import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redactStoredMessage } from "@/lib/db/message-redaction";
import { recordStatusEvents } from "@/lib/db/status-events";
import { cancelMessage } from "@/lib/services/cancel-message";
import { deleteMessageAtTwilio } from "@/lib/services/delete-message-at-twilio";
import { fetchMessageFromTwilio } from "@/lib/services/fetch-message-from-twilio";
import { getMessage } from "@/lib/services/get-message";
import { listMessages } from "@/lib/services/list-messages";
import { redactMessage } from "@/lib/services/redact-message";
import { resendMessage } from "@/lib/services/resend-message";
import { resendMessages } from "@/lib/services/resend-messages";
import { sendMessage } from "@/lib/services/send-message";
import { createTwilioClient } from "@/lib/twilio/rest-client";
import { statusEvent } from "../../support/status-event-factory";
import {
  createdFor,
  messageTo,
  openSendingPlace,
  SERVICE,
  type SendingPlace,
  sender,
  stateOf,
  viewerOf,
} from "./sending-fixture";

const admin = viewerOf("admin");
const FAILED_FOR_GOOD = "+15006630005";
const REFUSED = "+15005550004";

let place: SendingPlace;
beforeAll(async () => {
  place = await openSendingPlace();
});
afterAll(() => place.close());

async function sendAndSettle(to: string, changes = {}): Promise<string> {
  const { messageId } = await sendMessage(sender, messageTo(to, changes), place.deps);
  await place.simulator.settled({ timeoutMs: 10_000 });
  return messageId;
}

function schedule(to: string): Promise<string> {
  return sendAndSettle(to, {
    messagingServiceSid: SERVICE,
    sendAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
}

describe("fetching a message from Twilio", () => {
  test("adds one event with the source api, and fills in segments and price", async () => {
    const id = await sendAndSettle("+14155550100");
    const fetched = await fetchMessageFromTwilio(sender, id, place.deps);
    expect(fetched).toEqual({ messageId: id, status: "delivered", before: "delivered" });
    const detail = await getMessage(sender, id, { db: place.database.db });
    expect(detail.events.filter(({ source }) => source === "api")).toHaveLength(1);
    expect(detail.numSegments).toBe(1);
    expect(detail.price).toMatch(/^-0\.\d+$/);
  });

  test("fills in what lost callbacks did not tell", async () => {
    const id = await sendAndSettle("+14155550121");
    expect(await stateOf(place, id)).toMatchObject({ status: "queued" });
    await fetchMessageFromTwilio(sender, id, place.deps);
    expect(await stateOf(place, id)).toMatchObject({ status: "delivered", outcome: "delivered" });
  });

  test("settles two endings that contradict each other", async () => {
    const id = await sendAndSettle("+14155550108");
    expect(await stateOf(place, id)).toMatchObject({ outcome: "conflict" });
    const { status } = await fetchMessageFromTwilio(sender, id, place.deps);
    expect(await stateOf(place, id)).toMatchObject({ outcome: "delivered", status });
  });

  test("says so when Twilio does not answer, and records nothing", async () => {
    const id = await sendAndSettle("+14155550100");
    const { accountSid, authToken } = place.simulator;
    const client = createTwilioClient({ accountSid, authToken, apiBaseUrl: "http://127.0.0.1:1" });
    await expect(
      fetchMessageFromTwilio(sender, id, { ...place.deps, client }),
    ).rejects.toMatchObject({ code: "upstream_failed" });
    const detail = await getMessage(sender, id, { db: place.database.db });
    expect(detail.events.filter(({ source }) => source === "api")).toHaveLength(0);
  });

  test("is not possible for a message that Twilio refused", async () => {
    const id = await sendAndSettle(REFUSED);
    await expect(fetchMessageFromTwilio(sender, id, place.deps)).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("canceling", () => {
  test("takes back a scheduled message", async () => {
    const id = await schedule("+14155554001");
    expect(await cancelMessage(sender, id, place.deps)).toEqual({
      messageId: id,
      status: "canceled",
    });
    expect(await stateOf(place, id)).toMatchObject({ status: "canceled", outcome: "canceled" });
  });

  test("is refused for a message that is not scheduled", async () => {
    const id = await sendAndSettle("+14155550100");
    await expect(cancelMessage(sender, id, place.deps)).rejects.toThrow(
      "Only a message that waits for its send time can be canceled.",
    );
  });

  test("that comes too late says why and records what became of the message instead", async () => {
    const id = await schedule("+14155554002");
    const { sid } = await stateOf(place, id);
    await place.client.messages(sid ?? "").update({ status: "canceled" });
    await expect(cancelMessage(sender, id, place.deps)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("30409"),
    });
    expect(await stateOf(place, id)).toMatchObject({ status: "canceled" });
  });
});

describe("removing the text", () => {
  test("removes it at Twilio, from the row, from search and from callbacks that carried it", async () => {
    const body = "Secret aardvark words";
    const id = await sendAndSettle("+14155550100", { body, reference: "kept-reference" });
    const { sid } = await stateOf(place, id);
    await recordStatusEvents(place.database.db, [
      statusEvent({
        sid: sid ?? "",
        status: "sent",
        params: [
          ["Body", body],
          ["MessageStatus", "sent"],
        ],
        rawBody: Buffer.from("Body=Secret+aardvark+words&MessageStatus=sent"),
      }),
    ]);
    await redactMessage(admin, id, place.deps);

    expect((await place.client.messages(sid ?? "").fetch()).body).toBe("");
    const detail = await getMessage(admin, id, { db: place.database.db });
    expect(detail.body).toBeNull();
    expect(detail.bodyRedactedAt).not.toBeNull();
    const params = detail.events.flatMap((event) => event.params);
    expect(params).toContainEqual(["Body", ""]);
    expect(JSON.stringify(detail)).not.toContain("aardvark");
    const found = (q: string) =>
      listMessages(admin, { range: "all", q }, { db: place.database.db }).then(({ items }) =>
        items.map((item) => item.id),
      );
    expect(await found("aardvark")).toEqual([]);
    expect(await found("kept-reference")).toEqual([id]);
  });

  test("is not undone by fetching a message whose text Twilio still has", async () => {
    const id = await sendAndSettle("+14155550100", { body: "Gone" });
    const { sid } = await stateOf(place, id);
    await redactStoredMessage(place.database.db, { id, sid, redactedAt: new Date() });
    await fetchMessageFromTwilio(sender, id, place.deps);
    expect((await getMessage(admin, id, { db: place.database.db })).body).toBeNull();
  });

  test("removes nothing here while Twilio refuses it for a message under way", async () => {
    const id = await schedule("+14155554003");
    await expect(redactMessage(admin, id, place.deps)).rejects.toMatchObject({ code: "conflict" });
    expect((await getMessage(admin, id, { db: place.database.db })).body).not.toBeNull();
  });

  test("works here alone for a message that Twilio refused", async () => {
    const id = await sendAndSettle(REFUSED);
    expect(await redactMessage(admin, id, place.deps)).toEqual({
      messageId: id,
      isGoneAtTwilio: true,
    });
  });

  test("needs an admin", async () => {
    const id = await sendAndSettle("+14155550100");
    await expect(redactMessage(sender, id, place.deps)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("deleting at Twilio", () => {
  test("keeps the record and its timeline here, marked", async () => {
    const id = await sendAndSettle("+14155550100");
    const { sid } = await stateOf(place, id);
    await deleteMessageAtTwilio(admin, id, place.deps);
    await expect(place.client.messages(sid ?? "").fetch()).rejects.toMatchObject({ status: 404 });
    const detail = await getMessage(admin, id, { db: place.database.db });
    expect(detail).toMatchObject({ sid, status: "delivered" });
    expect(detail.twilioDeletedAt).not.toBeNull();
    await expect(fetchMessageFromTwilio(sender, id, place.deps)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("is refused by Twilio for a message under way, which is not marked then", async () => {
    const id = await schedule("+14155554004");
    await expect(deleteMessageAtTwilio(admin, id, place.deps)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("20009"),
    });
    expect((await getMessage(admin, id, { db: place.database.db })).twilioDeletedAt).toBeNull();
  });

  test("needs an admin", async () => {
    const id = await sendAndSettle("+14155550100");
    await expect(deleteMessageAtTwilio(sender, id, place.deps)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("sending a failed message once more", () => {
  test("makes a new message with the same content, and both name each other", async () => {
    const input = {
      body: "Once more",
      reference: "order 4711",
      tags: ["reminder"],
      validityPeriodSeconds: 600,
      isSmartEncoded: true,
    };
    const failedId = await sendAndSettle(FAILED_FOR_GOOD, input);
    const { messageId } = await resendMessage(
      sender,
      { messageId: failedId, sendKey: randomUUID() },
      place.deps,
    );
    const [failed, again] = await Promise.all(
      [failedId, messageId].map((id) => getMessage(sender, id, { db: place.database.db })),
    );
    expect(again).toMatchObject({ ...input, resentFromId: failedId, to: FAILED_FOR_GOOD });
    expect(again?.statusCallback).toContain(messageId);
    expect(failed?.resentAsIds).toEqual([messageId]);
  });

  test("happens once for one key, however often it is asked for", async () => {
    const failedId = await sendAndSettle(FAILED_FOR_GOOD);
    const before = createdFor(place, FAILED_FOR_GOOD);
    const request = { messageIds: [failedId, failedId], sendKey: randomUUID() };
    await Promise.all([
      resendMessages(sender, request, place.deps),
      resendMessages(sender, request, place.deps),
    ]);
    expect(createdFor(place, FAILED_FOR_GOOD)).toBe(before + 1);
  });

  test.each([
    ["+14155550100", "it was delivered"],
    ["+14155550113", "it may exist at Twilio"],
    ["+14155550108", "Twilio reported two endings"],
  ])("is refused for %s, since %s", async (to) => {
    const id = await sendAndSettle(to);
    await expect(
      resendMessage(sender, { messageId: id, sendKey: randomUUID() }, place.deps),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("is refused when the text was removed", async () => {
    const id = await sendAndSettle(FAILED_FOR_GOOD);
    await redactMessage(admin, id, place.deps);
    await expect(
      resendMessage(sender, { messageId: id, sendKey: randomUUID() }, place.deps),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("of several goes on past one that cannot be sent", async () => {
    const [fine, bad] = [await sendAndSettle(FAILED_FOR_GOOD), await sendAndSettle("+14155550100")];
    const resent = await resendMessages(
      sender,
      { messageIds: [bad, fine], sendKey: randomUUID() },
      place.deps,
    );
    expect(resent[0]).toMatchObject({ messageId: bad, outcome: null });
    expect(resent[1]).toMatchObject({ messageId: fine, problem: null });
  });
});
