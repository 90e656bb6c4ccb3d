import "server-only";
import type { ResendRequest, Resent } from "@/lib/contracts/message-deeds";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { log } from "@/lib/log";
import { resendMessage } from "./resend-message";
import { takeSendAllowance } from "./send-allowance";
import type { SendDependencies } from "./send-message";

const AT_ONCE = 5;

/**
 * Sends failed messages once more, each on its own: what keeps one from being sent does not keep the others. Throws
 * `forbidden` and `rate_limited` before anything is sent.
 */
export async function resendMessages(
  viewer: Viewer,
  { messageIds, sendKey }: ResendRequest,
  deps: SendDependencies = {},
): Promise<Resent> {
  assertCan(viewer, "messages.send");
  const ids = [...new Set(messageIds)];
  await takeSendAllowance(viewer, ids.length, deps);
  const resent: Resent = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    resent.push(
      ...(await Promise.all(
        ids.slice(start, start + AT_ONCE).map((messageId) =>
          resendMessage(viewer, { messageId, sendKey }, deps).then(
            (outcome) => ({ messageId, outcome, problem: null }),
            (error: unknown) => ({ messageId, outcome: null, problem: problemOf(error) }),
          ),
        ),
      )),
    );
  }
  return resent;
}

function problemOf(error: unknown): string {
  if (error instanceof AppError && error.code !== "internal") return error.message;
  log.error({ err: error }, "A message could not be sent once more");
  return "Something went wrong here.";
}
