import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { GET as getOne } from "@/app/api/messages/[messageId]/route";
import { GET as getList, POST as send } from "@/app/api/messages/route";
import { GET as getDocument } from "@/app/api/openapi.json/route";
import { startSimulator } from "@/simulator/server";
import type { TestDatabase } from "../support/test-database";
import { insertMessage } from "./callback-door-fixture";
import { addPerson, createSignInDatabase, tokenFor } from "./sign-in-fixture";

const asking = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => asking.headers }));

const ACCOUNT = { accountSid: `AC${"5a".repeat(16)}`, authToken: "5b".repeat(16) };
const TO = "+14155550100";
const FROM = "+15005550006";

type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, z.core.JSONSchema.BaseSchema> };
};
type Operation = {
  parameters?: { name: string }[];
  responses: Record<string, { content: Content }>;
};
type Content = Record<string, { schema: { $ref: string } }>;

let database: TestDatabase;
let simulator: Awaited<ReturnType<typeof startSimulator>>;
let readToken: string;
let sendToken: string;
let messageId: string;

beforeAll(async () => {
  simulator = await startSimulator({ ...ACCOUNT, seed: 7 });
  vi.stubEnv("TWILIO_ACCOUNT_SID", ACCOUNT.accountSid);
  vi.stubEnv("TWILIO_AUTH_TOKEN", ACCOUNT.authToken);
  vi.stubEnv("TWILIO_API_BASE_URL", simulator.url);
  vi.stubEnv("PUBLIC_BASE_URL", "http://127.0.0.1:1");
  database = await createSignInDatabase();
  const owner = await addPerson(database.db, "owner", "owner@example.com");
  readToken = await tokenFor(owner, "read");
  sendToken = await tokenFor(owner, "send");
  messageId = await insertMessage(database.db);
});
afterAll(async () => {
  await simulator.close();
  await database.drop();
});

function ask(path: string, token: string | null, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers);
  if (token !== null) headers.set("authorization", `Bearer ${token}`);
  asking.headers = headers;
  return new Request(`http://127.0.0.1:3000${path}`, { ...init, headers });
}

function sending(token: string | null, key: string | null, body: unknown): Promise<Response> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (key !== null) headers["idempotency-key"] = key;
  return send(ask("/api/messages", token, { method: "POST", headers, body: JSON.stringify(body) }));
}

const reading = (id: string, token: string | null) =>
  getOne(ask(`/api/messages/${id}`, token), { params: Promise.resolve({ messageId: id }) });

async function document(): Promise<Document> {
  ask("/api/openapi.json", readToken);
  return (await getDocument()).json();
}

describe("sending by API", () => {
  test("sends once for a key, however often and at once it is asked", async () => {
    const body = { to: TO, from: FROM, body: "Your table is ready." };
    const answers = await Promise.all(
      [1, 2, 3].map(async () => (await sending(sendToken, "order-4711", body)).json()),
    );
    expect(new Set(answers.map((answer) => answer.messageId)).size).toBe(1);
    expect(answers.filter((answer) => answer.isNew)).toHaveLength(1);
    const rows = await database.query<{ origin: string; created_by: string }>(
      "SELECT origin, created_by FROM messages WHERE body = $1",
      [body.body],
    );
    expect(rows).toEqual([{ origin: "api", created_by: "a send token" }]);
  });

  test("takes the same key of another token for another message", async () => {
    const owner = await addPerson(database.db, "owner", "second@example.com");
    const other = await tokenFor(owner, "send");
    const body = { to: TO, from: FROM, body: "Twice, on purpose." };
    const one = await (await sending(sendToken, "same-key-1", body)).json();
    const two = await (await sending(other, "same-key-1", body)).json();
    expect(one.messageId).not.toBe(two.messageId);
  });

  test.each([
    ["without a key", null, { to: TO, from: FROM, body: "x" }],
    ["with a field that nobody knows", "key-00001", { to: TO, from: FROM, body: "x", sneaky: 1 }],
    ["to two numbers", "key-00002", { to: `${TO},+14155550101`, from: FROM, body: "x" }],
    ["with two senders", "key-00003", { to: TO, from: FROM, messagingServiceSid: "MG1", body: "" }],
    ["without a body", "key-00004", { to: TO, from: FROM }],
  ])("is refused %s, and nothing is kept", async (_case, key, body) => {
    const [before] = await database.query("SELECT count(*) FROM messages");
    expect((await sending(sendToken, key, body)).status).toBe(400);
    expect(await database.query("SELECT count(*) FROM messages")).toEqual([before]);
  });

  test("is refused to a token that only reads, and to a page of another site", async () => {
    const body = { to: TO, from: FROM, body: "x" };
    expect((await sending(readToken, "key-00005", body)).status).toBe(403);
    const foreign = ask("/api/messages", sendToken, {
      method: "POST",
      headers: { "sec-fetch-site": "cross-site", "content-type": "application/json" },
      body: "{}",
    });
    expect((await send(foreign)).status).toBe(403);
  });
});

describe("the OpenAPI document", () => {
  test("says of every answer what it is", async () => {
    const { paths, components } = await document();
    const list = () => getList(ask("/api/messages?range=all", readToken));
    const answers: [string, string, Response][] = [
      ["/api/messages", "get", await list()],
      ["/api/messages", "get", await getList(ask("/api/messages?error=x", readToken))],
      ["/api/messages", "get", await getList(ask("/api/messages", null))],
      [
        "/api/messages",
        "post",
        await sending(sendToken, "document-1", { to: TO, from: FROM, body: "Hello" }),
      ],
      ["/api/messages", "post", await sending(sendToken, null, {})],
      ["/api/messages", "post", await sending(readToken, "document-2", {})],
      ["/api/messages", "post", await sending("milepost_revoked", "document-3", {})],
      ["/api/messages/{messageId}", "get", await reading(messageId, readToken)],
      ["/api/messages/{messageId}", "get", await reading("msg_none", readToken)],
      ["/api/messages/{messageId}", "get", await reading(messageId, null)],
    ];
    expect(answers.map(([, , answer]) => answer.status)).toEqual([
      200, 400, 401, 200, 400, 403, 401, 200, 404, 401,
    ]);
    for (const [path, method, answer] of answers) {
      const [type = ""] = (answer.headers.get("content-type") ?? "").split(";");
      const reference =
        paths[path]?.[method]?.responses[String(answer.status)]?.content[type]?.schema.$ref ?? "";
      const schema = components.schemas[reference.replace("#/components/schemas/", "")];
      expect(schema, `${method} ${path} ${answer.status} ${type}`).toBeDefined();
      const parsed = z.fromJSONSchema(schema as never).safeParse(await answer.json());
      expect(parsed.error?.issues ?? []).toEqual([]);
    }
  });

  test("names every filter of the list", async () => {
    const { paths } = await document();
    expect(paths["/api/messages"]?.get?.parameters?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["outcome", "status", "to", "from", "range", "q", "cursor"]),
    );
  });
});
