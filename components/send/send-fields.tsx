"use client";

import { Upload } from "lucide-react";
import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Segmented } from "@/components/ui/segmented";
import type { OutcomeNumber } from "@/lib/contracts/outcome-number";
import type { SendChannel } from "@/lib/contracts/send-form";
import type { SendSettings } from "@/lib/contracts/send-settings";
import type { MessagingService, SenderDirectory } from "@/lib/contracts/sender-directory";
import { CallbackField } from "./callback-field";
import { ContentRows } from "./content-rows";
import { FormRow } from "./form-row";
import { LabelField } from "./label-field";
import { OutcomeNumberMenu } from "./outcome-number-menu";
import { RecipientField } from "./recipient-field";
import { RefusalCard } from "./refusal-card";
import { SenderField } from "./sender-field";
import type { SendFormState } from "./use-send-form";
import { WhenField } from "./when-field";

const CHANNELS: readonly { value: SendChannel; label: string }[] = [
  { value: "sms", label: "SMS" },
  { value: "mms", label: "MMS" },
  { value: "whatsapp", label: "WhatsApp" },
  { value: "rcs", label: "RCS" },
];

/** Where each field of the create call is asked for. */
const ROWS = {
  to: ["to"],
  sender: ["from", "messagingServiceSid"],
  callback: ["statusCallback"],
  content: ["body", "mediaUrl", "contentSid", "contentVariables"],
  when: ["sendAt", "validityPeriod"],
} as const;
type RowName = keyof typeof ROWS;

export type SendFieldsProps = {
  state: SendFormState;
  settings: SendSettings;
  directory: SenderDirectory | null;
  service: MessagingService | null;
  outcomeNumbers: readonly OutcomeNumber[];
};

/** Every question of the form, in the order in which it is answered. */
export function SendFields(props: SendFieldsProps) {
  const { state, settings, directory, service, outcomeNumbers } = props;
  const { form, change, errors, refused } = state;
  const refusalIn = (row: RowName | null) => {
    const refusal = refused?.outcome.refusal;
    if (!refusal || rowOf(refusal.field) !== row) return null;
    const { messageId } = refused.outcome;
    return <RefusalCard refusal={refusal} messageId={messageId} count={refused.count} />;
  };
  const errorsIn = (row: RowName) => ROWS[row].flatMap((field) => errors[field] ?? []);

  return (
    <>
      <header className="flex h-12 items-center gap-2.5 border-line border-b px-gutter">
        <h1 className="font-semibold text-lead tracking-tight">Send</h1>
        <p className="text-ink-2">one message, or many</p>
        <ButtonLink href={"/send/bulk" as Route} variant="bare" className="ml-auto">
          <Upload aria-hidden="true" className="lucide" />
          Drop a CSV
        </ButtonLink>
      </header>
      {refusalIn(null) && (
        <div className="border-line border-b px-gutter py-2">{refusalIn(null)}</div>
      )}
      <FormRow label="Channel">
        <Segmented
          label="Channel"
          className="self-start"
          value={form.channel}
          options={CHANNELS}
          onChange={(channel) => change({ channel })}
        />
      </FormRow>
      <FormRow label="To" isFaulty={errorsIn("to").length > 0}>
        <RecipientField
          value={form.to}
          defaultCountry={form.defaultCountry}
          onChange={change}
          errors={errorsIn("to")}
        />
        {outcomeNumbers.length > 0 && (
          <OutcomeNumberMenu
            numbers={outcomeNumbers}
            onChoose={(number) => change({ to: [form.to, number].filter(Boolean).join("\n") })}
          />
        )}
        {refusalIn("to")}
      </FormRow>
      <FormRow label="Sender" isFaulty={errorsIn("sender").length > 0}>
        <SenderField
          form={form}
          change={change}
          directory={directory}
          errors={errorsIn("sender")}
        />
        {refusalIn("sender")}
      </FormRow>
      <FormRow label="Callback" errors={errorsIn("callback")}>
        <CallbackField form={form} change={change} settings={settings} service={service} />
        {refusalIn("callback")}
      </FormRow>
      <ContentRows
        form={form}
        change={change}
        errors={errors}
        refusal={refusalIn("content")}
        isSegmented={form.channel === "sms"}
        isEncodedByService={form.sender === "service" && (service?.isSmartEncoding ?? false)}
      />
      <FormRow label="When" errors={errorsIn("when")}>
        <WhenField form={form} change={change} />
        {refusalIn("when")}
      </FormRow>
      <FormRow label="Find it by" className="border-b-0">
        <LabelField form={form} change={change} errors={errors} />
      </FormRow>
    </>
  );
}

function rowOf(field: string | null): RowName | null {
  const names = Object.keys(ROWS) as RowName[];
  return names.find((name) => ROWS[name].some((one) => one === field)) ?? null;
}
