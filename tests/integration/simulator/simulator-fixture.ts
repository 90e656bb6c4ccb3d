import twilio from "twilio";
import { afterEach } from "vitest";
import {
  defaultApiKey,
  defaultContentSid,
  defaultPhoneNumbers,
  defaultRcsSender,
  defaultServiceSid,
  defaultServiceWithoutCallbackSid,
  defaultWhatsAppSender,
} from "../../../simulator/options";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../../simulator/server";
import { type CallbackReceiver, startCallbackReceiver } from "./callback-receiver";

export const delivered = "+14155550100";
export const phoneNumber = defaultPhoneNumbers[1];
export const service = defaultServiceSid;
export const serviceWithoutCallback = defaultServiceWithoutCallbackSid;
export const whatsAppSender = defaultWhatsAppSender;
export const rcsSender = defaultRcsSender;
export const contentTemplate = defaultContentSid;
export const apiKey = { username: defaultApiKey.sid, password: defaultApiKey.secret };

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((open) => open.close()));
});

/** Delays a thousandth of the real ones; what is opened is closed after each test. */
export async function openSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ timeScale: 0.001, ...options });
  opened.push(simulator);
  return simulator;
}

export async function openReceiver(authToken: string): Promise<CallbackReceiver> {
  const receiver = await startCallbackReceiver(authToken);
  opened.push(receiver);
  return receiver;
}

/** A simulator, a receiver that checks signatures and Twilio's client pointed at the simulator. */
export async function openAll(options: SimulatorOptions = {}) {
  const simulator = await openSimulator(options);
  const receiver = await openReceiver(simulator.authToken);
  return { simulator, receiver, client: twilioClient(simulator) };
}

type Request = InstanceType<typeof twilio.RequestClient>["request"];

class RedirectedClient extends twilio.RequestClient {
  constructor(private readonly baseUrl: string) {
    super();
  }

  override request: Request = (options) => {
    const uri = options.uri.replace(/^https:\/\/[\w.-]+\.twilio\.com/, this.baseUrl);
    return super.request({ ...options, uri });
  };
}

export function twilioClient(
  simulator: Simulator,
  {
    username = simulator.accountSid,
    password = simulator.authToken,
    accountSid = simulator.accountSid,
  } = {},
) {
  const httpClient = new RedirectedClient(simulator.url);
  return twilio(username, password, { accountSid, httpClient });
}

export function authorization(simulator: Simulator): string {
  const credentials = `${simulator.accountSid}:${simulator.authToken}`;
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}
