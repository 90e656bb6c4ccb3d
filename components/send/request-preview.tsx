"use client";

import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";
import type { SendSettings } from "@/lib/contracts/send-settings";
import { type CreateCallParameters, toCurl, toNodeCode } from "@/lib/domain/api-request-preview";
import { toCreateCall } from "@/lib/domain/create-call";
import type { SendPlan } from "@/lib/domain/send-plan";

const TABS = [
  { id: "parameters", label: "Parameters" },
  { id: "node", label: "Node" },
  { id: "curl", label: "cURL" },
] as const;
type TabId = (typeof TABS)[number]["id"];

export type RequestPreviewProps = { plan: SendPlan; settings: SendSettings };

/** The request as it will be made, without its credentials. */
export function RequestPreview({ plan, settings }: RequestPreviewProps) {
  const [tab, setTab] = useState<TabId>("parameters");
  const call = toCreateCall(plan.first);
  const texts: Record<TabId, string> = {
    parameters: toLines(call),
    node: toNodeCode(call),
    curl: toCurl(call, settings.apiBaseUrl ? { apiBaseUrl: settings.apiBaseUrl } : {}),
  };
  return (
    <section aria-label="Request" className="border-line border-b px-gutter py-3.5">
      <div className="relative">
        <h2 className="absolute top-0.5 left-0 font-semibold">
          Request{" "}
          {plan.messages.length > 1 && (
            <span className="font-normal text-ink-2">1 of {plan.messages.length}</span>
          )}
        </h2>
        <Tabs
          label="Request as"
          selectedKey={tab}
          onSelectionChange={(key) => setTab(TABS.find(({ id }) => id === key)?.id ?? tab)}
          className="[&>:first-child]:justify-end"
          actions={
            <CopyButton
              text={texts[tab]}
              label={`Copy the request as ${TABS.find(({ id }) => id === tab)?.label}`}
            />
          }
          tabs={TABS.map(({ id, label }) => ({
            id,
            label,
            panel:
              id === "parameters" ? (
                <Parameters call={call} />
              ) : (
                <pre className="mono thin-scroll overflow-x-auto whitespace-pre-wrap text-small [overflow-wrap:anywhere]">
                  {texts[id]}
                </pre>
              ),
          }))}
        />
      </div>
      {plan.first.statusCallback && <CallbackParts overrides={settings.callbackOverrides} />}
    </section>
  );
}

function Parameters({ call }: { call: CreateCallParameters }) {
  const fields = Object.entries(call);
  if (fields.length === 0) return <p className="text-ink-3">Nothing is filled in yet.</p>;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-0.5">
      {fields.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="mono text-ink-2 text-small leading-5">{name}</dt>
          <dd className="mono whitespace-pre-wrap text-small leading-5 [overflow-wrap:anywhere]">
            {[value].flat().join("\n")}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What stands behind the path of the callback's address, and why. */
function CallbackParts({ overrides }: { overrides: string }) {
  return (
    <dl className="mt-3 grid grid-cols-[7.25rem_minmax(0,1fr)] gap-y-1.5 border-line border-t pt-3 text-small">
      <dt className="mono">?message=</dt>
      <dd className="text-ink-2">
        our id, made when it is sent, so that the first callback finds its message even before
        Twilio answers
      </dd>
      {overrides !== "" && <dt className="mono">#{overrides}</dt>}
      {overrides !== "" && (
        <dd className="text-ink-2">
          how Twilio tries again when a callback fails; without it a failed one is lost
        </dd>
      )}
    </dl>
  );
}

function toLines(call: CreateCallParameters): string {
  return Object.entries(call)
    .flatMap(([name, value]) => [value].flat().map((one) => `${name}=${one}`))
    .join("\n");
}
