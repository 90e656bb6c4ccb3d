import { describe, expect, test } from "vitest";
import {
  authorization,
  contentTemplate,
  delivered,
  openSimulator,
  phoneNumber,
  rcsSender,
  service,
  serviceWithoutCallback,
  whatsAppSender,
} from "./simulator-fixture";

const emptyService = "MG51a000000000000000000000000a0003";
const phoneOnlyService = "MG51a000000000000000000000000a0004";
const usual = { To: delivered, From: phoneNumber, Body: "Hi" };
const viaService = { To: delivered, MessagingServiceSid: service, Body: "Hi" };
const inHalfAnHour = () => new Date(Date.now() + 1_800_000).toISOString();
const scheduled = { ...viaService, ScheduleType: "fixed", SendAt: inHalfAnHour() };

async function create(parameters: Record<string, string | string[]>) {
  const simulator = await openSimulator({
    blockedCountries: ["FR"],
    services: [
      { sid: service, friendlyName: "Full", senders: [phoneNumber, whatsAppSender, rcsSender] },
      { sid: emptyService, friendlyName: "Empty", senders: [] },
      { sid: phoneOnlyService, friendlyName: "Numbers", senders: [phoneNumber] },
    ],
  });
  const body = new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  );
  const response = await fetch(
    `${simulator.url}/2010-04-01/Accounts/${simulator.accountSid}/Messages.json`,
    { method: "POST", headers: { authorization: authorization(simulator) }, body },
  );
  return { simulator, status: response.status, json: (await response.json()) as { code: number } };
}

const manyMedia = Array.from({ length: 11 }, (_, index) => `https://example.com/${index}.png`);

describe("what a create call is refused for", () => {
  test.each<[number, string, Record<string, string | string[]>]>([
    [21604, "no To", { From: phoneNumber, Body: "Hi" }],
    [21603, "neither From nor service", { To: delivered, Body: "Hi" }],
    [21602, "no body", { To: delivered, From: phoneNumber }],
    [21211, "Twilio's magic number for an invalid To", { ...usual, To: "+15005550001" }],
    [21211, "a To that is no number", { ...usual, To: "12345" }],
    [21211, "a To that is too short", { ...usual, To: "+1415555" }],
    [21211, "a channel that is none", { ...usual, To: "pigeon:+14155550100" }],
    [21612, "magic: not reachable", { ...usual, To: "+15005550002" }],
    [21408, "magic: no permission", { ...usual, To: "+15005550003" }],
    [21408, "a country without permission", { ...usual, To: "+33612345678" }],
    [21610, "magic: unsubscribed", { ...usual, To: "+15005550004" }],
    [21614, "magic: not mobile", { ...usual, To: "+15005550009" }],
    [21212, "magic: invalid From", { ...usual, From: "+15005550001" }],
    [21606, "magic: From cannot send", { ...usual, From: "+15005550007" }],
    [21611, "magic: queue full", { ...usual, From: "+15005550008" }],
    [21606, "a From of somebody else", { ...usual, From: "+16285550123" }],
    [21612, "an alphanumeric sender to the US", { ...usual, From: "MILEPOST" }],
    [21212, "a From that is nothing", { ...usual, From: "+1" }],
    [21910, "From and To of different channels", { ...usual, To: "whatsapp:+14155550100" }],
    [
      63007,
      "an unknown WhatsApp sender",
      {
        ...usual,
        To: "whatsapp:+14155550100",
        From: "whatsapp:+14155550177",
      },
    ],
    [63007, "a channel without senders", { ...usual, From: "messenger:123" }],
    [21617, "a body of 1601 characters", { ...usual, Body: "a".repeat(1601) }],
    [21620, "a media URL that is none", { ...usual, MediaUrl: "picture.png" }],
    [21623, "eleven media", { ...usual, MediaUrl: manyMedia }],
    [21609, "a relative callback URL", { ...usual, StatusCallback: "/status" }],
    [21609, "an underscore in the host", { ...usual, StatusCallback: "https://a_b.example.com/" }],
    [
      21609,
      "a callback URL that is too long",
      {
        ...usual,
        StatusCallback: `https://example.com/${"a".repeat(4000)}`,
      },
    ],
    [21624, "no validity", { ...usual, ValidityPeriod: "0" }],
    [21624, "too long a validity", { ...usual, ValidityPeriod: "36001" }],
    [21655, "an unknown template", { ...usual, ContentSid: `HX${"0".repeat(32)}` }],
    [
      21656,
      "variables that are no JSON",
      {
        ...usual,
        ContentSid: contentTemplate,
        ContentVariables: "{1:a}",
      },
    ],
    [
      21656,
      "variables that are no object",
      {
        ...usual,
        ContentSid: contentTemplate,
        ContentVariables: '["a"]',
      },
    ],
    [21705, "a service SID that is none", { ...viaService, MessagingServiceSid: "MG1" }],
    [21701, "an unknown service", { ...viaService, MessagingServiceSid: `MG${"0".repeat(32)}` }],
    [21704, "an empty service", { ...viaService, MessagingServiceSid: emptyService }],
    [
      21703,
      "a service without sender for the channel",
      {
        ...viaService,
        MessagingServiceSid: phoneOnlyService,
        To: "whatsapp:+14155550100",
      },
    ],
    [21606, "a From outside the service's pool", { ...viaService, From: "+18885550191" }],
    [
      35118,
      "scheduling without a service",
      {
        ...usual,
        ScheduleType: "fixed",
        SendAt: inHalfAnHour(),
      },
    ],
    [35111, "scheduling without time", { ...viaService, ScheduleType: "fixed" }],
    [
      35114,
      "scheduling too soon",
      {
        ...scheduled,
        SendAt: new Date(Date.now() + 60_000).toISOString(),
      },
    ],
    [35115, "a time that is none", { ...scheduled, SendAt: "tomorrow" }],
    [
      35117,
      "scheduling too late",
      {
        ...scheduled,
        SendAt: new Date(Date.now() + 36 * 86_400_000).toISOString(),
      },
    ],
    [35126, "scheduling on RCS", { ...scheduled, To: "rcs:+14155550100" }],
    [21610, "a number that asks for this code", { ...usual, To: "+15007721610" }],
    [30410, "a number that asks for another code", { ...usual, To: "+15007730410" }],
  ])("%i: %s", async (code, _name, parameters) => {
    const { status, json, simulator } = await create(parameters);
    expect(json).toEqual({
      code,
      message: expect.stringMatching(/./),
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status: 400,
    });
    expect(status).toBe(400);
    expect(simulator.ledger()).toEqual([]);
    expect(simulator.summary().refused.invalid).toBe(1);
  });

  test.each<[string, Record<string, string>]>([
    ["a callback on this machine", { ...usual, StatusCallback: "http://localhost:1/status" }],
    ["a number written for people", { ...usual, To: "(415) 555-0100" }],
    ["an alphanumeric sender abroad", { ...usual, To: "+447700900123", From: "MILEPOST" }],
    ["the magic From", { ...usual, From: "+15005550006" }],
    ["a From of the service's pool", { ...viaService, From: phoneNumber }],
    ["scheduling in the window", scheduled],
    ["an unknown parameter", { ...usual, Tags: "{}" }],
  ])("accepted: %s", async (_name, parameters) => {
    const { status } = await create(parameters);
    expect(status).toBe(201);
  });
});

test("the default services are there without any option", async () => {
  const simulator = await openSimulator();
  const response = await fetch(`${simulator.url}/v1/Services/${serviceWithoutCallback}`, {
    headers: { authorization: authorization(simulator) },
  });
  expect(response.status).toBe(200);
});
