"use client";

import { useMemo } from "react";
import type { OutcomeNumber } from "@/lib/contracts/outcome-number";
import type { DoorCheck, SendSettings } from "@/lib/contracts/send-settings";
import type { SenderDirectory } from "@/lib/contracts/sender-directory";
import { measureBody } from "@/lib/domain/message-body";
import { carriesCallback } from "@/lib/domain/send-plan";
import { judgeServiceCallback } from "@/lib/domain/service-callback";
import { ConfirmSend } from "./confirm-send";
import { PathPreview } from "./path-preview";
import { RequestPreview } from "./request-preview";
import { SendBar } from "./send-bar";
import { SendChecks } from "./send-checks";
import { shownMessageCallback } from "./send-circumstances";
import { SendFields } from "./send-fields";
import { useSendExpectations } from "./use-send-expectations";
import { type SendAction, useSendForm } from "./use-send-form";
import { useSettled } from "./use-settled";

export type SendPageProps = {
  sendKey: string;
  /** Whom the page was opened to write to. */
  to: string;
  settings: SendSettings;
  directory: Promise<SenderDirectory>;
  door: Promise<DoorCheck>;
  /** Numbers with a fate of their own, while the simulator is in use. */
  outcomeNumbers: Promise<OutcomeNumber[]>;
  send: SendAction;
};

/** The form, and beside it what sending it will do. */
export function SendPage(props: SendPageProps) {
  const { settings } = props;
  const state = useSendForm(props, settings, props.send);
  const directory = useSettled(props.directory);
  const door = useSettled(props.door);
  const outcomeNumbers = useSettled(props.outcomeNumbers);
  const { form, plan } = state;

  const service = directory?.services.find(({ sid }) => sid === form.messagingServiceSid) ?? null;
  const countries = useMemo(
    () => [...new Set(plan.messages.flatMap(({ country }) => country ?? []))].sort(),
    [plan],
  );
  const expectations = useSendExpectations(form, countries);
  const isEncodedByService = form.sender === "service" && (service?.isSmartEncoding ?? false);
  const segmentsEach =
    form.channel === "sms" && form.content === "text"
      ? measureBody(form.body, { smartEncoding: form.isSmartEncoded || isEncodedByService })
          .segments.length
      : 0;
  const serviceVerdict = judgeServiceCallback(
    service?.statusCallback ?? null,
    shownMessageCallback(settings),
  );

  return (
    <form
      aria-label="Send"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        state.submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        if (event.metaKey || event.ctrlKey) event.currentTarget.requestSubmit();
        // Enter in a field is a slip of the hand, not a yes to sending.
        else if (event.target instanceof HTMLInputElement) event.preventDefault();
      }}
      className="grid h-full grid-rows-[minmax(0,1fr)_auto]"
    >
      <div className="thin-scroll min-h-0 overflow-auto desktop:grid desktop:grid-cols-[minmax(0,1.325fr)_minmax(0,1fr)] desktop:overflow-hidden">
        <div className="thin-scroll desktop:min-h-0 desktop:overflow-auto">
          <SendFields
            state={state}
            settings={settings}
            directory={directory}
            service={service}
            outcomeNumbers={outcomeNumbers ?? []}
          />
        </div>
        <aside
          aria-label="What will be sent"
          className="thin-scroll border-line max-desktop:border-t desktop:min-h-0 desktop:overflow-auto desktop:border-l"
        >
          <PathPreview
            form={form}
            expectations={expectations}
            countries={countries}
            isReported={carriesCallback(form) || serviceVerdict === "here"}
          />
          <RequestPreview plan={plan} settings={settings} />
          <SendChecks
            form={form}
            plan={plan}
            settings={settings}
            directory={directory}
            service={service}
            door={door}
          />
        </aside>
      </div>
      <SendBar
        plan={plan}
        segmentsEach={segmentsEach}
        expectations={expectations}
        notSent={state.notSent}
        isSending={state.isSending}
      />
      <ConfirmSend
        isOpen={state.isConfirming}
        count={plan.messages.length}
        onConfirm={state.confirm}
        onDismiss={state.dismissConfirmation}
      />
    </form>
  );
}
