import "server-only";

/** One observation of a status on its way into the record. Instants are UTC with microseconds. */
export type NewStatusEvent = {
  /** Our message's id, when the observation carries it. */
  messageId: string | null;
  sid: string;
  accountSid: string | null;
  to: string | null;
  toDigits: string | null;
  toCountry: string | null;
  from: string | null;
  messagingServiceSid: string | null;
  channel: string;
  /** UUID; the same key for the same message is the same event. */
  eventKey: string;
  source: "create_response" | "callback" | "api";
  status: string;
  errorCode: number | null;
  params: ReadonlyArray<readonly [string, string]>;
  rawBody: Uint8Array | null;
  query: string;
  headers: ReadonlyArray<readonly [string, string]>;
  keyLabel: string | null;
  receivedAt: string;
};
