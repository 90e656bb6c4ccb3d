import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findMessage } from "@/lib/db/messages";
import { sendForm } from "@/lib/services/send-form";
import { sendMessage } from "@/lib/services/send-message";
import { createTwilioClient } from "@/lib/twilio/rest-client";
import {
  clientOf,
  createdFor,
  formTo,
  messageTo,
  openSendingPlace,
  type SendingPlace,
  sender,
  stateOf,
} from "./sending-fixture";

let place: SendingPlace;
beforeAll(async () => {
  place = await openSendingPlace();
});
afterAll(() => place.close());

describe("one send key", () => {
  test("makes one message when it is used eight times at once from two processes", async () => {
    const input = messageTo("+14155552001");
    const databases = [place.database.db, place.database.connect()];
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        sendMessage(sender, input, { ...place.deps, db: databases[index % 2] }),
      ),
    );
    expect(new Set(outcomes.map(({ messageId }) => messageId)).size).toBe(1);
    expect(outcomes.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(createdFor(place, input.to)).toBe(1);
  });

  test("makes one message for each recipient of a form that is submitted twice", async () => {
    const form = formTo("+14155552002, +14155552003");
    const [first, again] = await Promise.all([
      sendForm(sender, form, place.deps),
      sendForm(sender, form, place.deps),
    ]);
    const ids = (outcome: typeof first) => outcome.messages.map(({ messageId }) => messageId);
    expect(ids(again)).toEqual(ids(first));
    expect(createdFor(place, "+14155552002")).toBe(1);
    expect(createdFor(place, "+14155552003")).toBe(1);
  });

  test("sends only to who was added when a form comes again with one more recipient", async () => {
    const form = formTo("+14155552004");
    await sendForm(sender, form, place.deps);
    const { messages } = await sendForm(
      sender,
      { ...form, to: "+14155552004\n+14155552005" },
      place.deps,
    );
    expect(messages.map(({ isNew }) => isNew)).toEqual([false, true]);
    expect(createdFor(place, "+14155552004")).toBe(1);
  });

  test("answers with what stands and calls nobody when the first answer was lost", async () => {
    const input = messageTo("+14155550114");
    const first = await sendMessage(sender, input, place.deps);
    const again = await sendMessage(sender, input, place.deps);
    expect(again).toMatchObject({ messageId: first.messageId, isNew: false });
    expect(createdFor(place, input.to)).toBe(1);
  });
});

describe("a create call without an answer", () => {
  test.each([
    ["+14155550113", "the line is cut before Twilio takes it"],
    ["+14155550118", "Twilio answers 503 and does not take it"],
  ])("leaves %s unknown and never sends again when %s", async (to) => {
    const { messageId, submission } = await sendMessage(sender, messageTo(to), place.deps);
    expect(submission).toBe("unknown");
    await place.simulator.settled({ timeoutMs: 5_000 });
    expect(await stateOf(place, messageId)).toMatchObject({
      submission: "unknown",
      sid: null,
      outcome: "unknown",
    });
    expect(createdFor(place, to)).toBe(0);
  });

  test.each([
    ["+14155550114", "the line is cut after Twilio took it"],
    ["+14155550115", "the line is cut in the middle of the answer"],
    ["+14155550119", "Twilio answers 500 although it took it"],
  ])("is resolved for %s by the first callback with our id when %s", async (to) => {
    const before = createdFor(place, to);
    const { messageId } = await sendMessage(sender, messageTo(to), place.deps);
    await place.simulator.settled({ timeoutMs: 10_000 });
    expect(await stateOf(place, messageId)).toMatchObject({
      submission: "accepted",
      status: "delivered",
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
    });
    expect(createdFor(place, to)).toBe(before + 1);
  });

  test("stays accepted when the first callback was quicker than the answer", async () => {
    const { messageId, submission } = await sendMessage(
      sender,
      messageTo("+14155550112"),
      place.deps,
    );
    expect(submission).toBe("accepted");
    await place.simulator.settled({ timeoutMs: 10_000 });
    const events = await place.database.query<{ source: string }>(
      "SELECT source FROM status_events WHERE message_id = $1 ORDER BY seq",
      [messageId],
    );
    expect(events.map(({ source }) => source)).toContain("create_response");
    expect(events[0]?.source).toBe("callback");
    const [orphans] = await place.database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM messages WHERE origin = 'orphan'",
    );
    expect(orphans?.count).toBe(0);
  });
});

describe("an answer that says no", () => {
  test("429 is tried again until Twilio takes it, and one message exists", async () => {
    const { messageId } = await sendMessage(sender, messageTo("+14155550116"), place.deps);
    expect(await stateOf(place, messageId)).toMatchObject({ submission: "accepted" });
    expect(createdFor(place, "+14155550116")).toBe(1);
  });

  test("429 that never ends is a refusal with its code, since Twilio processed nothing", async () => {
    const { submission, refusal } = await sendMessage(
      sender,
      messageTo("+14155550117"),
      place.deps,
    );
    expect(submission).toBe("rejected");
    expect(refusal?.code).toBe(20429);
    expect(createdFor(place, "+14155550117")).toBe(0);
  });

  test("a Twilio that cannot be connected to leaves a refusal, not a doubt", async () => {
    const client = createTwilioClient({
      accountSid: place.simulator.accountSid,
      authToken: place.simulator.authToken,
      apiBaseUrl: "http://127.0.0.1:1",
    });
    const { messageId, submission, refusal } = await sendMessage(
      sender,
      messageTo("+14155552006"),
      { ...place.deps, client },
    );
    expect(submission).toBe("rejected");
    expect(refusal).toEqual({
      code: null,
      field: null,
      message: "Twilio could not be reached, so nothing was sent.",
    });
    expect((await findMessage(place.database.db, messageId))?.sid).toBeNull();
  });
});

test("the message exists here before Twilio is asked", async () => {
  const input = messageTo("+14155552007");
  const client = clientOf(place.simulator);
  const create = client.messages.create;
  const seen: string[] = [];
  client.messages.create = (async (...args: Parameters<typeof create>) => {
    const rows = await place.database.query<{ submission: string }>(
      "SELECT submission FROM messages WHERE send_key = $1",
      [input.sendKey],
    );
    seen.push(...rows.map(({ submission }) => submission));
    return create(...args);
  }) as typeof create;
  await sendMessage(sender, input, { ...place.deps, client });
  expect(seen).toEqual(["pending"]);
});
