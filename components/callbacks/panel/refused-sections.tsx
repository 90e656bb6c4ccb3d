"use client";

import { TextLink } from "@/components/ui/text-link";
import { messagePage } from "@/lib/browser/message-pages";
import type { CallbackDetail, Refusal } from "@/lib/contracts/callback";
import type { CallbackActions } from "../callback-actions";
import { REASON_WORDS } from "../callback-words";
import { AddressLines } from "./address-lines";
import { AttemptMatrix } from "./attempt-matrix";
import { Finding } from "./finding";
import { SettingLine } from "./setting-line";
import { VerdictHead } from "./verdict-head";
import { VerifyAgain } from "./verify-again";

export type RefusedSectionsProps = {
  callback: CallbackDetail;
  refusal: Refusal;
  onVerify: CallbackActions["verify"];
  onChanged: () => Promise<void>;
};

/** Finding, setting, Verify again, then the proof. */
export function RefusedSections({ callback, refusal, onVerify, onChanged }: RefusedSectionsProps) {
  const { diagnosis, reason, releasedAt } = refusal;
  const answer = `${callback.httpStatus}, ${REASON_WORDS[reason]}`;
  return (
    <>
      <section aria-label="Finding" className="border-line border-b px-gutter pt-3.5 pb-3.5">
        <VerdictHead verdict="refused" answer={answer}>
          <Finding refusal={refusal} />
        </VerdictHead>
        {releasedAt === null ? (
          <>
            {diagnosis?.setting && !refusal.isValidNow && (
              <SettingLine setting={diagnosis.setting} />
            )}
            <VerifyAgain
              callbackId={callback.id}
              refusal={refusal}
              onVerify={onVerify}
              onChanged={onChanged}
            />
          </>
        ) : (
          <p className="mt-2 text-ink-2">
            It was verified again and is recorded
            {callback.messageId && (
              <>
                {" "}
                in the timeline of{" "}
                <TextLink href={messagePage(callback.messageId)}>its message</TextLink>
              </>
            )}
            , with the time at which it came.
          </p>
        )}
      </section>
      {diagnosis && (
        <>
          <AddressLines diagnosis={diagnosis} />
          <AttemptMatrix diagnosis={diagnosis} />
        </>
      )}
    </>
  );
}
