import { CopyButton } from "@/components/ui/copy-button";
import type { MessageDetail } from "@/lib/contracts/message";
import { BreakableUrl } from "./breakable-url";

function callbackWords(message: MessageDetail): string {
  if (message.origin === "orphan" || message.origin === "adopted") {
    return "It was not sent from here. Its callbacks came to this address all the same.";
  }
  switch (message.callbackMode) {
    case "message":
      return "From a number, with its own callback. Twilio was told to call:";
    case "service":
      return "By a Messaging Service. Twilio calls the address that is set in the service.";
    case "both":
      return "By a Messaging Service, with its own callback on the message, which wins. Twilio was told to call:";
    case "none":
      return "Without a callback: Twilio reports nothing by itself.";
  }
}

/** Which of the ways to ask for callbacks was used, with the exact address. */
export function HowItWasSent({ message }: { message: MessageDetail }) {
  const { statusCallback } = message;
  return (
    <>
      <h2 className="mb-1 font-semibold">How it was sent</h2>
      <p className="text-pretty text-ink-2 text-small">{callbackWords(message)}</p>
      {statusCallback !== null && (
        <div className="mt-1 flex items-start gap-1">
          <p className="mono min-w-0 flex-1 text-small [overflow-wrap:anywhere]">
            <BreakableUrl url={statusCallback} />
          </p>
          <CopyButton
            text={statusCallback}
            label="Copy the callback address"
            className="-my-1 print:hidden"
          />
        </div>
      )}
      {retriesOf(statusCallback) !== null && (
        <p className="mt-1 text-pretty text-ink-3 text-small">{retriesOf(statusCallback)}</p>
      )}
    </>
  );
}

/** Connection overrides: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
function retriesOf(statusCallback: string | null): string | null {
  const fragment = statusCallback?.split("#")[1];
  if (!fragment) return null;
  const overrides = new URLSearchParams(fragment);
  const retries = overrides.get("rc");
  if (retries === null) return null;
  const cases = overrides.get("rp") === "all" ? "whatever goes wrong" : "in some cases";
  return `Twilio tries a callback up to ${retries} more times, ${cases}.`;
}
