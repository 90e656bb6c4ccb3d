import { rankOf } from "./message-status";

/** What Milepost shows of a message, held against what it truly is. */
export type TruthVerdict = "agrees" | "behind" | "differs" | "missing";

/**
 * `agrees`: the headline is the true status. `behind`: it is an earlier one, as while a callback is under way or after
 * one was lost. `differs`: anything else, such as two endings. `missing`: there is no headline. Total.
 */
export function compareWithTruth(truth: string, headline: string | null): TruthVerdict {
  if (headline === null) return "missing";
  if (headline === truth) return "agrees";
  return rankOf(headline) < rankOf(truth) ? "behind" : "differs";
}
