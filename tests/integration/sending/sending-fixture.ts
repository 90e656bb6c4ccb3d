import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type SendForm, sendFormSchema } from "@/lib/contracts/send-form";
import { type SendMessageInput, sendMessageSchema } from "@/lib/contracts/send-message";
import type { Role, Viewer } from "@/lib/domain/viewer";
import type { SendEnvironment } from "@/lib/services/send-settings";
import { createStatusCallbackDoor } from "@/lib/services/status-callback-door";
import { createTwilioClient, type TwilioClient } from "@/lib/twilio/rest-client";
import { createStatusCallbackListener } from "@/server/status-callback-listener";
import { type Simulator, type SimulatorOptions, startSimulator } from "@/simulator/server";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

export const FROM = "+15005550006";
export const SERVICE = "MG51a000000000000000000000000a0001";
export const SERVICE_WITHOUT_CALLBACK = "MG51a000000000000000000000000a0002";
export const TEMPLATE = "HX51a000000000000000000000000a0001";

export function viewerOf(role: Role): Viewer {
  return { id: `test-${role}`, name: "Ada Byron", role };
}
export const sender = viewerOf("sender");

export type SendingPlace = {
  database: TestDatabase;
  simulator: Simulator;
  client: TwilioClient;
  settings: SendEnvironment;
  deps: { db: TestDatabase["db"]; client: TwilioClient; settings: SendEnvironment };
  close(): Promise<void>;
};

/** A database, a real callback door over it and a simulator that calls that door. */
export async function openSendingPlace(options: SimulatorOptions = {}): Promise<SendingPlace> {
  const database = await createTestDatabase();
  const server = createServer();
  const baseUrl = await listen(server);
  const simulator = await startSimulator({
    timeScale: 0.001,
    serviceStatusCallback: `${baseUrl}/api/webhooks/twilio/message-status#rc=5&rp=all`,
    ...options,
  });
  const door = createStatusCallbackDoor(database.db, {
    TWILIO_ACCOUNT_SID: simulator.accountSid,
    TWILIO_AUTH_TOKEN: simulator.authToken,
    TWILIO_AUTH_TOKEN_PREVIOUS: undefined,
    TWILIO_SUBACCOUNTS: {},
    PUBLIC_BASE_URL: baseUrl,
  });
  server.on("request", createStatusCallbackListener({ receive: door.receive }));
  const client = clientOf(simulator);
  const settings: SendEnvironment = {
    mode: "simulator",
    PUBLIC_BASE_URL: baseUrl,
    TWILIO_CALLBACK_OVERRIDES: "rc=5&rp=all",
    TWILIO_ACCOUNT_SID: simulator.accountSid,
    TWILIO_AUTH_TOKEN: simulator.authToken,
    TWILIO_API_BASE_URL: simulator.url,
    SEND_LIMIT_PER_MINUTE: 1_000,
    SEND_CONFIRM_ABOVE: 10,
    SEND_ALLOWED_PREFIXES: [],
  };
  return {
    database,
    simulator,
    client,
    settings,
    deps: { db: database.db, client, settings },
    close: async () => {
      await simulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await door.idle();
      await database.drop();
    },
  };
}

export function clientOf({ accountSid, authToken, url }: Simulator): TwilioClient {
  return createTwilioClient({ accountSid, authToken, apiBaseUrl: url });
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** One message as the form would hand it on. */
export function messageTo(to: string, changes: Partial<SendMessageInput> = {}): SendMessageInput {
  return sendMessageSchema.parse({
    sendKey: randomUUID(),
    to,
    from: changes.messagingServiceSid ? undefined : FROM,
    body: `Hello ${randomUUID()}`,
    ...changes,
  });
}

/** A filled-in form. */
export function formTo(to: string, changes: Partial<SendForm> = {}): SendForm {
  return sendFormSchema.parse({
    sendKey: randomUUID(),
    channel: "sms",
    to,
    defaultCountry: null,
    sender: "number",
    from: FROM,
    messagingServiceSid: "",
    callback: "message",
    content: "text",
    body: "Your table is ready.",
    isSmartEncoded: false,
    mediaUrls: [],
    contentSid: "",
    contentVariables: [],
    sendAt: null,
    validityPeriodSeconds: null,
    reference: "",
    tags: [],
    ...changes,
  });
}

export type MessageState = {
  sid: string | null;
  submission: string;
  status: string | null;
  outcome: string;
  error_code: number | null;
};

export async function stateOf({ database }: SendingPlace, id: string): Promise<MessageState> {
  const [row] = await database.query<MessageState>(
    "SELECT sid, submission, status, outcome, error_code FROM messages WHERE id = $1",
    [id],
  );
  if (!row) throw new Error(`There is no message ${id}.`);
  return row;
}

export async function countMessages({ database }: SendingPlace): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM messages",
  );
  return row?.count ?? 0;
}

/** How many messages to a number really exist at Twilio. */
export function createdFor({ simulator }: SendingPlace, to: string): number {
  return simulator.ledger().filter((entry) => entry.to === to).length;
}
