import type { ActionResult } from "@/lib/contracts/action-result";
import type { ReleaseOutcome } from "@/lib/contracts/callback";

/** What may be done about a callback; absent where the viewer's role does not allow it. */
export type CallbackActions = {
  verify?: (id: string) => Promise<ActionResult<ReleaseOutcome>>;
  adopt?: (messageId: string) => Promise<ActionResult<{ messageId: string }>>;
};
