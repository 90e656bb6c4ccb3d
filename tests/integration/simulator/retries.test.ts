import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { delivered, openAll, openSimulator, phoneNumber, twilioClient } from "./simulator-fixture";

const noReceipt = "+14155550102";
const message = { to: noReceipt, from: phoneNumber, body: "Hello" };

function answerWithStatuses(...statuses: number[]) {
  return (_callback: unknown, response: ServerResponse) => {
    response.statusCode = statuses.shift() ?? 200;
    response.end("answer");
  };
}

describe("retries", () => {
  test("by default an error answer is not retried: the callback is lost", async () => {
    const { client, simulator, receiver } = await openAll();
    receiver.answerWith(answerWithStatuses(503));
    await client.messages.create({ ...message, statusCallback: receiver.url });
    await simulator.settled();
    expect(receiver.received).toHaveLength(1);
    expect(simulator.ledger()[0]?.callbacks[0]).toMatchObject({
      outcome: "refused",
      attempts: [{ result: "answered", responseStatus: 503 }],
    });
  });

  test("rc and rp in the fragment are honoured, with one token over all attempts", async () => {
    const { client, simulator, receiver } = await openAll();
    receiver.answerWith(answerWithStatuses(503, 404, 500));
    await client.messages.create({ ...message, statusCallback: `${receiver.url}#rc=5&rp=all` });
    await simulator.settled();
    expect(receiver.received).toHaveLength(4);
    const tokens = receiver.received.map(({ headers }) => headers["i-twilio-idempotency-token"]);
    expect(new Set(tokens).size).toBe(1);
    expect(simulator.ledger()[0]?.callbacks[0]?.outcome).toBe("answered");
    expect(simulator.summary().callbacks).toMatchObject({ answered: 1, retries: 3, attempts: 4 });
  });

  test("retries end after rc", async () => {
    const { client, simulator, receiver } = await openAll();
    receiver.answerWith(answerWithStatuses(500, 500, 500, 500));
    await client.messages.create({ ...message, statusCallback: `${receiver.url}#rc=2&rp=5xx` });
    await simulator.settled();
    expect(receiver.received).toHaveLength(3);
  });

  test("a cause that rp does not name is not retried", async () => {
    const { client, simulator, receiver } = await openAll();
    receiver.answerWith(answerWithStatuses(404));
    await client.messages.create({ ...message, statusCallback: `${receiver.url}#rc=5&rp=5xx` });
    await simulator.settled();
    expect(receiver.received).toHaveLength(1);
  });

  test("a redirect is not followed and not retried", async () => {
    const { client, simulator, receiver } = await openAll();
    receiver.answerWith((_callback, response) => {
      response.writeHead(308, { location: `${receiver.origin}/status/` }).end();
    });
    await client.messages.create({ ...message, statusCallback: `${receiver.url}#rc=5&rp=all` });
    await simulator.settled();
    expect(receiver.received).toHaveLength(1);
    expect((await client.monitor.v1.alerts.list())[0]?.errorCode).toBe("11215");
  });

  test("a connection failure is retried once by default", async () => {
    const { client, simulator, receiver } = await openAll();
    await receiver.close();
    await client.messages.create({ ...message, statusCallback: receiver.url });
    await simulator.settled();
    expect(simulator.ledger()[0]?.callbacks[0]).toMatchObject({
      outcome: "failed",
      attempts: [
        { result: "connection-failed", responseStatus: null },
        { result: "connection-failed", responseStatus: null },
      ],
    });
  });

  test("rt bounds the wait for an answer, and rp=rt retries it", async () => {
    const { client, simulator, receiver } = await openAll();
    let silent = 1;
    receiver.answerWith((_callback, response) => {
      silent -= 1;
      return silent >= 0 ? undefined : response.end();
    });
    await client.messages.create({ ...message, statusCallback: `${receiver.url}#rt=100&rp=rt` });
    await simulator.settled();
    expect(simulator.ledger()[0]?.callbacks[0]?.attempts.map(({ result }) => result)).toEqual([
      "read-timeout",
      "answered",
    ]);
  });

  test("tt bounds everything: when it is over nothing is retried", async () => {
    const { client, simulator, receiver } = await openAll();
    receiver.answerWith(() => undefined);
    await client.messages.create({
      ...message,
      statusCallback: `${receiver.url}#rt=10000&tt=150&rc=5&rp=all`,
    });
    await simulator.settled();
    expect(simulator.ledger()[0]?.callbacks[0]?.attempts.map(({ result }) => result)).toEqual([
      "total-timeout",
    ]);
  });
});

