export type ErrorSide = "sender" | "recipient" | "carrier" | "channel" | "twilio" | "unknown";

/** `temporary` passes by itself; `permanent` stays until something is changed. */
export type ErrorDuration = "temporary" | "permanent" | "unknown";

/**
 * `safe`: sending again now cannot send twice. `later`: worth another try after a wait.
 * `fix-first`: the same request would fail again. `never`: leave this recipient alone.
 */
export type ErrorRetry = "safe" | "later" | "fix-first" | "never";

/** The part of a send request that an error is about. */
export type SendField =
  | "to"
  | "from"
  | "messagingServiceSid"
  | "body"
  | "mediaUrl"
  | "statusCallback"
  | "sendAt"
  | "validityPeriod"
  | "contentSid"
  | "contentVariables";

export type ErrorKind = { side: ErrorSide; duration: ErrorDuration; retry: ErrorRetry };

export type ErrorEntry = ErrorKind & { meaning: string; action: string; field?: SendField };

export type ErrorTable = Readonly<Record<number, ErrorEntry>>;

export const senderMustFix = {
  side: "sender",
  duration: "permanent",
  retry: "fix-first",
} satisfies ErrorKind;

export const senderMustWait = {
  side: "sender",
  duration: "temporary",
  retry: "later",
} satisfies ErrorKind;

export const recipientAway = {
  side: "recipient",
  duration: "temporary",
  retry: "later",
} satisfies ErrorKind;

export const recipientUnreachable = {
  side: "recipient",
  duration: "permanent",
  retry: "never",
} satisfies ErrorKind;

export const carrierTrouble = {
  side: "carrier",
  duration: "temporary",
  retry: "later",
} satisfies ErrorKind;

export const carrierRefuses = {
  side: "carrier",
  duration: "permanent",
  retry: "fix-first",
} satisfies ErrorKind;

export const channelTrouble = {
  side: "channel",
  duration: "temporary",
  retry: "later",
} satisfies ErrorKind;

export const channelRefuses = {
  side: "channel",
  duration: "permanent",
  retry: "fix-first",
} satisfies ErrorKind;

export const twilioTrouble = {
  side: "twilio",
  duration: "temporary",
  retry: "later",
} satisfies ErrorKind;

/** A warning: the message it is attached to was not stopped by it. */
export const notice = {
  side: "sender",
  duration: "temporary",
  retry: "safe",
} satisfies ErrorKind;
