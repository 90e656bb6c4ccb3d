import { parsePhoneNumberFromString } from "libphonenumber-js";
import { describe, expect, test } from "vitest";
import { createDraws } from "../../../simulator/draws";
import { planJourney } from "../../../simulator/journey";
import { outcomeNumbers, refusalFor, scriptFor } from "../../../simulator/outcome-numbers";
import { presets } from "../../../simulator/settings";

function words(to: string, channel: "sms" | "whatsapp" | "rcs" = "sms") {
  const { emissions } = planJourney({
    to,
    channel,
    startsBeforeQueue: false,
    draws: createDraws("key"),
    ...presets.calm,
  });
  return emissions.map(({ status, kind }) => (kind === "callback" ? status : `${kind} ${status}`));
}

describe("outcome numbers", () => {
  test("each is a phone number that a client's check lets pass, and no two are the same", () => {
    const numbers = outcomeNumbers.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of [...numbers, "+15005530003", "+15006630034", "+15007721610"]) {
      expect(parsePhoneNumberFromString(number)?.isPossible(), number).toBe(true);
    }
  });

  test.each([
    ["+14155550100", ["sent", "delivered"]],
    ["+14155550102", ["sent"]],
    ["+14155550103", ["sent", "delivered"]],
    ["whatsapp:+14155550103", ["sent", "delivered", "read"]],
    ["+14155550104", ["delivered", "sent"]],
    ["whatsapp:+14155550104", ["delivered", "read", "sent"]],
    ["whatsapp:+14155550105", ["read", "delivered", "sent"]],
    ["+14155550106", ["sent", "repeat sent", "delivered", "repeat delivered"]],
    ["+14155550107", ["sent", "resend sent", "delivered", "resend delivered"]],
    ["+14155550108", ["sent", "undelivered", "delivered"]],
    ["+14155550109", ["sent", "delivered", "undelivered"]],
    ["+14155550110", ["sent", "invented-status deferred", "delivered"]],
    ["+14155550125", ["delivered"]],
    ["+14155550126", ["sending", "sent", "delivered"]],
    ["+14155550128", ["delivered", "sent"]],
    ["+14155550129", []],
    ["+15005530003", ["sent", "undelivered"]],
    ["+15005563016", ["sent", "undelivered"]],
    ["+15006630034", ["failed"]],
  ])("%s does what its row says", (to, expected) => {
    expect(words(to, to.startsWith("whatsapp:") ? "whatsapp" : "sms")).toEqual(expected);
  });

  test("the last five digits are the error code", () => {
    expect(scriptFor("+15005530007")?.ends).toEqual([["undelivered", 30007]]);
    expect(scriptFor("whatsapp:+15006663016")?.ends).toEqual([["failed", 63016]]);
    expect(refusalFor("+15007721610")).toBe(21610);
  });

  test("numbers that only look like them are ordinary", () => {
    for (const to of ["+15005550006", "+150055300031", "+14155550199", "+15005520003"]) {
      expect(scriptFor(to), to).toBeUndefined();
    }
    expect(refusalFor("+15005530003")).toBeUndefined();
  });
});
