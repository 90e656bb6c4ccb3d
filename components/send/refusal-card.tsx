"use client";

import dynamic from "next/dynamic";
import { Suspense } from "react";
import { TextLink } from "@/components/ui/text-link";
import { messagePage } from "@/lib/browser/message-pages";
import type { Refusal } from "@/lib/contracts/send-message";
import { errorTitle } from "@/lib/domain/error-titles";

/** The long explanations are fetched when the first refusal is shown. */
const ErrorExplanation = dynamic(() =>
  import("@/components/messages/timeline/error-explanation").then(
    (module) => module.ErrorExplanation,
  ),
);

export type RefusalCardProps = {
  refusal: Refusal;
  messageId: string;
  /** How many recipients were refused alike. */
  count: number;
};

/** It stands at the field it is about, which may be far from the button that was pressed. */
function leadReader(card: HTMLElement | null): void {
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "center" });
}

/** Why Twilio took no message: its code, what that means, whose side it is on and what to do. */
export function RefusalCard({ refusal, messageId, count }: RefusalCardProps) {
  const title =
    refusal.code === null ? "Not sent" : `Twilio refused it: ${errorTitle(refusal.code)}`;
  return (
    <div ref={leadReader} role="alert" tabIndex={-1} data-refusal className="outline-none">
      <p className="sr-only">{title}.</p>
      <Suspense>
        <ErrorExplanation code={refusal.code} told={refusal.message} />
      </Suspense>
      <p className="text-ink-3 text-small">
        Nothing was sent. Change what is wrong and send again.{" "}
        <TextLink href={messagePage(messageId)}>
          {count > 1 ? `The first of ${count} refused messages` : "The refused message"}
        </TextLink>{" "}
        stays in the list.
      </p>
    </div>
  );
}
