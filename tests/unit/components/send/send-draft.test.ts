import { describe, expect, test } from "vitest";
import { emptyDraft, nextDraft } from "@/components/send/send-draft";
import { newSendKey } from "@/lib/browser/send-key";
import { sendFormSchema } from "@/lib/contracts/send-form";

describe("a draft", () => {
  test("is a form that its contract takes, from the first moment", () => {
    const draft = emptyDraft(newSendKey());
    expect(sendFormSchema.parse(draft)).toEqual(draft);
  });

  test("that follows a sent one keeps the sender, forgets the rest and has a key of its own", () => {
    const sent = {
      ...emptyDraft(newSendKey()),
      to: "+14155550137",
      body: "Hello",
      from: "+16285550119",
      tags: ["a"],
    };
    const next = nextDraft(sent);
    expect(next).toMatchObject({ to: "", body: "", tags: [], from: "+16285550119" });
    expect(next.sendKey).not.toBe(sent.sendKey);
  });
});

test("send keys are UUIDs of version 4, all different", () => {
  const keys = Array.from({ length: 1000 }, newSendKey);
  expect(new Set(keys).size).toBe(1000);
  for (const key of keys) {
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
