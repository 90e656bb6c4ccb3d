import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { getCallback } from "@/lib/services/get-callback";
import {
  createStatusCallbackDoor,
  type DoorEnvironment,
} from "@/lib/services/status-callback-door";
import { verifyRefusedCallback } from "@/lib/services/verify-refused-callback";
import { freshSid } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import {
  BASE_URL,
  callbackForm,
  callbackRequest,
  type Delivery,
  DOOR_PATH,
  doorEnvironment,
  encodeForm,
  type Form,
  PREVIOUS_TOKEN,
  SUBACCOUNT,
  SUBACCOUNT_TOKEN,
  TOKEN,
} from "./callback-door-fixture";

const admin: Viewer = { id: "a", name: "Admin", role: "admin" };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Sends a request through a whole door with these settings; answers its status and its row in quarantine. */
async function through(env: DoorEnvironment, delivery: Delivery) {
  const door = createStatusCallbackDoor(database.db, env);
  const { status } = await door.receive(callbackRequest(delivery));
  await door.idle();
  const [row] = await database.query<{ id: string }>(
    "SELECT id FROM refused_callbacks ORDER BY id DESC LIMIT 1",
  );
  return { status, id: `r${row?.id}` };
}

const withEnv = (changes: Partial<DoorEnvironment>): DoorEnvironment => ({
  ...doorEnvironment,
  ...changes,
});

describe("a callback is verified over exactly what Twilio called and sent:", () => {
  const form = (...extra: [string, string][]): Form => [...callbackForm(), ...extra];
  const cases: [string, Delivery, Partial<DoorEnvironment>][] = [
    ["a query", { query: "?message=1&tag=a" }, {}],
    ["a query with %20", { query: "?note=two%20words" }, {}],
    ["a query with +", { query: "?note=two+words" }, {}],
    ["a query with %2B and lower-case escapes", { query: "?to=%2b1&note=%e2%82%ac" }, {}],
    ["a query with an apostrophe", { query: "?name=O'Brien" }, {}],
    ["a query with an escaped apostrophe", { query: "?name=O%27Brien" }, {}],
    ["a query with repeated keys, in their order", { query: "?b=2&a=1&b=1" }, {}],
    ["a query that is only a question mark", { query: "?" }, {}],
    ["a query that says nothing", { query: "?a&b=&=c&&" }, {}],
    ["parameters in another order", { form: form().toReversed() }, {}],
    ["blank parameters", { form: form(["ErrorCode", ""], ["ErrorMessage", ""]) }, {}],
    ["repeated parameters", { form: form(["Tag", "b"], ["Tag", "a"], ["Tag", "b"]) }, {}],
    ["apostrophes", { form: form(["Body", "it's O'Brien's"]) }, {}],
    ["plus signs, spaces and line breaks", { form: form(["Body", " 1 + 1 = 2\r\n\n"]) }, {}],
    ["unicode", { form: form(["Body", "Grüße, 你好, مرحبا"]) }, {}],
    ["emoji", { form: form(["Body", "👍🏽 👩‍👩‍👧"]) }, {}],
    ["a name that is no name", { form: form(["", "x"], ["__proto__", "y"]) }, {}],
    [
      "a public address with a port",
      { signedUrl: `https://hooks.example.com:8443${DOOR_PATH}` },
      { PUBLIC_BASE_URL: "https://hooks.example.com:8443" },
    ],
    [
      "a public address with a port that Twilio did not call",
      {},
      { PUBLIC_BASE_URL: "https://hooks.example.com:3000" },
    ],
    [
      "plain http with a port",
      { signedUrl: `http://127.0.0.1:3000${DOOR_PATH}` },
      { PUBLIC_BASE_URL: "http://127.0.0.1:3000" },
    ],
    [
      "a prefix that the proxy strips",
      { signedUrl: `https://example.com/milepost${DOOR_PATH}` },
      { PUBLIC_BASE_URL: "https://example.com/milepost" },
    ],
    [
      "a prefix that the proxy keeps",
      {
        signedUrl: `https://example.com/milepost${DOOR_PATH}`,
        rawTarget: `/milepost${DOOR_PATH}`,
      },
      { PUBLIC_BASE_URL: "https://example.com/milepost/" },
    ],
    [
      "user and password in the configured address, which Twilio drops",
      {},
      { PUBLIC_BASE_URL: "https://user:secret@hooks.example.com" },
    ],
    [
      "a slash at the end that is part of the address",
      { signedUrl: `${BASE_URL}${DOOR_PATH}/`, rawTarget: `${DOOR_PATH}/` },
      {},
    ],
    [
      "a target in absolute form",
      { query: "?a=1", rawTarget: `http://internal:3000${DOOR_PATH}?a=1` },
      {},
    ],
  ];
  test.each(cases)("%s", async (_, delivery, changes) => {
    expect((await through(withEnv(changes), delivery)).status).toBe(200);
  });
});

