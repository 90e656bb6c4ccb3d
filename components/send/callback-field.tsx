"use client";

import { Radio, RadioGroup } from "@/components/ui/radio-group";
import type { SendForm } from "@/lib/contracts/send-form";
import type { SendSettings } from "@/lib/contracts/send-settings";
import type { MessagingService } from "@/lib/contracts/sender-directory";
import { judgeServiceCallback } from "@/lib/domain/service-callback";
import { shownMessageCallback } from "./send-circumstances";

export type CallbackFieldProps = {
  form: SendForm;
  change: (part: Partial<SendForm>) => void;
  settings: SendSettings;
  /** The chosen one, when it is known. */
  service: MessagingService | null;
};

/** Which address Twilio calls with the statuses, and who tells it. */
export function CallbackField({ form, change, settings, service }: CallbackFieldProps) {
  const isByService = form.sender === "service";
  const address = shownMessageCallback(settings);
  return (
    <RadioGroup
      label="Callback"
      isLabelHidden
      value={isByService ? form.callback : "message"}
      onChange={(value) => change({ callback: value === "service" ? "service" : "message" })}
    >
      {isByService && (
        <Radio value="service" label="The service’s">
          <ServiceCallback service={service} settings={settings} />
        </Radio>
      )}
      <Radio value="message" label="This message’s">
        {isByService
          ? "Twilio calls this address instead; the service’s is not called."
          : "Twilio calls this address with each new status of this message."}
        {address ? (
          <span className="mono mt-1 block break-all text-ink text-small">{address}</span>
        ) : (
          <span className="mt-1 block text-red">
            PUBLIC_BASE_URL is not set, so there is no address to give to Twilio.
          </span>
        )}
      </Radio>
    </RadioGroup>
  );
}

function ServiceCallback({
  service,
  settings,
}: {
  service: MessagingService | null;
  settings: SendSettings;
}) {
  if (!service) return "Twilio calls the address set in the service.";
  const { statusCallback, friendlyName } = service;
  switch (judgeServiceCallback(statusCallback, shownMessageCallback(settings))) {
    case "here":
      return (
        <>
          Twilio calls the address set in {friendlyName}, which leads here.
          <span className="mono mt-1 block break-all text-ink text-small">{statusCallback}</span>
        </>
      );
    case "elsewhere":
      return (
        <>
          Twilio calls the address set in {friendlyName}.{" "}
          <span className="text-amber">It does not lead here, so nothing will be seen here.</span>
          <span className="mono mt-1 block break-all text-ink text-small">{statusCallback}</span>
        </>
      );
    case "none":
      return (
        <>
          <span className="text-amber">
            {friendlyName} has no status callback, so Twilio would call nobody.
          </span>{" "}
          Choose this message’s, or set it in the Console.
        </>
      );
  }
}
