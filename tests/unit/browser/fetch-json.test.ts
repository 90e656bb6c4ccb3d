import { afterEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { failureWords } from "@/lib/browser/failure-words";
import { fetchJson, RequestError } from "@/lib/browser/fetch-json";

const schema = z.object({ name: z.string() });

function answer(body: string, status = 200) {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));
}

async function failureOf(): Promise<RequestError["failure"]> {
  const error = await fetchJson("/api/x", schema).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RequestError);
  return (error as RequestError).failure;
}

afterEach(() => vi.unstubAllGlobals());

test("an answer that fits the contract comes back typed", async () => {
  answer('{"name":"Nadia","more":1}');

  expect(await fetchJson("/api/x", schema)).toEqual({ name: "Nadia" });
});

test("problem details keep their sentence and their reference", async () => {
  const problem = {
    type: "about:blank",
    title: "Not found",
    status: 404,
    code: "not_found",
    detail: "There is no such message.",
    requestId: "r-1",
  };
  answer(JSON.stringify(problem), 404);

  const failure = await failureOf();
  expect(failure).toEqual({ kind: "refused", status: 404, problem });
  expect(failureWords(new RequestError(failure))).toEqual({
    sentence: "There is no such message.",
    reference: "r-1",
  });
});

test("an error page of a proxy, or an answer of another version, is unreadable", async () => {
  answer("<html>Bad gateway</html>", 502);
  expect(await failureOf()).toEqual({ kind: "unreadable", status: 502 });

  answer('{"nom":"Nadia"}');
  expect(await failureOf()).toEqual({ kind: "unreadable", status: 200 });
});

test("no answer at all is unreachable", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));

  expect(await failureOf()).toEqual({ kind: "unreachable" });
});
