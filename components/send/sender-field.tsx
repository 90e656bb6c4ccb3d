"use client";

import { ComboBox } from "@/components/ui/combo-box";
import { ListOption } from "@/components/ui/list-option";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import type { SendForm } from "@/lib/contracts/send-form";
import type {
  MessagingService,
  SenderDirectory,
  SenderNumber,
} from "@/lib/contracts/sender-directory";
import { countOf } from "@/lib/domain/count-words";

export type SenderFieldProps = {
  form: SendForm;
  change: (part: Partial<SendForm>) => void;
  /** Null while Twilio is asked. */
  directory: SenderDirectory | null;
  errors?: string[];
};

/** Whom the message comes from: a number of one's own, or a Messaging Service that picks one. */
export function SenderField({ form, change, directory, errors }: SenderFieldProps) {
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <Segmented
          label="Sender"
          value={form.sender}
          options={[
            { value: "number", label: "Number" },
            { value: "service", label: "Messaging Service" },
          ]}
          onChange={(sender) => change({ sender })}
        />
        <div className="min-w-56 flex-1">
          {form.sender === "number" ? (
            <NumberBox
              form={form}
              change={change}
              errors={errors}
              numbers={directory?.numbers ?? null}
            />
          ) : (
            <ServiceSelect
              form={form}
              change={change}
              errors={errors}
              services={directory?.services ?? null}
            />
          )}
        </div>
      </div>
      {directory?.problems.map((problem) => (
        <p key={problem} className="text-amber text-small">
          {problem} {form.sender === "number" && "A number can still be typed."}
        </p>
      ))}
    </>
  );
}

function NumberBox({
  form,
  change,
  errors,
  numbers,
}: Pick<SenderFieldProps, "form" | "change" | "errors"> & {
  numbers: readonly SenderNumber[] | null;
}) {
  const channel = form.channel === "mms" ? "sms" : form.channel;
  const fitting = (numbers ?? []).filter((number) => number.channel === channel);
  return (
    <ComboBox
      label="Number"
      isLabelHidden
      allowsCustomValue
      menuTrigger="focus"
      placeholder={placeholderOf(form.channel, numbers === null)}
      inputValue={form.from}
      onInputChange={(from) => change({ from })}
      onSelectionChange={(key) => key !== null && change({ from: String(key) })}
      inputClassName="mono"
      errors={errors}
    >
      {fitting.map((number) => (
        <ListOption
          key={number.address}
          id={number.address}
          textValue={number.address}
          description={describeNumber(number, form.channel)}
        >
          <span className="mono">{number.address}</span>
        </ListOption>
      ))}
    </ComboBox>
  );
}

function placeholderOf(channel: SendForm["channel"], isLoading: boolean): string {
  if (isLoading) return "Asking Twilio for your numbers …";
  switch (channel) {
    case "sms":
    case "mms":
      return "Choose or type a number";
    case "whatsapp":
      return "Your WhatsApp number";
    case "rcs":
      return "Your RCS sender ID";
  }
}

function describeNumber({ name, canMms }: SenderNumber, channel: SendForm["channel"]): string {
  const cannot = channel === "mms" && canMms === false ? "no MMS" : null;
  return [name, cannot].filter(Boolean).join(" · ");
}

function ServiceSelect({
  form,
  change,
  errors,
  services,
}: Pick<SenderFieldProps, "form" | "change" | "errors"> & {
  services: readonly MessagingService[] | null;
}) {
  return (
    <Select
      label="Messaging Service"
      isLabelHidden
      placeholder={
        services === null
          ? "Asking Twilio for your services …"
          : services.length === 0
            ? "The account has no Messaging Service"
            : "Choose a service"
      }
      isDisabled={services === null || services.length === 0}
      selectedKey={form.messagingServiceSid || null}
      onSelectionChange={(key) => change({ messagingServiceSid: String(key ?? "") })}
      errors={errors}
    >
      {(services ?? []).map((service) => (
        <ListOption
          key={service.sid}
          id={service.sid}
          textValue={service.friendlyName}
          description={
            <>
              <span className="mono">{shortSid(service.sid)}</span>
              {service.senders && ` ${countOf(service.senders.length, "sender")}`}
            </>
          }
        >
          {service.friendlyName}
        </ListOption>
      ))}
    </Select>
  );
}

function shortSid(sid: string): string {
  return `${sid.slice(0, 6)}…${sid.slice(-4)}`;
}
