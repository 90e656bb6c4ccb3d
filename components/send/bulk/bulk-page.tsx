"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Segmented } from "@/components/ui/segmented";
import { TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/contracts/action-result";
import { MAX_RATE_PER_SECOND, type NewBatch } from "@/lib/contracts/send-batch";
import type { SendForm } from "@/lib/contracts/send-form";
import type { SendSettings } from "@/lib/contracts/send-settings";
import type { SenderDirectory } from "@/lib/contracts/sender-directory";
import { findTemplateFaults } from "@/lib/domain/body-template";
import { CallbackField } from "../callback-field";
import { focusFirstFault } from "../focus-first-fault";
import { FormRow } from "../form-row";
import type { NotSent } from "../not-sent-notice";
import { SenderField } from "../sender-field";
import { useSettled } from "../use-settled";
import { BulkBar } from "./bulk-bar";
import { BulkBodyField } from "./bulk-body-field";
import { ColumnField } from "./column-field";
import { ConfirmBatch } from "./confirm-batch";
import { ListField } from "./list-field";
import { type CheckAction, useBulkForm } from "./use-bulk-form";
import { VerdictPanel } from "./verdict-panel";

export type BulkPageProps = {
  sendKey: string;
  settings: SendSettings;
  directory: Promise<SenderDirectory>;
  check: CheckAction;
  create: (batch: NewBatch) => Promise<ActionResult<{ batchId: string }>>;
};

type Errors = Record<string, string[] | undefined>;

/** A list, what is thought of its rows, and the text they get. */
export function BulkPage({
  sendKey,
  settings,
  directory: asked,
  check: judge,
  create,
}: BulkPageProps) {
  const router = useRouter();
  const state = useBulkForm(sendKey, judge);
  const { form, check, isChecking } = state;
  const directory = useSettled(asked);
  const [errors, setErrors] = useState<Errors>({});
  const [notSent, setNotSent] = useState<NotSent | null>(null);
  const [isConfirming, setIsConfirming] = useState(false);
  const [isSending, startSending] = useTransition();
  const change = (part: Partial<SendForm>) => {
    setNotSent(null);
    state.change(part);
  };
  const service = directory?.services.find(({ sid }) => sid === form.messagingServiceSid) ?? null;
  const columns = check?.columns.map(({ name }) => name) ?? [];
  const templateFaults = check ? findTemplateFaults(form.body, columns) : [];

  const send = () => {
    if (!check || !state.list) return;
    const { list, ratePerSecond } = state;
    setIsConfirming(false);
    startSending(async () => {
      const result = await create({
        ...state.toCheckForm(),
        hasHeader: check.hasHeader,
        numberColumn: check.numberColumn,
        sendKey: form.sendKey,
        name: list.name,
        sender: form.sender,
        from: form.from,
        messagingServiceSid: form.messagingServiceSid,
        callback: form.callback,
        reference: form.reference,
        ratePerSecond,
        confirmedMessages: check.messages,
      }).catch(() => null);
      if (result === null) {
        setNotSent({
          title: "No answer from Milepost",
          message: "Press Send again: the same list is not sent a second time.",
        });
      } else if (result.ok) {
        router.push(`/send/batches/${result.data.batchId}` as Route);
      } else {
        setErrors(result.fieldErrors ?? {});
        setNotSent({ title: "Nothing was sent", message: result.message });
        focusFirstFault();
      }
    });
  };

  const submit = () => {
    if (!check || isChecking || isSending || check.messages === 0) return;
    const found = findFormFaults(form, templateFaults);
    setErrors(found);
    setNotSent(null);
    if (Object.keys(found).length > 0) return focusFirstFault();
    if (check.messages > settings.confirmAbove) setIsConfirming(true);
    else send();
  };

  const senderErrors = [...(errors.from ?? []), ...(errors.messagingServiceSid ?? [])];

  return (
    <form
      aria-label="Send to a list"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.target instanceof HTMLInputElement)
          event.preventDefault();
      }}
      className="grid h-full grid-rows-[minmax(0,1fr)_auto]"
    >
      <div className="thin-scroll min-h-0 overflow-auto desktop:grid desktop:grid-cols-[minmax(0,1.325fr)_minmax(0,1fr)] desktop:overflow-hidden">
        <div className="thin-scroll desktop:min-h-0 desktop:overflow-auto">
          <header className="flex h-12 items-center gap-1 border-line border-b px-gutter">
            <h1 className="font-semibold text-lead tracking-tight">Send to a list</h1>
            <span className="flex-1" />
            <ButtonLink href={"/send/batches" as Route} variant="bare">
              Batches
            </ButtonLink>
            <ButtonLink href={"/send" as Route} variant="bare">
              Send one
            </ButtonLink>
          </header>
          <FormRow label="List" errors={errors.text}>
            <ListField
              list={state.list}
              onChange={(list) => {
                setNotSent(null);
                state.setList(list);
              }}
              check={check}
              failure={state.failure}
            />
          </FormRow>
          {state.list && check && (
            <FormRow label="Columns">
              <ColumnField check={check} reading={state.reading} onChange={state.changeReading} />
            </FormRow>
          )}
          <FormRow label="Channel">
            <Segmented
              label="Channel"
              className="self-start"
              value={form.channel}
              options={[
                { value: "sms", label: "SMS" },
                { value: "whatsapp", label: "WhatsApp" },
                { value: "rcs", label: "RCS" },
              ]}
              onChange={(channel) => change({ channel })}
            />
          </FormRow>
          <FormRow label="Sender" isFaulty={senderErrors.length > 0}>
            <SenderField form={form} change={change} directory={directory} errors={senderErrors} />
          </FormRow>
          <FormRow label="Callback" errors={errors.statusCallback}>
            <CallbackField form={form} change={change} settings={settings} service={service} />
          </FormRow>
          <FormRow label="Body" isFaulty={(errors.body ?? []).length > 0}>
            <BulkBodyField
              value={form.body}
              onChange={(body) => change({ body })}
              isSmartEncoded={form.isSmartEncoded}
              onSmartEncoding={(isSmartEncoded) => change({ isSmartEncoded })}
              columns={columns}
              errors={[...templateFaults, ...(form.body === "" ? (errors.body ?? []) : [])]}
            />
          </FormRow>
          <FormRow label="Pace" className="border-b-0">
            <TextField
              label="Messages a second"
              className="max-w-48"
              type="number"
              inputMode="numeric"
              inputClassName="mono"
              value={String(state.ratePerSecond)}
              onChange={(text) =>
                state.setRate(
                  Math.min(MAX_RATE_PER_SECOND, Math.max(1, Math.round(Number(text)) || 1)),
                )
              }
              description={`At most ${MAX_RATE_PER_SECOND}. Twilio queues what a sender cannot send at once.`}
            />
          </FormRow>
        </div>
        <aside
          aria-label="What will be sent"
          className="thin-scroll border-line max-desktop:border-t desktop:min-h-0 desktop:overflow-auto desktop:border-l"
        >
          <VerdictPanel check={check} isChecking={isChecking} />
        </aside>
      </div>
      <BulkBar check={check} isChecking={isChecking} notSent={notSent} isSending={isSending} />
      {check && (
        <ConfirmBatch
          isOpen={isConfirming}
          check={check}
          ratePerSecond={state.ratePerSecond}
          onConfirm={send}
          onDismiss={() => setIsConfirming(false)}
        />
      )}
    </form>
  );
}

function findFormFaults(
  form: { sender: string; from: string; messagingServiceSid: string; body: string },
  templateFaults: readonly string[],
): Record<string, string[]> {
  const faults: Record<string, string[]> = {};
  if (form.sender === "number" && form.from.trim() === "") faults.from = ["Choose a number."];
  if (form.sender === "service" && form.messagingServiceSid === "") {
    faults.messagingServiceSid = ["Choose a Messaging Service."];
  }
  if (form.body.trim() === "") faults.body = ["Write a text."];
  else if (templateFaults.length > 0) faults.body = [...templateFaults];
  return faults;
}
