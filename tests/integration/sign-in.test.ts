import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAuth } from "@/lib/auth/auth";
import { changePassword } from "@/lib/auth/change-password";
import { findSessionViewer } from "@/lib/auth/current-viewer";
import { signIn, signInByEntryCode } from "@/lib/auth/sign-in";
import { signOutEverywhere } from "@/lib/auth/sign-out";
import { issueSetUpCode, issueSignInCode } from "@/lib/services/entry-codes";
import { forgetExpired } from "@/lib/services/forget-expired";
import { isSetUp, setUpOwner } from "@/lib/services/set-up-owner";
import type { TestDatabase } from "../support/test-database";
import { addPerson, cookieFor, createSignInDatabase, PASSWORD } from "./sign-in-fixture";

let database: TestDatabase;
let lastAddress = 0;
const freshAddress = () => `198.51.100.${++lastAddress}`;

beforeAll(async () => {
  database = await createSignInDatabase();
});
afterAll(() => database.drop());

const messageOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
  );

const owner = (code: string, email = "ada@example.com") => ({
  code,
  name: "Ada",
  email,
  password: PASSWORD,
});

describe("before anybody has a password", () => {
  test("the printed address signs the owner in once", async () => {
    const code = await issueSignInCode();
    await signInByEntryCode(code, freshAddress());
    expect(await messageOf(signInByEntryCode(code, freshAddress()))).toMatch(/^forbidden/);
    const [sessions] = await database.query<{ count: string }>(
      "SELECT count(*) FROM auth_sessions s JOIN auth_users u ON u.id = s.user_id WHERE u.role = 'owner'",
    );
    expect(sessions?.count).toBe("1");
  });

  test("a code is worth nothing after its day, and when a newer one was printed", async () => {
    const old = await issueSignInCode();
    const late = new Date(Date.now() + 25 * 3_600_000);
    expect(await messageOf(signInByEntryCode(old, freshAddress(), late))).toMatch(/^forbidden/);
    await issueSignInCode();
    expect(await messageOf(signInByEntryCode(old, freshAddress()))).toMatch(/^forbidden/);
  });

  test("a stranger without the printed code cannot become the owner", async () => {
    await issueSetUpCode();
    expect(await messageOf(setUpOwner(owner("guessed"), freshAddress()))).toMatch(/^forbidden/);
    expect(await isSetUp(database.db, {})).toBe(false);
  });

  test("of many who use the code at once, one becomes the owner", async () => {
    const code = (await issueSetUpCode()) ?? "";
    const outcomes = await Promise.all(
      ["a", "b", "c", "d"].map((name) =>
        messageOf(setUpOwner(owner(code, `${name}@example.com`), freshAddress())),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    const owners = await database.query("SELECT email FROM auth_users WHERE role = 'owner'");
    expect(owners).toHaveLength(1);
    expect(await issueSetUpCode()).toBeNull();
  });

  test("OWNER_EMAIL and OWNER_PASSWORD make no second owner", async () => {
    await isSetUp(database.db, { OWNER_EMAIL: "late@example.com", OWNER_PASSWORD: PASSWORD });
    expect(await database.query("SELECT 1 FROM auth_users WHERE role = 'owner'")).toHaveLength(1);
  });
});

describe("signing in", () => {
  test("says the same of a wrong password and of an address that nobody has", async () => {
    await addPerson(database.db, "viewer", "grace@example.com");
    const wrong = { email: "grace@example.com", password: "wrong wrong wrong" };
    const nobody = { email: "nobody@example.com", password: "wrong wrong wrong" };
    const said = await messageOf(signIn(wrong, freshAddress()));
    expect(said).toBe("unauthorized: Email or password is not right.");
    expect(await messageOf(signIn(nobody, freshAddress()))).toBe(said);
  });

  test("lets nobody guess ten times: the wait begins after five and grows", async () => {
    await addPerson(database.db, "viewer", "joan@example.com");
    const address = freshAddress();
    const guess = (password: string) =>
      messageOf(signIn({ email: "joan@example.com", password }, address));
    const said = [];
    for (let n = 0; n < 10; n += 1) said.push(await guess(`wrong password ${n}`));
    expect(said.slice(0, 5).every((line) => line.startsWith("unauthorized"))).toBe(true);
    expect(said.slice(6).every((line) => line.startsWith("rate_limited"))).toBe(true);
    expect(await guess(PASSWORD)).toMatch(/^rate_limited: Too many tries\. Wait \d/);
    expect(
      await messageOf(signIn({ email: "joan@example.com", password: PASSWORD }, freshAddress())),
    ).toBe("done");
  });

  test("many guesses at once get no further than as many one by one", async () => {
    await addPerson(database.db, "viewer", "mary@example.com");
    const address = freshAddress();
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        messageOf(signIn({ email: "mary@example.com", password: `wrong ${n}` }, address)),
      ),
    );
    expect(said.filter((line) => line.startsWith("unauthorized")).length).toBeLessThanOrEqual(6);
  });

  test("keeps no address and no email among its counts", async () => {
    const rows = await database.query<{ key: string }>("SELECT key FROM rate_limits");
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ key }) => key).join(" ")).not.toMatch(/@|198\.51|example/);
  });
});