describe("a wrong setting is found, named, and put right afterwards:", () => {
  type Case = {
    delivery: Delivery;
    wrong: Partial<DoorEnvironment>;
    finding: string;
    setting: { name: string; value?: string } | undefined;
    right: Partial<DoorEnvironment>;
  };
  const proxied = (host: string, proto = "https"): Delivery["headers"] => [
    ["X-Forwarded-Host", host],
    ["X-Forwarded-Proto", proto],
  ];
  const address = (value: string) => ({ name: "PUBLIC_BASE_URL", value });
  const cases: [string, Case][] = [
    [
      "an internal address",
      {
        delivery: {
          query: "?message=msg_1",
          signedUrl: `https://hooks.northgate.example${DOOR_PATH}?message=msg_1`,
          headers: proxied("hooks.northgate.example"),
        },
        wrong: { PUBLIC_BASE_URL: "http://milepost.internal:3000" },
        finding: `Valid for https://hooks.northgate.example${DOOR_PATH}: set PUBLIC_BASE_URL to https://hooks.northgate.example`,
        setting: address("https://hooks.northgate.example"),
        right: { PUBLIC_BASE_URL: "https://hooks.northgate.example" },
      },
    ],
    [
      "plain http for https",
      {
        delivery: {},
        wrong: { PUBLIC_BASE_URL: "http://hooks.example.com" },
        finding: `Valid for ${BASE_URL}${DOOR_PATH}: set PUBLIC_BASE_URL to ${BASE_URL}`,
        setting: address(BASE_URL),
        right: {},
      },
    ],
    [
      "a missing port",
      {
        delivery: {
          signedUrl: `https://hooks.example.com:8443${DOOR_PATH}`,
          headers: [["X-Forwarded-Port", "8443"]],
        },
        wrong: {},
        finding: `Valid for https://hooks.example.com:8443${DOOR_PATH}: set PUBLIC_BASE_URL to https://hooks.example.com:8443`,
        setting: address("https://hooks.example.com:8443"),
        right: { PUBLIC_BASE_URL: "https://hooks.example.com:8443" },
      },
    ],
    [
      "a missing prefix",
      {
        delivery: {
          signedUrl: `${BASE_URL}/milepost${DOOR_PATH}`,
          headers: [["X-Forwarded-Prefix", "/milepost"]],
        },
        wrong: {},
        finding: `Valid for ${BASE_URL}/milepost${DOOR_PATH}: set PUBLIC_BASE_URL to ${BASE_URL}/milepost`,
        setting: address(`${BASE_URL}/milepost`),
        right: { PUBLIC_BASE_URL: `${BASE_URL}/milepost` },
      },
    ],
    [
      "a prefix too many",
      {
        delivery: {},
        wrong: { PUBLIC_BASE_URL: `${BASE_URL}/milepost` },
        finding: `Valid for ${BASE_URL}${DOOR_PATH}: set PUBLIC_BASE_URL to ${BASE_URL}`,
        setting: address(BASE_URL),
        right: {},
      },
    ],
    [
      "no public address",
      {
        delivery: {},
        wrong: { PUBLIC_BASE_URL: undefined },
        finding: `Valid for ${BASE_URL}${DOOR_PATH}: set PUBLIC_BASE_URL to ${BASE_URL}`,
        setting: address(BASE_URL),
        right: {},
      },
    ],
    [
      "a rotated token",
      {
        delivery: { signedWith: PREVIOUS_TOKEN },
        wrong: { TWILIO_AUTH_TOKEN_PREVIOUS: undefined },
        finding:
          "No key that we know and no address that we tried makes this valid: it was forged, or signed with a token that is not configured",
        setting: undefined,
        right: {},
      },
    ],
    [
      "no token",
      {
        delivery: {},
        wrong: {
          TWILIO_AUTH_TOKEN: undefined,
          TWILIO_AUTH_TOKEN_PREVIOUS: undefined,
          TWILIO_SUBACCOUNTS: {},
        },
        finding: "TWILIO_AUTH_TOKEN is empty, so nothing can be verified",
        setting: { name: "TWILIO_AUTH_TOKEN" },
        right: {},
      },
    ],
    [
      "a subaccount that is not listed",
      {
        delivery: {
          form: callbackForm({ AccountSid: SUBACCOUNT }),
          signedWith: SUBACCOUNT_TOKEN,
        },
        wrong: { TWILIO_SUBACCOUNTS: {} },
        finding:
          "The body names account AC…2222, for which no token is configured: list its token in TWILIO_SUBACCOUNTS, if the account is yours",
        setting: { name: "TWILIO_SUBACCOUNTS", value: SUBACCOUNT },
        right: {},
      },
    ],
    [
      "a subaccount listed with another account's token",
      {
        delivery: { form: callbackForm({ AccountSid: SUBACCOUNT }), signedWith: TOKEN },
        wrong: {},
        finding: "Signed with another account's token (primary)",
        setting: { name: "TWILIO_SUBACCOUNTS", value: SUBACCOUNT },
        right: { TWILIO_SUBACCOUNTS: { [SUBACCOUNT]: [SUBACCOUNT_TOKEN, TOKEN] } },
      },
    ],
    [
      "the main account's token in a subaccount's place",
      {
        delivery: { signedWith: SUBACCOUNT_TOKEN },
        wrong: {},
        finding: "Signed with another account's token (subaccount AC…2222 primary)",
        setting: { name: "TWILIO_AUTH_TOKEN" },
        right: { TWILIO_AUTH_TOKEN: SUBACCOUNT_TOKEN },
      },
    ],
    [
      "two things wrong at once",
      {
        delivery: { form: callbackForm({ AccountSid: SUBACCOUNT }), signedWith: TOKEN },
        wrong: { PUBLIC_BASE_URL: "http://hooks.example.com" },
        finding: `Valid for ${BASE_URL}${DOOR_PATH}: set PUBLIC_BASE_URL to ${BASE_URL}. Signed with another account's token (primary)`,
        setting: address(BASE_URL),
        right: { TWILIO_SUBACCOUNTS: { [SUBACCOUNT]: [TOKEN] } },
      },
    ],
  ];

  test.each(cases)("%s", async (_, { delivery, wrong, finding, setting, right }) => {
    const sid = freshSid();
    const form = [...(delivery.form ?? callbackForm())].map(([name, value]): [string, string] => [
      name,
      name === "MessageSid" || name === "SmsSid" ? sid : value,
    ]);
    const { status, id } = await through(withEnv(wrong), { ...delivery, form });
    expect(status).toBe(403);
    const before = await getCallback(admin, id, { db: database.db, env: withEnv(wrong) });
    expect(before.refusal).toMatchObject({
      finding,
      cannotVerify: null,
      isValidNow: false,
      releasedAt: null,
    });
    expect(before.refusal?.diagnosis?.setting).toEqual(setting);

    const unchanged = await verifyRefusedCallback(admin, id, {
      db: database.db,
      env: withEnv(wrong),
    });
    expect(unchanged).toMatchObject({ recorded: 0, finding });

    const fixed = { db: database.db, env: withEnv(right) };
    expect((await getCallback(admin, id, fixed)).refusal?.isValidNow).toBe(true);
    expect(await verifyRefusedCallback(admin, id, fixed)).toMatchObject({ finding: null });
    const after = await getCallback(admin, id, fixed);
    expect(after.isReleased).toBe(true);
    expect(after.message).toMatchObject({ sid, status: "delivered" });
    expect(after.message?.events.map((event) => event.receivedAt)).toEqual([before.receivedAt]);
  });
});

