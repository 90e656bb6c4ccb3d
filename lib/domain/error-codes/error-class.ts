import type { ErrorKind } from "./error-kind";

export type ErrorClass = ErrorKind & {
  firstCode: number;
  lastCode: number;
  title: string;
  meaning: string;
};

const unknownKind = { side: "unknown", duration: "unknown", retry: "later" } as const;
const refusedKind = { side: "sender", duration: "permanent", retry: "fix-first" } as const;

const registration = {
  ...refusedKind,
  title: "Sender registration problem",
  meaning: "A brand, campaign or toll-free number was not registered or verified.",
} as const;

/** Ranges of Twilio's dictionary, narrow ones first: the first that fits wins. */
const errorClasses: readonly ErrorClass[] = [
  { firstCode: 30436, lastCode: 30449, ...registration },
  { firstCode: 30451, lastCode: 30480, ...registration },
  { firstCode: 30501, lastCode: 30599, ...registration },
  { firstCode: 30700, lastCode: 30999, ...registration },
  {
    firstCode: 30100,
    lastCode: 30199,
    ...refusedKind,
    title: "Link shortening problem",
    meaning: "Something about the domain or certificate for short links is not right.",
  },
  {
    firstCode: 30000,
    lastCode: 30999,
    ...unknownKind,
    title: "Not delivered",
    meaning: "Twilio accepted the message, and it was not delivered.",
  },
  {
    firstCode: 10000,
    lastCode: 10999,
    ...refusedKind,
    title: "Account problem",
    meaning: "The state of the Twilio account does not allow this.",
  },
  {
    firstCode: 11000,
    lastCode: 12999,
    ...unknownKind,
    title: "Webhook failed",
    meaning: "Twilio called a webhook and could not use its answer.",
  },
  {
    firstCode: 14000,
    lastCode: 14999,
    ...refusedKind,
    title: "TwiML problem",
    meaning: "Twilio could not follow the TwiML that a webhook answered with.",
  },
  {
    firstCode: 20000,
    lastCode: 22999,
    ...refusedKind,
    title: "API request refused",
    meaning: "Twilio refused the API request.",
  },
  {
    firstCode: 35000,
    lastCode: 35999,
    ...refusedKind,
    title: "Scheduling refused",
    meaning: "Twilio refused to schedule the message.",
  },
  {
    firstCode: 63000,
    lastCode: 63999,
    ...unknownKind,
    side: "channel",
    title: "Channel refused the message",
    meaning: "WhatsApp, RCS or another channel did not take the message.",
  },
  {
    firstCode: 10000,
    lastCode: 99999,
    ...unknownKind,
    title: "Error of another Twilio product",
    meaning: "The code belongs to a part of Twilio other than messaging.",
  },
];

const unknownClass: ErrorClass = {
  firstCode: Number.NEGATIVE_INFINITY,
  lastCode: Number.POSITIVE_INFINITY,
  ...unknownKind,
  title: "Unknown error",
  meaning: "The code is not in any range that Twilio documents.",
};

/** The class of any number, also of one that is no code at all. */
export function errorClassOf(code: number): ErrorClass {
  return (
    errorClasses.find(({ firstCode, lastCode }) => code >= firstCode && code <= lastCode) ??
    unknownClass
  );
}
