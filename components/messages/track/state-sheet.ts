import type { Tone } from "@/components/ui/tone";
import type { MessageState } from "@/lib/domain/message-state";

/** Everything that is shown as a state: of a message, of a callback, or as a mark on one. */
type StateKey = MessageState | "conflict" | "repeated" | "orphan" | "refused" | "recorded";

export type GlyphName =
  | "accepted"
  | "scheduled"
  | "queued"
  | "sending"
  | "sent"
  | "delivered"
  | "undelivered"
  | "failed"
  | "canceled"
  | "rejected"
  | "read"
  | "conflict"
  | "unknown"
  | "orphan"
  | "repeated"
  | "refused";

export type StateLook = {
  word: string;
  tone: Tone;
  glyph: GlyphName;
  /** A dashed outline: something is missing. */
  isDashed?: boolean;
  /** Calm states colour their icon, loud ones their word too. */
  isLoud: boolean;
};

const calm = (word: string, tone: Tone, glyph: GlyphName): StateLook => ({
  word,
  tone,
  glyph,
  isLoud: false,
});

const loud = (word: string, tone: Tone, glyph: GlyphName): StateLook => ({
  word,
  tone,
  glyph,
  isLoud: true,
});

const STATE_SHEET: Record<StateKey, StateLook> = {
  submitting: { ...calm("Submitting", "slate", "sending"), isDashed: true },
  accepted: calm("Accepted", "slate", "accepted"),
  scheduled: calm("Scheduled", "slate", "scheduled"),
  queued: calm("Queued", "slate", "queued"),
  sending: calm("Sending", "blue", "sending"),
  sent: calm("Sent", "blue", "sent"),
  partially_delivered: calm("Partly delivered", "blue", "delivered"),
  delivered: calm("Delivered", "green", "delivered"),
  read: calm("Read", "teal", "read"),
  undelivered: loud("Undelivered", "red", "undelivered"),
  failed: loud("Failed", "red", "failed"),
  rejected: loud("Rejected", "red", "rejected"),
  canceled: calm("Canceled", "grey", "canceled"),
  no_receipt: { ...loud("No receipt", "amber", "sent"), isDashed: true },
  no_answer: { ...loud("No answer", "violet", "unknown"), isDashed: true },
  unknown_status: loud("Unknown", "violet", "unknown"),
  conflict: loud("Conflict", "amber", "conflict"),
  repeated: calm("Repeated", "slate", "repeated"),
  orphan: { ...loud("Orphan", "violet", "orphan"), isDashed: true },
  refused: loud("Refused", "red", "refused"),
  recorded: calm("Recorded", "green", "delivered"),
};

/** The look of any word: what is not on the sheet is an unknown status. */
export function lookOf(state: string): StateLook {
  return Object.hasOwn(STATE_SHEET, state)
    ? STATE_SHEET[state as StateKey]
    : STATE_SHEET.unknown_status;
}
