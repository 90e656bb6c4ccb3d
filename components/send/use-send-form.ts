"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useDeferredValue, useMemo, useState, useTransition } from "react";
import { toast } from "sonner";
import { messagePage } from "@/lib/browser/message-pages";
import { newSendKey } from "@/lib/browser/send-key";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { SendForm, SendFormOutcome } from "@/lib/contracts/send-form";
import type { SendSettings } from "@/lib/contracts/send-settings";
import { planSend, type SendPlan } from "@/lib/domain/send-plan";
import { focusFirstFault } from "./focus-first-fault";
import type { NotSent } from "./not-sent-notice";
import { circumstancesNow } from "./send-circumstances";
import { keepDraft, nextDraft } from "./send-draft";
import { useSendDraft } from "./use-send-draft";

export type SendAction = (form: SendForm) => Promise<ActionResult<SendFormOutcome>>;

export type FieldErrors = Record<string, string[] | undefined>;

export type RefusedSend = { outcome: SendFormOutcome["messages"][number]; count: number };

export type SendFormState = {
  form: SendForm;
  change: (part: Partial<SendForm>) => void;
  plan: SendPlan;
  /** Sentences by field: what the rules find once it was tried, else what the server found. */
  errors: FieldErrors;
  /** Set when Twilio took none of it. */
  refused: RefusedSend | null;
  /** Why the last press of Send led to no message, told at the button; what is one field's stands there too. */
  notSent: NotSent | null;
  isSending: boolean;
  /** The number of recipients that wait for a second yes. */
  isConfirming: boolean;
  submit: () => void;
  confirm: () => void;
  dismissConfirmation: () => void;
};

/** The send form's state and what becomes of it when it is sent. */
export function useSendForm(
  { sendKey, to }: { sendKey: string; to: string },
  settings: SendSettings,
  send: SendAction,
): SendFormState {
  const router = useRouter();
  const { form, change: changeDraft } = useSendDraft(sendKey, to);
  const [wasTried, setWasTried] = useState(false);
  const [told, setTold] = useState<FieldErrors>({});
  const [refused, setRefused] = useState<RefusedSend | null>(null);
  const [notSent, setNotSent] = useState<NotSent | null>(null);
  const [isConfirming, setIsConfirming] = useState(false);
  const [isSending, startSending] = useTransition();

  const shownForm = useDeferredValue(form);
  const plan = useMemo(
    () => planSend(shownForm, circumstancesNow(settings)),
    [shownForm, settings],
  );

  const change = (part: Partial<SendForm>) => {
    setTold({});
    setNotSent(null);
    changeDraft(part);
  };

  const finish = ({ messages, batchId }: SendFormOutcome) => {
    const [first] = messages;
    if (!first) return;
    if (messages.every(({ refusal }) => refusal !== null)) {
      setRefused({ outcome: first, count: messages.length });
      // Twilio took nothing, so the next try is a new message.
      changeDraft({ sendKey: newSendKey() });
      return;
    }
    if (messages.every(({ isNew }) => !isNew)) {
      toast("This form had been sent already", {
        description: "Nothing was sent a second time. This is what it had sent.",
      });
    }
    keepDraft(nextDraft(form));
    router.push(batchId ? (`/messages?q=${batchId}` as Route) : messagePage(first.messageId));
  };

  const sendNow = () => {
    setIsConfirming(false);
    startSending(async () => {
      const result = await send(form).catch(() => null);
      if (result === null) {
        setNotSent({
          title: "No answer from Milepost",
          message: "Press Send again: what was sent already is not sent a second time.",
        });
      } else if (result.ok) {
        finish(result.data);
      } else {
        setTold(result.fieldErrors ?? {});
        setNotSent({ title: "Not sent", message: result.message });
        focusFirstFault();
      }
    });
  };

  const submit = () => {
    if (isSending) return;
    setWasTried(true);
    setRefused(null);
    setNotSent(null);
    const { faults, messages } = planSend(form, circumstancesNow(settings));
    if (faults.length > 0) return focusFirstFault();
    if (messages.length > settings.confirmAbove) return setIsConfirming(true);
    sendNow();
  };

  return {
    form,
    change,
    plan,
    errors: wasTried ? merge(toErrors(plan), told) : told,
    refused,
    notSent,
    isSending,
    isConfirming,
    submit,
    confirm: sendNow,
    dismissConfirmation: () => setIsConfirming(false),
  };
}

function toErrors({ faults }: SendPlan): FieldErrors {
  const errors: Record<string, string[]> = {};
  for (const { field, message } of faults) errors[field] = [...(errors[field] ?? []), message];
  return errors;
}

function merge(found: FieldErrors, told: FieldErrors): FieldErrors {
  const merged = { ...told };
  for (const [field, sentences] of Object.entries(found)) {
    merged[field] = [...new Set([...(sentences ?? []), ...(told[field] ?? [])])];
  }
  return merged;
}
