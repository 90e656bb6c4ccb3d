import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toCreateCall } from "@/lib/domain/create-call";
import { EXAMPLE_MESSAGE_ID, planSend } from "@/lib/domain/send-plan";
import { getMessage } from "@/lib/services/get-message";
import { listMessages } from "@/lib/services/list-messages";
import { sendForm } from "@/lib/services/send-form";
import { toSendSettings } from "@/lib/services/send-settings";
import { createTwilioClient } from "@/lib/twilio/rest-client";
import {
  countMessages,
  createdFor,
  formTo,
  listen,
  openSendingPlace,
  SERVICE,
  SERVICE_WITHOUT_CALLBACK,
  type SendingPlace,
  sender,
  stateOf,
  TEMPLATE,
  viewerOf,
} from "./sending-fixture";

let place: SendingPlace;
beforeAll(async () => {
  place = await openSendingPlace();
});
afterAll(() => place.close());

async function sendOne(form: Parameters<typeof sendForm>[1]) {
  const { messages } = await sendForm(sender, form, place.deps);
  const [message] = messages;
  if (!message) throw new Error("The form sent nothing.");
  return message;
}

async function callbacksOf(messageId: string): Promise<string[]> {
  await place.simulator.settled({ timeoutMs: 10_000 });
  const detail = await getMessage(sender, messageId, { db: place.database.db });
  return detail.events.filter(({ source }) => source === "callback").map(({ status }) => status);
}

describe("the three ways to ask for callbacks", () => {
  test("a number with the message's own callback", async () => {
    const { messageId } = await sendOne(formTo("+14155550100"));
    expect(await callbacksOf(messageId)).toEqual(["sent", "delivered"]);
    expect(await getMessage(sender, messageId, { db: place.database.db })).toMatchObject({
      callbackMode: "message",
      statusCallback: `${place.settings.PUBLIC_BASE_URL}/api/webhooks/twilio/message-status?message=${messageId}#rc=5&rp=all`,
    });
  });

  test("a Messaging Service that calls the address set in it", async () => {
    const { messageId } = await sendOne(
      formTo("+14155550100", {
        sender: "service",
        messagingServiceSid: SERVICE,
        callback: "service",
        body: "By the service alone",
      }),
    );
    expect(await callbacksOf(messageId)).toEqual(["queued", "sent", "delivered"]);
    expect(await getMessage(sender, messageId, { db: place.database.db })).toMatchObject({
      callbackMode: "service",
      statusCallback: null,
    });
  });

  test("a Messaging Service with the message's own callback, which wins", async () => {
    const { messageId } = await sendOne(
      formTo("+14155550100", {
        sender: "service",
        messagingServiceSid: SERVICE,
        callback: "message",
        body: "By the service with its own callback",
      }),
    );
    expect(await callbacksOf(messageId)).toEqual(["queued", "sent", "delivered"]);
    const detail = await getMessage(sender, messageId, { db: place.database.db });
    expect(detail.callbackMode).toBe("both");
    expect(detail.events.every(({ query, source }) => query !== "" || source !== "callback")).toBe(
      true,
    );
  });
});

