import type { CallbackRow, CallbackVerdict, RefusalReason } from "@/lib/contracts/callback";
import type { CallbackFilters, CallbackList } from "@/lib/contracts/callback-list";

/** The verdicts, each with its state of the state sheet. */
export const VERDICT_WORDS: Record<CallbackVerdict, string> = {
  recorded: "Recorded",
  repeated: "Repeated",
  orphan: "Orphan",
  refused: "Refused",
};

/** What a request was refused for, as short as a filter. */
export const REASON_WORDS: Record<RefusalReason, string> = {
  signature_invalid: "signature",
  signature_missing: "no signature",
  account_unknown: "unknown account",
  no_key_configured: "no token set",
  inbound_message: "incoming message",
  voice_callback: "voice callback",
  not_a_status_callback: "no status callback",
  ambiguous_parameters: "ambiguous",
  empty_body: "empty body",
  json_body: "JSON",
  not_form_encoded: "no form",
  too_large: "too large",
  too_many_parameters: "too many parameters",
  parameter_name_too_long: "name too long",
};

/** What a panel is about: `refused callback`, `recorded callback`. */
export function callbackTitle(row: Pick<CallbackRow, "verdict" | "isReleased">): string {
  if (row.verdict === "orphan") return "callback of an orphan";
  if (row.verdict === "refused" && row.isReleased) return "released callback";
  return `${VERDICT_WORDS[row.verdict].toLowerCase()} callback`;
}

/** The share that was recorded, such as `99.2`; null where nobody can tell. */
export function keptShare({ total, counts }: CallbackList): string | null {
  const { refused } = counts;
  if (total.count === 0 || total.isMore || refused === undefined) return null;
  const share = ((total.count - refused.count) / total.count) * 100;
  const shown = Math.floor(share * 10) / 10;
  return Number.isInteger(shown) ? String(shown) : shown.toFixed(1);
}

export type ActiveFilter = { label: string; value: string; without: Partial<CallbackFilters> };

/** What narrows the list besides its range, in words, each with the change that drops it. */
export function activeFilters(filters: CallbackFilters): ActiveFilter[] {
  const active: ActiveFilter[] = [];
  const add = (label: string, value: string | undefined, without: Partial<CallbackFilters>) => {
    if (value !== undefined) active.push({ label, value, without });
  };
  add("Search", filters.q && `“${filters.q}”`, { q: undefined });
  add("Verdict", filters.verdict && VERDICT_WORDS[filters.verdict], { verdict: undefined });
  add("Status", filters.status?.join(", "), { status: undefined });
  add("Reason", filters.reason && REASON_WORDS[filters.reason], { reason: undefined });
  add("Key", filters.key, { key: undefined });
  return active;
}

/** A SID short enough for a row: `SM31…0be2`. */
export function shortSid(sid: string): string {
  return sid.length > 12 ? `${sid.slice(0, 4)}…${sid.slice(-4)}` : sid;
}