describe("alerts", () => {
  const alertFields = [
    "account_sid",
    "alert_text",
    "api_version",
    "date_created",
    "date_generated",
    "date_updated",
    "error_code",
    "log_level",
    "more_info",
    "request_method",
    "request_url",
    "resource_sid",
    "service_sid",
    "sid",
    "url",
  ];
  const instanceFields = [
    ...alertFields,
    "request_headers",
    "request_variables",
    "response_body",
    "response_headers",
  ].sort();

  test("a lost callback can be read back with its parameters", async () => {
    const { client, simulator, receiver } = await openAll();
    receiver.answerWith(answerWithStatuses(500));
    const { sid } = await client.messages.create({ ...message, statusCallback: receiver.url });
    await simulator.settled();
    const [alert] = await client.monitor.v1.alerts.list({ logLevel: "error" });
    expect(alert).toMatchObject({
      errorCode: "11200",
      resourceSid: sid,
      requestMethod: "POST",
      requestUrl: receiver.url,
    });
    const fetched = await client.monitor.v1.alerts(String(alert?.sid)).fetch();
    const variables = new URLSearchParams(fetched.requestVariables);
    expect(variables.get("MessageSid")).toBe(sid);
    expect(variables.get("MessageStatus")).toBe("sent");
    expect(fetched.responseBody).toBe("answer");
  });

  test("have Twilio's fields, in the list without the request's variables", async () => {
    const { client, simulator, receiver } = await openAll();
    receiver.answerWith(answerWithStatuses(500));
    await client.messages.create({ ...message, statusCallback: receiver.url });
    await simulator.settled();
    const credentials = Buffer.from(`${simulator.accountSid}:${simulator.authToken}`);
    const get = async (path: string) =>
      (await fetch(simulator.url + path, {
        headers: { authorization: `Basic ${credentials.toString("base64")}` },
      }).then((response) => response.json())) as Record<string, unknown>;
    const { alerts } = (await get("/v1/Alerts")) as { alerts: Record<string, unknown>[] };
    expect(Object.keys(alerts[0] ?? {}).sort()).toEqual(alertFields);
    const instance = await get(`/v1/Alerts/${alerts[0]?.sid}`);
    expect(Object.keys(instance).sort()).toEqual(instanceFields);
  });

  test("are filtered by time", async () => {
    const { client, simulator, receiver } = await openAll();
    receiver.answerWith(answerWithStatuses(500));
    await client.messages.create({ ...message, statusCallback: receiver.url });
    await simulator.settled();
    const hour = 3_600_000;
    const past = new Date(Date.now() - hour);
    const future = new Date(Date.now() + hour);
    const { alerts } = client.monitor.v1;
    expect(await alerts.list({ startDate: past, endDate: future })).toHaveLength(1);
    expect(await alerts.list({ startDate: future })).toHaveLength(0);
    expect(await alerts.list({ endDate: past })).toHaveLength(0);
  });

  test("a callback that was accepted after a retry leaves none", async () => {
    const { client, simulator, receiver } = await openAll();
    receiver.answerWith(answerWithStatuses(500));
    await client.messages.create({ ...message, statusCallback: `${receiver.url}#rp=all` });
    await simulator.settled();
    expect(await client.monitor.v1.alerts.list()).toEqual([]);
  });
});

test("no connection outlives the simulator, and nothing is sent after it stopped", async () => {
  const { receiver } = await openAll();
  const simulator = await openSimulator({ timeScale: 1 });
  const client = twilioClient(simulator);
  await client.messages.create({
    to: delivered,
    from: phoneNumber,
    body: "Hello",
    statusCallback: receiver.url,
  });
  await simulator.close();
  expect(receiver.received).toEqual([]);
});
