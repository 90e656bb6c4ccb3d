import { expect, test } from "vitest";
import { mayBeTheSame } from "@/lib/domain/submission-match";

const asked = { from: "+16285550119", messagingServiceSid: null, body: "Dr Okafor’s clinic" };

test.each([
  ["the same", { ...asked }, true],
  [
    "with the words of a trial account in front",
    { ...asked, body: "Sent from your Twilio trial account - Dr Okafor’s clinic" },
    true,
  ],
  ["with replaced quotes", { ...asked, body: "Dr Okafor's clinic" }, true],
  ["with a text that was removed", { ...asked, body: null }, true],
  ["with another text", { ...asked, body: "Dr Okafor’s clinic is closed" }, false],
  ["from another number", { ...asked, from: "+16285550118" }, false],
  ["from a number that is not told", { ...asked, from: null }, false],
] as const)("a message %s: %j", (_name, standing, expected) => {
  expect(mayBeTheSame(asked, standing)).toBe(expected);
});

test("a message of a service is matched by the service, whatever number it chose", () => {
  const byService = { from: null, messagingServiceSid: "MG1", body: "Hi" };
  const standing = { from: "+16285550119", messagingServiceSid: "MG1", body: "Hi" };
  expect(mayBeTheSame(byService, standing)).toBe(true);
  expect(mayBeTheSame(byService, { ...standing, messagingServiceSid: "MG2" })).toBe(false);
});

test("the text of a template proves nothing", () => {
  const byTemplate = { from: "+16285550119", messagingServiceSid: null, body: null };
  expect(mayBeTheSame(byTemplate, { ...byTemplate, body: "Hi Ada" })).toBe(true);
});
