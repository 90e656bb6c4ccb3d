"use client";

import { Send } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { nowUs } from "@/lib/browser/clock";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { SendForm, SendFormOutcome } from "@/lib/contracts/send-form";
import type { SendSettings } from "@/lib/contracts/send-settings";
import type { SenderDirectory } from "@/lib/contracts/sender-directory";
import { planSend } from "@/lib/domain/send-plan";
import { BodyField } from "./body-field";
import { CallbackField } from "./callback-field";
import { FormRow } from "./form-row";
import { RecipientField } from "./recipient-field";
import { RefusalCard } from "./refusal-card";
import { keepDraft, newSendKey, nextDraft } from "./send-draft";
import { SenderField } from "./sender-field";
import { useSendDraft } from "./use-send-draft";
import { useSettled } from "./use-settled";

export type SendPageProps = {
  sendKey: string;
  settings: SendSettings;
  directory: Promise<SenderDirectory>;
  send: (form: SendForm) => Promise<ActionResult<SendFormOutcome>>;
};

type Errors = Record<string, string[]>;

export function SendPage({ sendKey, settings, directory: asked, send }: SendPageProps) {
  const router = useRouter();
  const { form, change } = useSendDraft(sendKey);
  const directory = useSettled(asked);
  const [errors, setErrors] = useState<Errors>({});
  const [refused, setRefused] = useState<SendFormOutcome["messages"][number] | null>(null);
  const [isSending, startSending] = useTransition();
  const service = directory?.services.find(({ sid }) => sid === form.messagingServiceSid) ?? null;

  const planNow = () =>
    planSend(form, {
      now: new Date(nowUs() / 1000),
      live: settings.mode === "twilio",
      ...settings,
    });
  const plan = planNow();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefused(null);
    const { faults } = planNow();
    setErrors(toErrors(faults));
    if (faults.length > 0 || isSending) return;
    startSending(async () => {
      const result = await send(form).catch(() => null);
      if (result === null) {
        toast.error("No answer from Milepost", {
          description: "Press Send again: what was sent already is not sent twice.",
        });
      } else if (result.ok) {
        finish(result.data);
      } else {
        setErrors(result.fieldErrors ?? {});
        if (!result.fieldErrors) toast.error("Not sent", { description: result.message });
      }
    });
  };

  const finish = ({ messages, batchId }: SendFormOutcome) => {
    const [first] = messages;
    if (!first) return;
    if (messages.every(({ refusal }) => refusal !== null)) {
      setRefused(first);
      setErrors(fieldErrorOf(first));
      // Twilio took nothing, so the next try is a new message.
      change({ sendKey: newSendKey() });
      return;
    }
    keepDraft(nextDraft(form));
    router.push((batchId ? `/messages?q=${batchId}` : `/messages/${first.messageId}`) as Route);
  };

  const count = plan.messages.length;
  return (
    <form
      onSubmit={submit}
      noValidate
      className="grid h-full grid-rows-[minmax(0,1fr)_auto]"
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.currentTarget.requestSubmit();
        }
      }}
    >
      <div className="thin-scroll min-h-0 overflow-auto">
        <header className="flex h-12 items-center gap-2.5 border-line border-b px-gutter">
          <h1 className="font-semibold text-lead tracking-tight">Send</h1>
          <p className="text-ink-2">one message, or many</p>
        </header>
        {refused?.refusal && (
          <div className="border-line border-b px-gutter py-3.5">
            <RefusalCard refusal={refused.refusal} to={refused.to} messageId={refused.messageId} />
          </div>
        )}
        <FormRow label="Channel">
          <Segmented
            label="Channel"
            className="self-start"
            value={form.channel}
            options={[
              { value: "sms", label: "SMS" },
              { value: "whatsapp", label: "WhatsApp" },
            ]}
            onChange={(channel) => change({ channel })}
          />
        </FormRow>
        <FormRow label="To">
          <RecipientField
            value={form.to}
            defaultCountry={form.defaultCountry}
            onChange={(to) => change({ to })}
            errors={errors.to}
          />
        </FormRow>
        <FormRow
          label="Sender"
          errors={[...(errors.from ?? []), ...(errors.messagingServiceSid ?? [])]}
        >
          <SenderField form={form} change={change} directory={directory} />
        </FormRow>
        <FormRow label="Callback" errors={errors.statusCallback}>
          <CallbackField form={form} change={change} settings={settings} service={service} />
        </FormRow>
        <FormRow label="Body">
          <BodyField
            value={form.body}
            onChange={(body) => change({ body })}
            isSmartEncoded={form.isSmartEncoded || (service?.isSmartEncoding ?? false)}
            errors={errors.body}
          />
        </FormRow>
      </div>
      <footer className="flex items-center gap-5 border-line-2 border-t px-gutter py-2.5">
        <span className="text-ink-2">
          <b className="mono font-medium text-ink">{count}</b>{" "}
          {count === 1 ? "message" : "messages"}
        </span>
        <span className="flex-1" />
        <Button type="submit" variant="primary" size="large" isPending={isSending}>
          <Send aria-hidden="true" />
          {isSending ? "Sending …" : count > 1 ? `Send ${count} messages` : "Send"}
        </Button>
      </footer>
    </form>
  );
}

function toErrors(faults: ReadonlyArray<{ field: string; message: string }>): Errors {
  const errors: Errors = {};
  for (const { field, message } of faults) errors[field] = [...(errors[field] ?? []), message];
  return errors;
}

function fieldErrorOf({ refusal }: SendFormOutcome["messages"][number]): Errors {
  return refusal?.field ? { [refusal.field]: [`${refusal.meaning} ${refusal.action}`] } : {};
}
