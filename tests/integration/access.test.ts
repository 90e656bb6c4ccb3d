import { readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { AppError } from "@/lib/domain/app-error";
import { PAGE_PATH_HEADER } from "@/lib/domain/page-path";
import { can } from "@/lib/domain/permissions";
import { ROLES, type Viewer } from "@/lib/domain/viewer";
import type { LiveHub } from "@/lib/services/live-hub";
import { startSimulator } from "@/simulator/server";
import { read, sourceFiles } from "../support/source-files";
import type { TestDatabase } from "../support/test-database";
import { ACCESS } from "./access-table";
import { insertMessage } from "./callback-door-fixture";
import { addPerson, cookieFor, createSignInDatabase, tokenFor } from "./sign-in-fixture";

const asking = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => asking.headers,
  cookies: async () => ({ get: () => undefined, set: () => undefined }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const ACCOUNT = { accountSid: `AC${"5a".repeat(16)}`, authToken: "5b".repeat(16) };
const MESSAGE_ID = "msg_01JD7M0000000000000000ACCS";
const PARAMS = {
  messageId: MESSAGE_ID,
  batchId: "batch_none",
  callbackId: "1",
  messageSid: `SM${"0".repeat(32)}`,
  code: "none",
};

type Asker = {
  name: string;
  viewer: Viewer | null;
  headers: () => Promise<Record<string, string>>;
};
type Surface = {
  name: string;
  kind: "page" | "route" | "action";
  ask: (headers: Record<string, string>) => Promise<unknown>;
};

const root = process.cwd();
const files = readdirSync(path.join(root, "app"), { recursive: true, encoding: "utf8" })
  .map((file) => path.join("app", file))
  .sort();
const addressOf = (file: string) =>
  `/${path
    .dirname(file)
    .split("/")
    .slice(1)
    .filter((part) => !part.startsWith("("))
    .join("/")}`;

/** Every page, every method of every route, every exported action, as they stand in the repository. */
async function surfaces(): Promise<Surface[]> {
  const found: Surface[] = [];
  for (const file of files) {
    const kind = /\/(page|route|actions)\.tsx?$/.exec(file)?.[1];
    if (!kind) continue;
    const module = (await import(path.join(root, file))) as Record<string, unknown>;
    const functions = Object.entries(module).filter(([, value]) => typeof value === "function") as [
      string,
      (...input: unknown[]) => Promise<unknown>,
    ][];
    for (const [name, run] of functions) {
      if (kind === "page" && name === "default") found.push(page(addressOf(file), run));
      if (kind === "route") found.push(route(addressOf(file), name, run));
      if (kind === "actions") {
        found.push({
          name: `action ${name}`,
          kind: "action",
          ask: (headers) => askAs({ ...headers, "next-action": name }, () => run(undefined)),
        });
      }
    }
  }
  return found;
}

function page(address: string, run: (...input: unknown[]) => Promise<unknown>): Surface {
  const props = { params: Promise.resolve(PARAMS), searchParams: Promise.resolve({}) };
  return {
    name: `page ${address}`,
    kind: "page",
    ask: (headers) => askAs({ ...headers, [PAGE_PATH_HEADER]: address }, () => run(props)),
  };
}

function route(
  address: string,
  method: string,
  run: (...input: unknown[]) => Promise<unknown>,
): Surface {
  return {
    name: `${method} ${address}`,
    kind: "route",
    ask: (headers) =>
      askAs(headers, () => {
        const request = new Request(`http://127.0.0.1:3000${address}`, { method, headers });
        return run(request, { params: Promise.resolve(PARAMS) });
      }),
  };
}

async function askAs(headers: Record<string, string>, ask: () => Promise<unknown>) {
  asking.headers = new Headers(headers);
  try {
    return await ask();
  } catch (error) {
    return error;
  }
}

/** Whether an answer is a no to who asked; everything else (also "not found", "not valid") let them in. */
function isRefusal({ name }: Surface, answer: unknown): boolean {
  if (answer instanceof Response) return [401, 403].includes(answer.status);
  if (answer instanceof AppError) return ["unauthorized", "forbidden"].includes(answer.code);
  const { digest = "", code = "" } = answer as { digest?: string; code?: string };
  return (
    digest.includes("/sign-in?next=") ||
    // A page without an id in its address is there for everybody who may see it.
    (digest.startsWith("NEXT_HTTP_ERROR_FALLBACK;404") && !name.includes("[")) ||
    ["unauthorized", "forbidden"].includes(code)
  );
}

let simulator: Awaited<ReturnType<typeof startSimulator>>;
let database: TestDatabase;
let askers: Asker[];

beforeAll(async () => {
  simulator = await startSimulator({ ...ACCOUNT, seed: 7 });
  vi.stubEnv("TWILIO_ACCOUNT_SID", ACCOUNT.accountSid);
  vi.stubEnv("TWILIO_AUTH_TOKEN", ACCOUNT.authToken);
  vi.stubEnv("TWILIO_API_BASE_URL", simulator.url);
  database = await createSignInDatabase();
  await insertMessage(database.db, MESSAGE_ID);
  askers = [{ name: "nobody", viewer: null, headers: async () => ({}) }];
  for (const role of ROLES) {
    const viewer = await addPerson(database.db, role, `${role}@example.com`);
    askers.push({ name: role, viewer, headers: async () => ({ cookie: await cookieFor(viewer) }) });
  }
  const owner = askers.at(-1)?.viewer as Viewer;
  for (const [scope, role] of [
    ["read", "viewer"],
    ["send", "sender"],
  ] as const) {
    const token = await tokenFor(owner, scope);
    askers.push({
      name: `a ${scope} token`,
      viewer: { id: scope, name: scope, role, via: "token" },
      headers: async () => ({ authorization: `Bearer ${token}` }),
    });
  }
});

afterAll(async () => {
  const { milepostLiveHub } = globalThis as { milepostLiveHub?: Promise<LiveHub> };
  await (await milepostLiveHub)?.close();
  await simulator.close();
  await database.drop();
});

describe("every page, route and action", () => {
  test("is named in the table of who may, and nothing else is", async () => {
    const names = (await surfaces()).map(({ name }) => name);
    expect(names.sort()).toEqual(Object.keys(ACCESS).sort());
  });

  test("stands where the walk finds it: no action outside of an actions.ts, no other kind of route", () => {
    const hidden = sourceFiles("app", "components", "lib").filter(
      (file) => /["']use server["']/.test(read(file)) && !/^app\/(?:.*\/)?actions\.ts$/.test(file),
    );
    expect(hidden).toEqual([]);
    expect(files.filter((file) => /\.(?:jsx?|mjs|mdx?)$/.test(file))).toEqual([]);
  });

  test("lets in exactly who may, with every role, every kind of token and no session", async () => {
    const wrong: string[] = [];
    for (const surface of await surfaces()) {
      const access = ACCESS[surface.name];
      if (access === undefined || access === "own_secret") continue;
      for (const { name, viewer, headers } of askers) {
        const isPerson = viewer?.via !== "token" || surface.kind === "route";
        const may = access === "public" || (viewer !== null && isPerson && can(viewer, access));
        const isIn = !isRefusal(surface, await surface.ask(await headers()));
        if (isIn !== may) wrong.push(`${surface.name}: ${name} ${isIn ? "gets in" : "is refused"}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  test("that changes something refuses another site's page, whoever's browser it is", async () => {
    const owner = askers.find(({ name }) => name === "owner");
    const cookie = (await owner?.headers())?.cookie ?? "";
    const changing = (await surfaces()).filter(
      ({ kind, name }) =>
        kind === "route" && !name.startsWith("GET ") && ACCESS[name] !== "own_secret",
    );
    expect(changing.length).toBeGreaterThan(0);
    const foreign: Record<string, string>[] = [
      { cookie, "sec-fetch-site": "cross-site", origin: "https://evil.example" },
      { cookie, "sec-fetch-site": "same-site", origin: "https://other.example" },
      { cookie, origin: "https://evil.example", host: "127.0.0.1:3000" },
    ];
    for (const surface of changing) {
      for (const headers of foreign) {
        const answer = (await surface.ask(headers)) as Response;
        expect(answer.status, surface.name).toBe(403);
      }
    }
  });

  test("that has a secret of its own refuses who has only a session", async () => {
    const owner = askers.find(({ name }) => name === "owner");
    const headers = (await owner?.headers()) ?? {};
    const secret = (await surfaces()).filter(({ name }) => ACCESS[name] === "own_secret");
    const answers = await Promise.all(secret.map(({ ask }) => ask(headers)));
    expect(secret.length).toBeGreaterThan(0);
    for (const answer of answers) {
      const status = answer instanceof Response ? answer.status : 307;
      expect([307, 400, 401, 403]).toContain(status);
    }
  });
});
