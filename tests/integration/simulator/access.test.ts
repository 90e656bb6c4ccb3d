import { describe, expect, test } from "vitest";
import {
  apiKey,
  authorization,
  delivered,
  openAll,
  openSimulator,
  phoneNumber,
  service,
  twilioClient,
} from "./simulator-fixture";

const subaccount = {
  sid: "AC51a000000000000000000000000acc02",
  authToken: "51a000000000000000000000000ab0b6",
  phoneNumbers: ["+14155550192"],
};
const stranger = { sid: "AC51a000000000000000000000000acc03", authToken: "another-token" };

describe("credentials", () => {
  test.each<[string, string | undefined]>([
    ["no header", undefined],
    ["a scheme that is not Basic", "Bearer x"],
    ["no colon", `Basic ${Buffer.from("AC51a").toString("base64")}`],
    [
      "a wrong token",
      `Basic ${Buffer.from("AC51a000000000000000000000000acc01:x").toString("base64")}`,
    ],
    ["an unknown account", `Basic ${Buffer.from(`${stranger.sid}:x`).toString("base64")}`],
  ])("%s: 401 and 20003", async (_name, header) => {
    const simulator = await openSimulator();
    const response = await fetch(`${simulator.url}/v1/Services`, {
      headers: header === undefined ? {} : { authorization: header },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Basic/);
    expect(await response.json()).toEqual({
      code: 20003,
      message: "Authenticate",
      more_info: "https://www.twilio.com/docs/errors/20003",
      status: 401,
    });
  });

  test("an API key and its secret do as well as SID and token", async () => {
    const simulator = await openSimulator();
    expect(await twilioClient(simulator, apiKey).messaging.v1.services.list()).toHaveLength(2);
    await expect(
      twilioClient(simulator, { ...apiKey, password: "wrong" }).messages.list(),
    ).rejects.toMatchObject({ status: 401, code: 20003 });
  });
});

describe("accounts", () => {
  test("a parent acts on its subaccount, and the subaccount on itself only", async () => {
    const simulator = await openSimulator({ subaccounts: [subaccount, stranger] });
    const parent = twilioClient(simulator, { accountSid: subaccount.sid });
    const child = twilioClient(simulator, {
      username: subaccount.sid,
      password: subaccount.authToken,
      accountSid: subaccount.sid,
    });
    const message = await parent.messages.create({
      to: delivered,
      from: "+14155550192",
      body: "Hi",
    });
    expect(message.accountSid).toBe(subaccount.sid);
    expect((await child.messages(message.sid).fetch()).sid).toBe(message.sid);
    const upwards = twilioClient(simulator, {
      username: subaccount.sid,
      password: subaccount.authToken,
    });
    await expect(upwards.messages.list()).rejects.toMatchObject({ status: 401 });
    const sideways = twilioClient(simulator, {
      username: stranger.sid,
      password: stranger.authToken,
      accountSid: subaccount.sid,
    });
    await expect(sideways.messages.list()).rejects.toMatchObject({ status: 401 });
  });

  test("an account's messages are not another's", async () => {
    const { client, simulator } = await openAll({ subaccounts: [subaccount] });
    const { sid } = await client.messages.create({ to: delivered, from: phoneNumber, body: "Hi" });
    const child = twilioClient(simulator, { accountSid: subaccount.sid });
    await expect(child.messages(sid).fetch()).rejects.toMatchObject({ code: 20404 });
    expect(await child.messages.list()).toEqual([]);
  });

  test("a sender of the parent is not the subaccount's", async () => {
    const simulator = await openSimulator({ subaccounts: [subaccount] });
    const child = twilioClient(simulator, { accountSid: subaccount.sid });
    await expect(
      child.messages.create({ to: delivered, from: phoneNumber, body: "Hi" }),
    ).rejects.toMatchObject({ code: 21606 });
  });

  test("are fetched and listed", async () => {
    const simulator = await openSimulator({ subaccounts: [subaccount] });
    const client = twilioClient(simulator);
    expect(await client.api.v2010.accounts(simulator.accountSid).fetch()).toMatchObject({
      sid: simulator.accountSid,
      status: "active",
      ownerAccountSid: simulator.accountSid,
    });
    expect((await client.api.v2010.accounts.list()).map(({ sid }) => sid)).toEqual([
      simulator.accountSid,
      subaccount.sid,
    ]);
  });
});

describe("requests that lead nowhere", () => {
  const request = async (method: string, path: string) => {
    const simulator = await openSimulator();
    return fetch(simulator.url + path.replace("{account}", simulator.accountSid), {
      method,
      headers: { authorization: authorization(simulator) },
    });
  };

  test.each(["/", "/2010-04-01/Accounts/{account}/Calls.json", "/v1/Services/MG1", "/v2/Services"])(
    "GET %s is 20404",
    async (path) => {
      const response = await request("GET", path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        code: 20404,
        message: expect.stringMatching(/^The requested resource \/.* was not found$/),
      });
    },
  );

  test.each([
    ["PUT", "/2010-04-01/Accounts/{account}/Messages.json"],
    ["DELETE", "/v1/Services"],
    ["POST", "/v1/Alerts"],
  ])("%s %s is 20004", async (method, path) => {
    const response = await request(method, path);
    expect(response.status).toBe(405);
    expect(await response.json()).toMatchObject({ code: 20004, status: 405 });
  });
});

test("more concurrent requests than the limit are answered 429, and the message is not made", async () => {
  const { client, simulator, receiver } = await openAll({ concurrencyLimit: 1 });
  let release = () => {};
  const firstCallback = new Promise<void>((resolve) => {
    receiver.answerWith((_callback, response) => {
      release = () => response.end();
      resolve();
    });
  });
  const held = client.messages.create({
    to: "+14155550112",
    from: phoneNumber,
    body: "Held",
    statusCallback: receiver.url,
  });
  await firstCallback;
  await expect(
    client.messages.create({ to: delivered, from: phoneNumber, body: "Too many" }),
  ).rejects.toMatchObject({ status: 429, code: 20429 });
  const refused = await fetch(`${simulator.url}/v1/Services`, {
    headers: { authorization: authorization(simulator) },
  });
  expect(refused.headers.get("twilio-concurrent-requests")).toBe("2");
  receiver.answerWith((_callback, response) => response.end());
  release();
  await held;
  expect(simulator.ledger()).toHaveLength(1);
  expect(await client.messaging.v1.services(service).fetch()).toMatchObject({ sid: service });
});
