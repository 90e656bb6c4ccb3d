"use client";

import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from "lucide-react";
import type { SendForm } from "@/lib/contracts/send-form";
import type { DoorCheck, SendSettings } from "@/lib/contracts/send-settings";
import type { MessagingService, SenderDirectory } from "@/lib/contracts/sender-directory";
import { maxCallbackUrlCharacters } from "@/lib/domain/callback-url";
import { countOf } from "@/lib/domain/count-words";
import type { SendPlan } from "@/lib/domain/send-plan";
import { judgeServiceCallback } from "@/lib/domain/service-callback";
import { shownMessageCallback } from "./send-circumstances";

type Verdict = "good" | "warning" | "bad" | "waiting";
type Check = { name: string; verdict: Verdict; words: string };

export type SendChecksProps = {
  form: SendForm;
  plan: SendPlan;
  settings: SendSettings;
  directory: SenderDirectory | null;
  service: MessagingService | null;
  door: DoorCheck | null;
};

/** What is looked at before anything is sent. */
export function SendChecks(props: SendChecksProps) {
  const checks = [checkAddress(props), checkDoor(props), checkSignature(props), checkSender(props)];
  return (
    <section aria-label="Checked before sending" className="px-gutter py-3.5">
      <h2 className="font-semibold">Checked before sending</h2>
      <dl className="mt-2 flex flex-col gap-1.25">
        {checks.map(({ name, verdict, words }) => (
          <div key={name} className="grid grid-cols-[8.25rem_minmax(0,1fr)] gap-x-2">
            <dt className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 font-medium">
              <VerdictIcon verdict={verdict} />
              {name}
            </dt>
            <dd className="text-pretty text-ink-2">{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function VerdictIcon({ verdict }: { verdict: Verdict }) {
  const className = "mt-0.5";
  switch (verdict) {
    case "good":
      return <CircleCheck role="img" aria-label="good" className={`${className} text-green`} />;
    case "warning":
      return (
        <TriangleAlert role="img" aria-label="warning" className={`${className} text-amber`} />
      );
    case "bad":
      return <CircleX role="img" aria-label="wrong" className={`${className} text-red`} />;
    case "waiting":
      return <CircleDashed role="img" aria-label="open" className={`${className} text-ink-3`} />;
  }
}

function checkAddress({ form, plan, settings, service }: SendChecksProps): Check {
  const name = "Callback address";
  const faults = plan.faults.filter(({ field }) => field === "statusCallback");
  if (faults.length > 0) {
    return { name, verdict: "bad", words: faults.map(({ message }) => message).join(" ") };
  }
  const own = plan.first.statusCallback;
  if (own !== null) {
    const scheme = own.startsWith("https:") ? "https" : "http";
    const words = `absolute ${scheme}, real host name, no underscore, ${own.length} of ${maxCallbackUrlCharacters.toLocaleString("en")} characters`;
    return { name, verdict: "good", words };
  }
  if (form.callback === "service" && !service) {
    return { name, verdict: "waiting", words: "the service’s own; choose a service" };
  }
  switch (judgeServiceCallback(service?.statusCallback ?? null, shownMessageCallback(settings))) {
    case "here":
      return { name, verdict: "good", words: "the service’s own, which leads here" };
    case "elsewhere":
      return { name, verdict: "warning", words: "the service’s own, which leads elsewhere" };
    case "none":
      return { name, verdict: "warning", words: "the service has none: Twilio would call nobody" };
  }
}

function checkDoor({ door }: SendChecksProps): Check {
  const name = "Door";
  if (door === null) return { name, verdict: "waiting", words: "asking our own address …" };
  switch (door.verdict) {
    case "answered":
      return { name, verdict: "good", words: `answered in ${door.tookMs} ms` };
    case "wrong":
      return { name, verdict: "bad", words: door.sentence };
    case "unknown":
      return { name, verdict: "warning", words: door.sentence };
  }
}

function checkSignature({ settings }: SendChecksProps): Check {
  const name = "Signature";
  if (!settings.canVerify) {
    return {
      name,
      verdict: "bad",
      words: "no token is known with which callbacks can be verified",
    };
  }
  return { name, verdict: "good", words: `primary token known for AC…${settings.accountLast4}` };
}

function checkSender({ form, plan, directory, service }: SendChecksProps): Check {
  const name = "Sender";
  const fault = plan.faults.find(
    ({ field }) => field === "from" || field === "messagingServiceSid",
  );
  const isChosen = Boolean(plan.first.from ?? plan.first.messagingServiceSid);
  if (!isChosen) return { name, verdict: "waiting", words: "none is chosen yet" };
  if (fault) return { name, verdict: "bad", words: fault.message };
  if (directory === null) return { name, verdict: "waiting", words: "asking Twilio …" };
  return {
    name,
    ...(form.sender === "number" ? judgeNumber(plan, directory) : judgePool(form, service)),
  };
}

function judgeNumber({ first }: SendPlan, { numbers, problems }: SenderDirectory) {
  const known = numbers.find(({ address }) => address === first.from);
  if (known?.canMms === false && first.mediaUrls.length > 0) {
    return { verdict: "warning", words: "a number of this account without MMS" } as const;
  }
  if (known) return { verdict: "good", words: "a sender of this account" } as const;
  return problems.length > 0
    ? ({ verdict: "warning", words: "typed; Twilio did not list the account’s numbers" } as const)
    : ({
        verdict: "warning",
        words: "not among the numbers that Twilio lists for this account",
      } as const);
}

function judgePool({ channel }: SendForm, service: MessagingService | null) {
  if (!service) return { verdict: "warning", words: "not a service that Twilio lists" } as const;
  const { senders, friendlyName } = service;
  if (senders === null) return { verdict: "good", words: friendlyName } as const;
  const fitting = senders.filter((sender) => fits(sender, channel)).length;
  const kind = `${CHANNEL_NAMES[channel === "mms" ? "sms" : channel]} sender`;
  if (fitting === 0) {
    const words = `${friendlyName} has no ${kind}`;
    return { verdict: "bad", words } as const;
  }
  const words = `${friendlyName} chooses among ${countOf(fitting, kind)}`;
  return { verdict: "good", words } as const;
}

const CHANNEL_NAMES = { sms: "SMS", whatsapp: "WhatsApp", rcs: "RCS" } as const;

function fits(sender: string, channel: SendForm["channel"]): boolean {
  const prefix = /^(whatsapp|rcs):/.exec(sender)?.[1];
  return channel === "whatsapp" || channel === "rcs" ? prefix === channel : prefix === undefined;
}