describe("what was changed on the way is named, and no setting makes it valid:", () => {
  const signed = (form: Form, changed: Form | string, query = ""): Delivery => ({
    query,
    form,
    body: typeof changed === "string" ? changed : encodeForm(changed),
  });
  const form = (extra: Record<string, string> = {}) => callbackForm(extra);
  const escaped = (twice: Form): Form =>
    twice.map(([name, value]) => [name, encodeURIComponent(value).replaceAll("'", "%27")]);
  const service = `MG${"3".repeat(32)}`;
  const rerouted = (signedQuery: string, receivedQuery: string): Delivery => ({
    signedUrl: `${BASE_URL}${DOOR_PATH}${signedQuery}`,
    rawTarget: `${DOOR_PATH}${receivedQuery}`,
  });
  const onTheWay = `Valid for ${BASE_URL}${DOOR_PATH}: the address was changed on the way`;
  const cases: [string, Delivery, string][] = [
    [
      "a blank parameter dropped",
      signed([...form(), ["MessagingServiceSid", ""]], form({ MessageSid: "SAME" })),
      "The body was changed on the way: a blank parameter (MessagingServiceSid) is missing",
    ],
    [
      "a parameter added",
      signed(form(), [...form(), ["utm", "x"]]),
      "The body was changed on the way: a parameter (utm) was added",
    ],
    [
      "a plus sign read as a space",
      signed(form({ To: "+14155550137" }), form({ To: " 14155550137" })),
      "The body was changed on the way: + was read as a space in front of a number",
    ],
    [
      "repeated values joined",
      signed([...form(), ["Tag", "a"], ["Tag", "b"]], [...form(), ["Tag", "a,b"]]),
      "The body was changed on the way: the values of a repeated parameter (Tag) were joined",
    ],
    [
      "white space trimmed",
      signed(form({ Body: "Hi " }), form({ Body: "Hi" })),
      "The body was changed on the way: a space at the end of Body was trimmed",
    ],
    [
      "line breaks changed",
      signed(form({ Body: "a\r\nb" }), form({ Body: "a\nb" })),
      "The body was changed on the way: line breaks were changed from CRLF to LF",
    ],
    [
      "unicode written in another encoding",
      signed(form({ Body: "Grüße" }), `${encodeForm(form({ MessageSid: "SAME" }))}&Body=Gr%FC%DFe`),
      "The body was changed on the way: UTF-8 was written as ISO-8859-1",
    ],
    [
      "unicode and emoji read in another encoding",
      signed(form({ Body: "é 👍" }), form({ Body: Buffer.from("é 👍").toString("latin1") })),
      "The body was changed on the way: UTF-8 was read as ISO-8859-1",
    ],
    [
      "apostrophes and all escaped twice",
      signed(form({ Body: "it's 100%" }), escaped(form({ Body: "it's 100%" }))),
      "The body was changed on the way: it was escaped twice",
    ],
    ["the query dropped", rerouted("", "?a=1"), `${onTheWay} (without the query)`],
    [
      "the query in another order",
      rerouted("?b=2&a=1", "?a=1&b=2"),
      `${onTheWay} (query in another order)`,
    ],
    [
      "the query decoded",
      rerouted("?name=O%27Brien%2CJo", "?name=O'Brien,Jo"),
      `${onTheWay} (query encoded again)`,
    ],
    [
      "a slash at the end taken off",
      rerouted("/", ""),
      `Valid for ${BASE_URL}${DOOR_PATH}/: the address was changed on the way (slash at the end)`,
    ],
    [
      "a Messaging Service's name dropped with its value",
      signed(form({ MessagingServiceSid: service }), form()),
      "No key that we know and no address that we tried makes this valid: it was forged, or signed with a token that is not configured",
    ],
  ];

  test.each(cases)("%s", async (_, delivery, finding) => {
    const { status, id } = await through(doorEnvironment, keepSid(delivery));
    expect(status).toBe(403);
    const dependencies = { db: database.db, env: doorEnvironment };
    const detail = await getCallback(admin, id, dependencies);
    expect(detail.refusal).toMatchObject({ finding, isValidNow: false });
    expect(detail.refusal?.diagnosis?.setting).toBeUndefined();
    const outcome = await verifyRefusedCallback(admin, id, dependencies);
    expect(outcome).toMatchObject({ recorded: 0, finding });
  });

  /** Each `form()` has a SID of its own: what was sent names the one that was signed. */
  function keepSid(delivery: Delivery): Delivery {
    const sid = delivery.form?.find(([name]) => name === "MessageSid")?.[1];
    const body = delivery.body?.toString().replaceAll(/(SmsSid|MessageSid)=\w+/g, `$1=${sid}`);
    return sid === undefined || body === undefined ? delivery : { ...delivery, body };
  }
});
