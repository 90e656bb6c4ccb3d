import * as z from "zod";
import { callbackUrlProblem } from "./callback-target";
import { presetIds } from "./settings";

const sid = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be ${prefix} and 32 hexadecimal digits`);

export const defaultAccountSid = "AC51a000000000000000000000000acc01";
export const defaultAuthToken = "51a0000000000000000000000000b0b5";
export const defaultApiKey = {
  sid: "SK51a000000000000000000000000a0001",
  secret: "simulatorapikeysecret00000000001",
};
export const defaultServiceSid = "MG51a000000000000000000000000a0001";
export const defaultServiceWithoutCallbackSid = "MG51a000000000000000000000000a0002";
export const defaultPhoneNumbers = ["+15005550006", "+14155550190", "+18885550191"] as const;
export const defaultWhatsAppSender = "whatsapp:+14155238886";
export const defaultRcsSender = "rcs:milepost_agent";
export const defaultContentSid = "HX51a000000000000000000000000a0001";

const callbackUrl = z.string().refine((url) => callbackUrlProblem(url) === null, {
  error: ({ input }) => `is no callback URL: ${callbackUrlProblem(String(input))}`,
});

const apiKeySchema = z.strictObject({
  sid: sid("SK"),
  secret: z.string().min(1),
});

const senderSchema = z
  .string()
  .regex(
    /^(\+[1-9]\d{6,14}|\d{5,6}|whatsapp:\+[1-9]\d{6,14}|rcs:[\w-]+|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/,
    "must be +E.164, a short code, whatsapp:+E.164, rcs:agent or an alphanumeric sender ID",
  );

const phoneNumberSchema = z
  .string()
  .regex(/^(\+[1-9]\d{6,14}|\d{5,6})$/, "must be +E.164 or a short code");

const phoneNumberOptionsSchema = z.strictObject({
  phoneNumber: phoneNumberSchema,
  friendlyName: z.string().optional(),
  mms: z.boolean().default(true),
  messagesPerSecond: z.number().positive().optional(),
  /** How many messages may wait for this sender before 21611 or 30001. */
  queueLimit: z.number().int().positive().optional(),
});

const serviceOptionsSchema = z.strictObject({
  sid: sid("MG"),
  friendlyName: z.string().min(1).max(64),
  statusCallback: callbackUrl.nullish(),
  senders: z.array(senderSchema),
  validityPeriod: z.number().int().min(1).max(36000).default(36000),
});

const contentOptionsSchema = z.strictObject({
  sid: sid("HX"),
  friendlyName: z.string(),
  language: z.string().default("en"),
  variables: z.record(z.string(), z.string()).default({}),
  types: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const accountParts = {
  apiKeys: z.array(apiKeySchema).default([]),
  phoneNumbers: z.array(
    z.union([
      phoneNumberSchema.transform(
        (phoneNumber): PhoneNumberOptions => ({ phoneNumber, mms: true }),
      ),
      phoneNumberOptionsSchema,
    ]),
  ),
  channelSenders: z.array(senderSchema),
  services: z.array(serviceOptionsSchema),
  contents: z.array(contentOptionsSchema).default([]),
  applications: z
    .array(z.strictObject({ sid: sid("AP"), messageStatusCallback: callbackUrl }))
    .default([]),
};

const subaccountSchema = z.strictObject({
  sid: sid("AC"),
  authToken: z.string().min(1),
  friendlyName: z.string().default("Subaccount"),
  ...accountParts,
  phoneNumbers: accountParts.phoneNumbers.default([]),
  channelSenders: accountParts.channelSenders.default([]),
  services: accountParts.services.default([]),
});

const simulatorOptionsSchema = z.strictObject({
  port: z.number().int().min(0).max(65535).default(0),
  host: z.string().min(1).default("127.0.0.1"),
  accountSid: sid("AC").default(defaultAccountSid),
  authToken: z.string().min(1).default(defaultAuthToken),
  friendlyName: z.string().default("Simulator"),
  seed: z
    .union([z.string().min(1), z.number()])
    .transform(String)
    .default("1"),
  preset: z.enum(presetIds).default("calm"),
  timeScale: z.number().min(0).max(1000).default(1),
  /** `status_callback` of the first default service; ignored when `services` is given. */
  serviceStatusCallback: callbackUrl.optional(),
  ...accountParts,
  apiKeys: accountParts.apiKeys.default([defaultApiKey]),
  phoneNumbers: accountParts.phoneNumbers.default(
    defaultPhoneNumbers.map((phoneNumber) => ({ phoneNumber, mms: true })),
  ),
  channelSenders: accountParts.channelSenders.default([defaultWhatsAppSender, defaultRcsSender]),
  services: accountParts.services.optional(),
  contents: accountParts.contents.default([
    {
      sid: defaultContentSid,
      friendlyName: "order_update",
      language: "en",
      variables: { "1": "Ada", "2": "A-1001" },
      types: {
        "twilio/text": { body: "Hi {{1}}, your order {{2}} is on its way." },
      },
    },
  ]),
  subaccounts: z.array(subaccountSchema).default([]),
  /** A trial account: unverified recipients are refused with 21608 and bodies get a prefix. */
  trial: z.boolean().default(false),
  verifiedNumbers: z.array(z.string()).default([]),
  /** ISO country codes without geo permission: refused with 21408. */
  blockedCountries: z.array(z.string().length(2)).default([]),
  /** Concurrent API requests per account before 429. */
  concurrencyLimit: z.number().int().min(1).default(100),
  /** Sockets kept open for callbacks, per receiving host. */
  callbackSockets: z.number().int().min(1).max(1024).default(64),
  /** Needed by the control API when set; without it the control API answers loopback only. */
  controlToken: z.string().min(1).optional(),
  /** Eight hexadecimal digits inside every SID and token; random unless given. */
  runId: z
    .string()
    .regex(/^[0-9a-f]{8}$/, "must be 8 hexadecimal digits")
    .optional(),
});

export type SimulatorOptions = z.input<typeof simulatorOptionsSchema>;
export type ResolvedOptions = z.output<typeof simulatorOptionsSchema>;
export type PhoneNumberOptions = z.output<typeof phoneNumberOptionsSchema>;
export type ServiceOptions = z.output<typeof serviceOptionsSchema>;
export type ContentOptions = z.output<typeof contentOptionsSchema>;

/** Two services over the account's numbers: the first may carry a callback URL, the second none. */
export function defaultServices(
  senders: readonly string[],
  statusCallback: string | undefined,
): ServiceOptions[] {
  return [
    {
      sid: defaultServiceSid,
      friendlyName: "Notifications",
      statusCallback: statusCallback ?? null,
      senders: [...senders],
      validityPeriod: 36000,
    },
    {
      sid: defaultServiceWithoutCallbackSid,
      friendlyName: "Marketing",
      statusCallback: null,
      senders: [...senders],
      validityPeriod: 36000,
    },
  ];
}

/** Checked and completed options. Throws an Error whose message names each bad option. */
export function resolveOptions(options: SimulatorOptions): ResolvedOptions {
  const result = simulatorOptionsSchema.safeParse(options);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join(".") || "options"}: ${issue.message}`,
  );
  throw new Error(`The simulator cannot start:\n  ${problems.join("\n  ")}`);
}
