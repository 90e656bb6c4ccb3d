"use client";

import { Terminal } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Mark } from "@/components/ui/mark";
import { Tabs } from "@/components/ui/tabs";
import type { StatusEvent } from "@/lib/contracts/message";
import { instantToUs } from "@/lib/domain/instant";
import { toSignedCurl } from "@/lib/domain/signed-curl";
import { ClockTime } from "./clock-time";
import { numbered } from "./numbered";

/** Whether anything came with the event that can be looked at. */
export function hasRequest(event: StatusEvent): boolean {
  return (
    event.params.length > 0 ||
    event.headers.length > 0 ||
    event.rawBody !== null ||
    event.redactedAt !== null
  );
}

export type EntryRequestProps = { event: StatusEvent; statusCallback: string | null };

/** What came with one status event, to the last byte. */
export function EntryRequest({ event, statusCallback }: EntryRequestProps) {
  const { rawBody, headers } = event;
  const query = [...new URLSearchParams(event.query)];
  const unknown = new Set(event.unknownParams);
  const curl =
    rawBody === null
      ? null
      : toSignedCurl({ statusCallback, headers, query: event.query, rawBody });
  const tabs = [
    {
      id: "parameters",
      label: (
        <>
          Parameters <span className="mono">{event.params.length + query.length}</span>
        </>
      ),
      panel: (
        <PairTable label="Parameters">
          {numbered(event.params).map(({ key, item: [name, value] }) => (
            <Pair key={key} name={name} value={value}>
              {unknown.has(name) && (
                <Mark tone="violet">
                  new<span className="sr-only">: not in Twilio’s documentation</span>
                </Mark>
              )}
            </Pair>
          ))}
          {numbered(query).map(({ key, item: [name, value] }) => (
            <Pair key={`query ${key}`} name={name} value={value}>
              <Mark>query</Mark>
            </Pair>
          ))}
        </PairTable>
      ),
    },
    {
      id: "headers",
      label: "Headers",
      panel: (
        <PairTable label="Headers">
          {numbered(headers).map(({ key, item: [name, value] }) => (
            <Pair key={key} name={name} value={value} />
          ))}
        </PairTable>
      ),
    },
    ...(rawBody === null ? [] : [{ id: "raw", label: "Raw", panel: <RawBody text={rawBody} /> }]),
  ];
  return (
    <div className="my-1.5 border-line-2 border-l-2 pl-3">
      <Tabs
        label="What came with this event"
        tabs={tabs}
        actions={
          curl && (
            <CopyButton
              text={curl}
              label="Copy this callback as a signed cURL command"
              variant="bare"
              icon={<Terminal aria-hidden="true" />}
            >
              Copy as signed cURL
            </CopyButton>
          )
        }
      />
      {event.redactedAt !== null && (
        <p className="mt-1.5 text-ink-3 text-small">
          The request as it came was removed at{" "}
          <ClockTime
            atUs={instantToUs(event.redactedAt)}
            unlikeDayOfUs={instantToUs(event.receivedAt)}
          />
          .
        </p>
      )}
      {event.keyLabel && (
        <p className="mt-1.5 text-ink-3 text-small">Verified with the {event.keyLabel} key.</p>
      )}
    </div>
  );
}

function PairTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <table className="mono w-full border-collapse text-small">
      <caption className="sr-only">{label}</caption>
      <tbody>{children}</tbody>
    </table>
  );
}

function Pair({ name, value, children }: { name: string; value: string; children?: ReactNode }) {
  return (
    <tr className="border-line border-t first:border-t-0">
      <th
        scope="row"
        className="w-28 break-all py-0.5 pr-3 text-left align-top font-normal text-ink-3 @min-[26rem]:w-40"
      >
        {name}
      </th>
      <td className="break-all py-0.5 align-top" dir="auto">
        {value === "" ? <span className="text-ink-3">(empty)</span> : value}
        {children && <span className="ml-2 font-sans">{children}</span>}
      </td>
    </tr>
  );
}

function RawBody({ text }: { text: string }) {
  return (
    <div className="flex items-start gap-1">
      <pre className="mono min-w-0 flex-1 whitespace-pre-wrap break-all text-small">
        {text === "" ? <span className="text-ink-3">(empty)</span> : text}
      </pre>
      <CopyButton text={text} label="Copy the raw body" />
    </div>
  );
}