describe("what Twilio is asked for", () => {
  test("is on the wire what the preview shows", async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        bodies.push(Buffer.concat(chunks).toString());
        response.writeHead(400, { "content-type": "application/json" });
        response.end(JSON.stringify({ code: 21211, message: "No", status: 400 }));
      });
    });
    const apiBaseUrl = await listen(server);
    const { accountSid, authToken } = place.simulator;
    const client = createTwilioClient({ accountSid, authToken, apiBaseUrl });
    const forms = [
      formTo("+14155550100", { body: "Ünïcode & “quotes” + signs", isSmartEncoded: true }),
      formTo("+14155550101", {
        channel: "mms",
        mediaUrls: ["https://example.com/a.jpg?x=1&y=2", "https://example.com/b.jpg"],
        validityPeriodSeconds: 300,
      }),
      formTo("+14155550102", {
        channel: "whatsapp",
        sender: "service",
        messagingServiceSid: SERVICE,
        content: "template",
        contentSid: TEMPLATE,
        contentVariables: [{ name: "1", value: 'Ada "the first"' }],
        sendAt: new Date(Date.now() + 3_600_000).toISOString(),
      }),
    ];
    const previews = forms.map((form) => {
      const known = toSendSettings(place.settings);
      const { first } = planSend(form, { ...known, now: new Date(), live: false });
      return toCreateCall(first);
    });
    const sent: { messageId: string }[] = [];
    for (const form of forms) {
      sent.push(...(await sendForm(sender, form, { ...place.deps, client })).messages);
    }
    server.closeAllConnections();
    server.close();

    const wires = bodies.map((body, index) => {
      const params = new URLSearchParams(
        body.replaceAll(sent[index]?.messageId ?? "", EXAMPLE_MESSAGE_ID),
      );
      const names = [...new Set(params.keys())];
      return Object.fromEntries(
        names.map((name) => {
          const values = params.getAll(name);
          return [name, name === "MediaUrl" ? values : values[0]];
        }),
      );
    });
    expect(wires).toEqual(previews);
  });

  test("reaches Twilio with every optional part", async () => {
    const { messageId, submission } = await sendOne(
      formTo("+14155550103", {
        channel: "whatsapp",
        from: "+1 415 523 8886",
        content: "template",
        contentSid: TEMPLATE,
        contentVariables: [
          { name: "1", value: "Ada" },
          { name: "2", value: "A-7" },
        ],
      }),
    );
    expect(submission).toBe("accepted");
    const { sid } = await stateOf(place, messageId);
    const resource = await place.client.messages(sid ?? "").fetch();
    expect(resource.body).toBe("Hi Ada, your order A-7 is on its way.");
    expect(resource.from).toBe("whatsapp:+14155238886");
    expect((await callbacksOf(messageId)).at(-1)).toBe("read");
  });
});

describe("what Twilio refuses", () => {
  test.each([
    ["+15005550001", "+15005550006", 21211, "to"],
    ["+15005550004", "+15005550006", 21610, "to"],
    ["+14155550100", "+15005550007", 21606, "from"],
  ])(
    "%s from %s comes back as %i at the field %s, and its row stays",
    async (to, from, code, field) => {
      const { messageId, refusal, submission } = await sendOne(formTo(to, { from }));
      expect(submission).toBe("rejected");
      expect(refusal).toMatchObject({ code, field });
      expect(await stateOf(place, messageId)).toMatchObject({
        outcome: "failed",
        error_code: code,
        sid: null,
      });
    },
  );

  test("a refused message does not keep the other recipients from theirs", async () => {
    const { messages, batchId } = await sendForm(
      sender,
      formTo("+14155556001\n+15005550004\n+14155556002"),
      place.deps,
    );
    expect(messages.map(({ submission }) => submission)).toEqual([
      "accepted",
      "rejected",
      "accepted",
    ]);
    const { items } = await listMessages(
      sender,
      { range: "all", q: batchId ?? "" },
      { db: place.database.db },
    );
    expect(items.map(({ id }) => id).sort()).toEqual(
      messages.map(({ messageId }) => messageId).sort(),
    );
  });
});

