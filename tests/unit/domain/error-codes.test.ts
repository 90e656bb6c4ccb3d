import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainErrorCode, knownErrorCodes } from "@/lib/domain/error-codes";
import { errorTitle, errorTitles } from "@/lib/domain/error-titles";

const explanations = knownErrorCodes.map(explainErrorCode);

describe("explainErrorCode", () => {
  test("answers every integer without throwing, with words and with Twilio's page", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.integer({ min: 10000, max: 99999 })), (code) => {
        const explanation = explainErrorCode(code);
        expect(explanation.code).toBe(code);
        expect(explanation.docsUrl).toBe(`https://www.twilio.com/docs/api/errors/${code}`);
        expect(explanation.title).toBe(errorTitle(code));
        expect(explanation.meaning).toMatch(/\.$/);
        expect(explanation.action).toMatch(/\.$/);
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 2 ** 60])(
    "answers %d, which is no code, as unknown",
    (code) => {
      expect(explainErrorCode(code)).toMatchObject({ known: false, title: "Unknown error" });
    },
  );

  test.each([
    // Refused by the API.
    20001, 20003, 20004, 20006, 20008, 20009, 20404, 20429, 21211, 21212, 21408, 21602, 21603,
    21604, 21606, 21608, 21609, 21610, 21611, 21612, 21614, 21617, 21620, 21623, 21624, 21656,
    21701, 21703, 21704, 21705, 21910, 30400, 30409, 35111, 35114, 35115, 35117, 35118, 35125,
    35126, 63007,
    // Reported in callbacks.
    30001, 30002, 30003, 30004, 30005, 30006, 30007, 30008, 30009, 30010, 30011, 30017, 30018,
    30019, 30020, 30021, 30022, 30023, 30024, 30027, 30032, 30033, 30034, 30035, 30036, 30045,
    30410, 30450, 63001, 63003, 63005, 63012, 63013, 63014, 63015, 63016, 63018, 63019, 63020,
    63021, 63024, 63027, 63028, 63032, 63033, 63036, 63038, 63041, 63042, 63049, 63051,
    // About webhooks.
    11200, 11205, 11210, 11215, 11217, 11220, 11235, 11236, 11237, 11241, 11251, 57012,
  ])("knows %d", (code) => {
    expect(explainErrorCode(code).known).toBe(true);
  });

  test.each([
    [21999, "API request refused"],
    [30299, "Not delivered"],
    [30199, "Link shortening problem"],
    [30436, "Sender registration problem"],
    [30480, "Sender registration problem"],
    [30481, "Not delivered"],
    [30899, "Sender registration problem"],
    [35199, "Scheduling refused"],
    [63999, "Channel refused the message"],
    [11999, "Webhook failed"],
    [14999, "TwiML problem"],
    [10999, "Account problem"],
    [53000, "Error of another Twilio product"],
  ])("explains the unlisted code %d by its range", (code, title) => {
    expect(explainErrorCode(code)).toMatchObject({ known: false, title });
  });

  test.each([
    [30003, { side: "recipient", duration: "temporary", retry: "later" }],
    [30005, { side: "recipient", duration: "permanent", retry: "never" }],
    [30007, { side: "carrier", duration: "permanent", retry: "fix-first" }],
    [30036, { side: "sender", duration: "temporary", retry: "later", field: "validityPeriod" }],
    [21610, { side: "recipient", retry: "never", field: "to" }],
    [21609, { side: "sender", retry: "fix-first", field: "statusCallback" }],
    [20429, { retry: "safe" }],
    [63012, { side: "channel", duration: "temporary", retry: "later" }],
    [63016, { side: "channel", retry: "fix-first", field: "contentSid" }],
    [30500, { side: "twilio", retry: "later" }],
  ])("says of %d whose side it is, how long it lasts and whether to retry", (code, expected) => {
    expect(explainErrorCode(code)).toMatchObject(expected);
  });
});

describe("the words", () => {
  test("every explained code has a title of its own, and no title is left over", () => {
    expect(Object.keys(errorTitles)).toEqual(knownErrorCodes.map(String));
  });

  test("more than 250 codes are explained", () => {
    expect(knownErrorCodes.length).toBeGreaterThan(250);
  });

  test("titles fit a list row", () => {
    const tooLong = Object.values(errorTitles).filter((title) => title.length > 40);
    expect(tooLong).toEqual([]);
  });

  test("texts are short sentences without exclamation, dashes or blame", () => {
    const unfit = explanations.filter(
      ({ title, meaning, action }) =>
        /[!–—]|sorry|please|you should|your fault| {2}/i.test(`${title} ${meaning} ${action}`) ||
        !/^[A-Z0-9].*\.$/.test(meaning) ||
        !/^[A-Z0-9].*\.$/.test(action) ||
        /\.$/.test(title) ||
        meaning.length > 180 ||
        action.length > 110,
    );
    expect(unfit.map(({ code }) => code)).toEqual([]);
  });

  test("a recipient who must not be written to is never recommended for a retry", () => {
    const never = explanations.filter(({ retry }) => retry === "never");
    expect(never.filter(({ action }) => /^(try|send it) again/i.test(action))).toEqual([]);
  });
});

describe("errorTitle", () => {
  test.each([
    [30003, "Unreachable destination handset"],
    [30007, "Filtered by the carrier"],
    [63016, "Outside the 24 h window"],
    [39999, "Error of another Twilio product"],
    [1, "Unknown error"],
  ])("names %d %s", (code, title) => {
    expect(errorTitle(code)).toBe(title);
  });
});