describe("a session", () => {
  test("stands for its person until it is signed out everywhere, in every browser", async () => {
    const viewer = await addPerson(database.db, "sender", "hedy@example.com");
    const [one, two] = await Promise.all([cookieFor(viewer), cookieFor(viewer)]);
    const first = new Headers({ cookie: one });
    const second = new Headers({ cookie: two });
    expect(await findSessionViewer(second)).toEqual(viewer);
    await signOutEverywhere(viewer, first);
    expect(await findSessionViewer(first)).toBeNull();
    expect(await findSessionViewer(second)).toBeNull();
  });

  test("goes on where its password was changed, and ends everywhere else", async () => {
    const viewer = await addPerson(database.db, "viewer", "grace2@example.com");
    const [here, elsewhere] = await Promise.all([cookieFor(viewer), cookieFor(viewer)]);
    const headers = new Headers({ cookie: here });
    const passwords = { current: PASSWORD, password: "another long password" };
    await changePassword(viewer, passwords, headers, freshAddress());
    expect(await findSessionViewer(headers)).toEqual(viewer);
    expect(await findSessionViewer(new Headers({ cookie: elsewhere }))).toBeNull();
    const credentials = { email: "grace2@example.com", password: PASSWORD };
    expect(await messageOf(signIn(credentials, freshAddress()))).toMatch(/^unauthorized/);
  });

  test("takes a changed role from the next request on, and ends with its person", async () => {
    const viewer = await addPerson(database.db, "viewer", "ida@example.com");
    const headers = new Headers({ cookie: await cookieFor(viewer) });
    await database.query("UPDATE auth_users SET role = 'admin' WHERE id = $1", [viewer.id]);
    expect((await findSessionViewer(headers))?.role).toBe("admin");
    await database.query("DELETE FROM auth_users WHERE id = $1", [viewer.id]);
    expect(await findSessionViewer(headers)).toBeNull();
  });

  test("has a cookie that scripts cannot read, other sites do not send, and https alone carries", async () => {
    const { id } = await addPerson(database.db, "viewer", "mileva@example.com");
    const secure = createAuth(database.db, {
      AUTH_SECRET: "0123456789abcdef0123456789abcdef",
      PUBLIC_BASE_URL: "https://milepost.example.com",
      PORT: 3000,
    });
    const answer = await secure.api.startEntrySession({ body: { userId: id }, asResponse: true });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^__Secure-milepost\.session_token=/);
    for (const attribute of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"]) {
      expect(cookies[0]).toContain(attribute);
    }
  });

  test("is not to be had with a cookie whose signature was changed", async () => {
    const cookie = await cookieFor(await addPerson(database.db, "viewer", "emmy@example.com"));
    const forged = cookie.replace(/=([^.]{4})/, "=AAAA");
    expect(await findSessionViewer(new Headers({ cookie: forged }))).toBeNull();
  });
});

test("sessions, codes and counts are removed when they have run out, and not before", async () => {
  const viewer = await addPerson(database.db, "viewer", "katherine@example.com");
  await cookieFor(viewer);
  await issueSignInCode();
  const left = () =>
    database.query(
      "SELECT 1 FROM auth_sessions WHERE user_id = $1 UNION ALL SELECT 2 FROM auth_entry_codes",
      [viewer.id],
    );
  await forgetExpired({ db: database.db });
  expect(await left()).toHaveLength(2);
  await forgetExpired({ db: database.db, now: new Date(Date.now() + 15 * 86_400_000) });
  expect(await left()).toHaveLength(0);
  expect(await database.query("SELECT 1 FROM rate_limits")).toHaveLength(0);
});
