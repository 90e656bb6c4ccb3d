import type { Draws } from "./draws";
import { scriptFor } from "./outcome-numbers";
import type { Misbehaviour } from "./settings";

/** What becomes of the HTTP request that creates the message. */
export type CreateBehaviour =
  | "normal"
  | "answer-after-first-callback"
  | "too-many-requests"
  | "server-error"
  | "server-error-after-accepting"
  | "cut-before-accepting"
  | "cut-after-accepting"
  | "cut-mid-answer";

/** Which way the create call goes. Most outcome numbers misbehave on the first attempt only. */
export function planCreate(
  to: string,
  attempt: number,
  draws: Draws,
  misbehaviour: Misbehaviour,
): CreateBehaviour {
  const script = scriptFor(to);
  if (script) {
    const misbehaves = script.createAlways === true || attempt === 1;
    return script.create && misbehaves ? script.create : "normal";
  }
  const table: [CreateBehaviour, number][] = [
    ["too-many-requests", misbehaviour.tooManyRequests],
    ["server-error", misbehaviour.serverError],
    ["server-error-after-accepting", misbehaviour.serverErrorAfterAccepting],
    ["cut-before-accepting", misbehaviour.cutBeforeAccepting],
    ["cut-after-accepting", misbehaviour.cutAfterAccepting],
    ["cut-mid-answer", misbehaviour.cutMidAnswer],
    ["answer-after-first-callback", misbehaviour.answerAfterFirstCallback],
  ];
  return table.find(([name, p]) => draws.chance(`create:${name}`, p))?.[0] ?? "normal";
}
