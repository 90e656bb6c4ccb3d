import { randomBytes, randomUUID } from "node:crypto";
import { test as base, expect } from "@playwright/test";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: was the app started?`);
  return value;
}

type Callback = {
  sid: string;
  status: string;
  params?: Record<string, string>;
  /** Appended to the door's path, as `?message=…`. */
  query?: string;
  token?: string;
};

export type Door = {
  accountSid: string;
  freshSid(): string;
  /** Sends a really signed status callback; answers its HTTP status. */
  call(callback: Callback): Promise<number>;
};

export const test = base.extend<{ door: Door; expectedErrors: RegExp | null }>({
  /** What a spec provokes in the browser's console, such as a failed request. */
  expectedErrors: [null, { option: true }],
  // The owner, unless a spec asks for somebody else: test.use({ storageState: { cookies: [], origins: [] } }).
  storageState: async ({}, use) => use(given("E2E_OWNER_STATE")),
  baseURL: async ({}, use) => use(given("E2E_BASE_URL")),
  page: async ({ page, expectedErrors }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(`${message.text()} ${message.location().url}`);
    });
    await use(page);
    const unexpected = errors.filter((error) => !expectedErrors?.test(error));
    expect(unexpected, "errors in the browser's console").toEqual([]);
  },
  door: async ({ request, baseURL }, use) => {
    const accountSid = given("E2E_ACCOUNT_SID");
    await use({
      accountSid,
      freshSid: () => `SM${randomBytes(16).toString("hex")}`,
      call: async ({ sid, status, params = {}, query = "", token = randomUUID() }) => {
        const url = `${baseURL}/api/webhooks/twilio/message-status${query}`;
        const form = {
          AccountSid: accountSid,
          ApiVersion: "2010-04-01",
          From: "+15005550006",
          To: "+14155550100",
          MessageSid: sid,
          SmsSid: sid,
          MessageStatus: status,
          SmsStatus: status,
          ...params,
        };
        const answer = await request.post(url, {
          form,
          headers: {
            "x-twilio-signature": getExpectedTwilioSignature(given("E2E_AUTH_TOKEN"), url, form),
            "i-twilio-idempotency-token": token,
          },
        });
        return answer.status();
      },
    });
  },
});

export { expect };
