import { describe, expect, test } from "vitest";
import { type BatchRules, createBatchJudge } from "@/lib/domain/batch-verdict";
import { parseBodyTemplate } from "@/lib/domain/body-template";
import { parseRecipient } from "@/lib/domain/recipient-line";

const READY = "+14152000001";
const OTHER = "+14152000002";
const UNLIKELY = "+12005550123";

function judgeAll(
  rows: readonly { recipient: string; name?: string }[],
  changes: Partial<BatchRules> = {},
) {
  const judge = createBatchJudge({
    channel: "sms",
    template: parseBodyTemplate("Hi {{name}}"),
    smartEncoding: false,
    sendsToUnlikely: true,
    allowedPrefixes: [],
    optedOut: new Map(),
    ...changes,
  });
  return rows.map(({ recipient, name = "Ada" }, index) =>
    judge({
      line: index + 2,
      recipient: parseRecipient(recipient),
      cellOf: (column) => (column === "name" ? name : undefined),
    }),
  );
}

describe("the verdict on a row", () => {
  test("a number in use is ready, with its text and segments", () => {
    expect(judgeAll([{ recipient: READY }])[0]).toMatchObject({
      verdict: "ready",
      isSent: true,
      to: READY,
      text: "Hi Ada",
      segments: 1,
    });
  });

  test("what is no number is invalid and says why", () => {
    const [row] = judgeAll([{ recipient: "0151 5550 123" }]);
    expect(row).toMatchObject({ verdict: "invalid", isSent: false, to: null });
    expect(row?.reason).toContain("no country code");
  });

  test("a number that came before is a duplicate of that line, however it is written", () => {
    const [, again] = judgeAll([{ recipient: READY }, { recipient: "+1 (415) 200-0001" }]);
    expect(again).toMatchObject({ verdict: "duplicate", reason: "same number as line 2" });
  });

  test("a row that was left out makes no duplicate of a later one", () => {
    const verdicts = judgeAll([{ recipient: READY, name: "" }, { recipient: READY }]).map(
      ({ verdict }) => verdict,
    );
    expect(verdicts).toEqual(["incomplete", "ready"]);
  });

  test("somebody who replied STOP is left out, with the day", () => {
    const optedOut = new Map([[READY, "2026-11-01"]]);
    const [row] = judgeAll([{ recipient: READY }], { optedOut });
    expect(row).toMatchObject({ verdict: "opted_out", isSent: false });
    expect(row?.reason).toContain("21610 on 2026-11-01");
  });

  test("an unlikely number is sent to with a warning, or left out when asked", () => {
    expect(judgeAll([{ recipient: UNLIKELY }])[0]).toMatchObject({
      verdict: "unlikely",
      isSent: true,
    });
    expect(judgeAll([{ recipient: UNLIKELY }], { sendsToUnlikely: false })[0]).toMatchObject({
      verdict: "unlikely",
      isSent: false,
    });
  });

  test("a text that Twilio would refuse for its length is left out", () => {
    const [row] = judgeAll([{ recipient: READY, name: "a".repeat(1_600) }]);
    expect(row).toMatchObject({ verdict: "incomplete", isSent: false });
  });

  test("numbers outside the allowed beginnings are not sent to", () => {
    const rows = judgeAll([{ recipient: OTHER }], { allowedPrefixes: ["+44"] });
    expect(rows[0]).toMatchObject({ verdict: "not_allowed", isSent: false });
  });

  test("on WhatsApp the address has its prefix and a message is one", () => {
    const [row] = judgeAll([{ recipient: READY, name: "a".repeat(400) }], { channel: "whatsapp" });
    expect(row).toMatchObject({ to: `whatsapp:${READY}`, segments: 1 });
  });
});