describe("before anything is sent", () => {
  test.each([
    ["an empty form", formTo("", { from: "", body: "" }), ["to", "from", "body"]],
    ["a number that is none", formTo("12"), ["to"]],
    [
      "a schedule without a service",
      formTo("+14155550100", { sendAt: "2030-01-01T00:00:00Z" }),
      ["messagingServiceSid", "sendAt"],
    ],
    [
      "a media address that is none",
      formTo("+14155550100", { channel: "mms", mediaUrls: ["cat.jpg"] }),
      ["mediaUrl"],
    ],
    ["a template without a SID", formTo("+14155550100", { content: "template" }), ["contentSid"]],
    ["a text that is too long", formTo("+14155550100", { body: "x".repeat(1601) }), ["body"]],
  ])("%s is told at its fields", async (_name, form, fields) => {
    const before = await countMessages(place);
    const error = await sendForm(sender, form, place.deps).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "invalid_input" });
    expect(Object.keys((error as { fieldErrors: object }).fieldErrors).sort()).toEqual(
      [...fields].sort(),
    );
    expect(await countMessages(place)).toBe(before);
  });

  test("a callback address that Twilio could not reach is told when the real Twilio is in use", async () => {
    const live = { ...place.deps, settings: { ...place.settings, mode: "twilio" as const } };
    await expect(sendForm(sender, formTo("+14155550100"), live)).rejects.toMatchObject({
      fieldErrors: { statusCallback: [expect.stringContaining("127.0.0.1")] },
    });
  });

  test("a missing PUBLIC_BASE_URL stops a message's own callback, not a service's", async () => {
    const blind = { ...place.deps, settings: { ...place.settings, PUBLIC_BASE_URL: undefined } };
    await expect(sendForm(sender, formTo("+14155550100"), blind)).rejects.toMatchObject({
      fieldErrors: { statusCallback: [expect.stringContaining("PUBLIC_BASE_URL")] },
    });
    const byService = formTo("+14155550100", {
      sender: "service",
      messagingServiceSid: SERVICE_WITHOUT_CALLBACK,
      callback: "service",
    });
    const { messages } = await sendForm(sender, byService, blind);
    expect(messages[0]?.submission).toBe("accepted");
  });

  test("a number outside the allowed prefixes is kept back, whoever asks", async () => {
    const guarded = {
      ...place.deps,
      settings: { ...place.settings, SEND_ALLOWED_PREFIXES: ["+353"] },
    };
    await expect(
      sendForm(viewerOf("owner"), formTo("+14155556003"), guarded),
    ).rejects.toMatchObject({ code: "invalid_input" });
    expect(createdFor(place, "+14155556003")).toBe(0);
  });

  test("somebody who may only look cannot send", async () => {
    await expect(
      sendForm(viewerOf("viewer"), formTo("+14155556004"), place.deps),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(createdFor(place, "+14155556004")).toBe(0);
  });
});

describe("the limit of one person in a minute", () => {
  test("holds over several processes and takes nothing when it refuses", async () => {
    const hasty = { ...viewerOf("sender"), id: "hasty" };
    const settings = { ...place.settings, SEND_LIMIT_PER_MINUTE: 3 };
    const databases = [place.database.db, place.database.connect()];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) =>
        sendForm(hasty, formTo(`+1415555700${index}`), {
          ...place.deps,
          settings,
          db: databases[index % 2],
        }),
      ),
    );
    const refused = outcomes.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(3);
    expect(refused[0]).toMatchObject({ reason: { code: "rate_limited" } });
    const created = [0, 1, 2, 3, 4, 5].map((index) => createdFor(place, `+1415555700${index}`));
    expect(created.filter((count) => count === 1)).toHaveLength(3);
    const oneMore = { ...place.settings, SEND_LIMIT_PER_MINUTE: 4 };
    const { messages } = await sendForm(hasty, formTo("+14155557006"), {
      ...place.deps,
      settings: oneMore,
    });
    expect(messages[0]?.submission).toBe("accepted");
  });

  test("refuses a form that is above it as a whole", async () => {
    const eager = { ...viewerOf("sender"), id: "eager" };
    const settings = { ...place.settings, SEND_LIMIT_PER_MINUTE: 1 };
    await expect(
      sendForm(eager, formTo("+14155557010,+14155557011"), { ...place.deps, settings }),
    ).rejects.toMatchObject({ code: "rate_limited" });
    expect(createdFor(place, "+14155557010")).toBe(0);
  });
});

test("a reference and tags find the message", async () => {
  const { messageId } = await sendOne(
    formTo("+14155556005", { reference: "order 98231", tags: ["spring", "dublin"] }),
  );
  for (const q of ["98231", "dublin", "order spring"]) {
    const { items } = await listMessages(
      sender,
      { range: "all", q: `order ${q}` },
      { db: place.database.db },
    );
    expect(items.map(({ id }) => id)).toContain(messageId);
  }
});
