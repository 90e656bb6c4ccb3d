import { describe, expect, test } from "vitest";
import * as z from "zod";
import { AppError } from "@/lib/domain/app-error";
import type { Viewer } from "@/lib/domain/viewer";
import { answerAction } from "@/lib/http/action";

const ada: Viewer = { id: "1", name: "Ada", role: "sender" };
const findAda = async () => ada;
const contract = z.object({
  name: z.string().min(2, "At least two letters."),
  list: z.array(z.number("Only numbers.")).default([]),
});

describe("a server action", () => {
  test("hands the viewer and the checked input to the work, and its answer back", async () => {
    const answer = await answerAction(
      findAda,
      contract,
      { name: "Bo", extra: 1 },
      async (...all) => all,
    );
    expect(answer).toEqual({ ok: true, data: [ada, { name: "Bo", list: [] }] });
  });

  test("does no work for input that does not fit, and says why at each field", async () => {
    let worked = false;
    const answer = await answerAction(
      findAda,
      contract,
      { name: "x", list: ["1", 2] },
      async () => {
        worked = true;
      },
    );
    expect(worked).toBe(false);
    expect(answer).toMatchObject({
      ok: false,
      code: "invalid_input",
      fieldErrors: { name: ["At least two letters."], list: ["Only numbers."] },
    });
  });

  test.each([undefined, null, "text", 7, []])(
    "takes %j for what it is: no valid input",
    async (input) => {
      const answer = await answerAction(findAda, contract, input, async () => "done");
      expect(answer).toMatchObject({ ok: false, code: "invalid_input" });
    },
  );

  test("asks who it is before it looks at the input", async () => {
    const nobody = () => Promise.reject(new AppError("unauthorized", "Sign in first."));
    const answer = await answerAction(nobody, contract, "nonsense", async () => "done");
    expect(answer).toEqual({ ok: false, code: "unauthorized", message: "Sign in first." });
  });

  test("tells a service's no with its code, sentence and fields, and not its cause", async () => {
    const answer = await answerAction(findAda, contract, { name: "Bo" }, async () => {
      throw new AppError("conflict", "Too late.", {
        cause: new Error("secret"),
        fieldErrors: { sid: ["Wrong."] },
      });
    });
    expect(answer).toEqual({
      ok: false,
      code: "conflict",
      message: "Too late.",
      fieldErrors: { sid: ["Wrong."] },
    });
  });

  test("tells nothing of an unknown error but a reference to the log", async () => {
    const answer = await answerAction(findAda, contract, { name: "Bo" }, async () => {
      throw new Error("password=hunter2");
    });
    expect(answer).toMatchObject({
      ok: false,
      code: "internal",
      message: expect.stringMatching(/^Something went wrong here\. Reference [0-9a-f-]{36}\.$/),
    });
  });
});
