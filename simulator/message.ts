import type { CreateBehaviour } from "./create-behaviour";
import type { Draws } from "./draws";
import type { Channel, Journey } from "./journey";
import type { LedgerEntry } from "./ledger";

export type Media = {
  sid: string;
  contentType: string;
  createdAt: number;
  url: string;
};

/** One outbound message as the simulator keeps it. Instants in milliseconds since the epoch. */
export type Message = {
  sid: string;
  accountSid: string;
  /** Position among all messages of this run. */
  ordinal: number;
  draws: Draws;
  to: string;
  from: string | null;
  body: string;
  channel: Channel;
  messagingServiceSid: string | null;
  statusCallback: string | null;
  mediaUrls: string[];
  media: Media[];
  segments: number;
  /** Segments are known only once a sender is chosen. */
  hasSender: boolean;
  status: string;
  errorCode: number | null;
  price: string | null;
  createdAt: number;
  updatedAt: number;
  sentAt: number | null;
  sendAt: number | null;
  validityPeriodSeconds: number;
  obfuscatesAddress: boolean;
  discardsContent: boolean;
  fallbackFrom: string | null;
  create: CreateBehaviour;
  journey: Journey;
  ledger: LedgerEntry;
};

export const finalStatuses: ReadonlySet<string> = new Set([
  "delivered",
  "undelivered",
  "failed",
  "canceled",
  "read",
]);
