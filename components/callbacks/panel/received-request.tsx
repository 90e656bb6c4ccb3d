"use client";

import { Terminal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ClockTime } from "@/components/messages/timeline/clock-time";
import { numbered } from "@/components/messages/timeline/numbered";
import { CopyButton } from "@/components/ui/copy-button";
import { Mark } from "@/components/ui/mark";
import { Segmented } from "@/components/ui/segmented";
import type { CallbackDetail, ReceivedRequest } from "@/lib/contracts/callback";
import { instantToUs } from "@/lib/domain/instant";
import { toSignedCurl } from "@/lib/domain/signed-curl";
import { Section } from "./section";

type View = "parameters" | "headers" | "raw";

/** The request as it came, to the last byte that was kept. */
export function ReceivedRequestSection({ callback }: { callback: CallbackDetail }) {
  const { request } = callback;
  const [view, setView] = useState<View>(request.params.length > 0 ? "parameters" : "raw");
  return (
    <Section
      title="Received"
      actions={
        <Segmented
          label="What is shown of the request"
          value={view}
          onChange={setView}
          options={[
            { value: "parameters", label: "Parameters" },
            { value: "headers", label: "Headers" },
            { value: "raw", label: "Raw" },
          ]}
        />
      }
    >
      <PairTable>
        <Pair name="POST" value={request.target} />
        {view === "parameters" && <Parameters request={request} />}
        {view === "headers" && <Headers request={request} />}
      </PairTable>
      {view === "raw" && <Raw request={request} />}
      {request.isCut && (
        <p className="mt-1.5 text-amber text-small">
          Cut: the request had a body of {request.bodyBytes.toLocaleString("en")} bytes.
        </p>
      )}
      {request.isMasked && (
        <p className="mt-1.5 text-ink-3 text-small">Your team hides some of it from you.</p>
      )}
      {request.redactedAt !== null && (
        <p className="mt-1.5 text-ink-3 text-small">
          The request as it came was removed at{" "}
          <ClockTime
            atUs={instantToUs(request.redactedAt)}
            unlikeDayOfUs={instantToUs(callback.receivedAt)}
          />
          .
        </p>
      )}
      <SignedCurl request={request} />
    </Section>
  );
}

function Parameters({ request }: { request: ReceivedRequest }) {
  const unknown = new Set(request.unknownParams);
  return (
    <>
      {numbered(request.params).map(({ key, item: [name, value] }) => (
        <Pair key={key} name={name} value={value}>
          {unknown.has(name) && (
            <Mark tone="violet">
              new<span className="sr-only">: not in Twilio’s documentation</span>
            </Mark>
          )}
        </Pair>
      ))}
      {numbered(request.queryParams).map(({ key, item: [name, value] }) => (
        <Pair key={`query ${key}`} name={name} value={value}>
          <Mark>query</Mark>
        </Pair>
      ))}
      {request.params.length === 0 && (
        <tr>
          <td colSpan={2} className="border-line border-t py-0.5 font-sans text-ink-3">
            The body holds no parameters.
          </td>
        </tr>
      )}
    </>
  );
}

function Headers({ request }: { request: ReceivedRequest }) {
  return (
    <>
      {numbered(request.headers).map(({ key, item: [name, value] }) => (
        <Pair key={key} name={name} value={value} />
      ))}
      {request.remoteAddress && <Pair name="from" value={request.remoteAddress} />}
    </>
  );
}

function Raw({ request: { rawBody } }: { request: ReceivedRequest }) {
  return (
    <div className="flex items-start gap-1 border-line border-t pt-1">
      <pre className="mono min-w-0 flex-1 whitespace-pre-wrap break-all text-small">
        {rawBody === "" ? <span className="text-ink-3">(empty)</span> : rawBody}
      </pre>
      <CopyButton text={rawBody} label="Copy the raw body" />
    </div>
  );
}

function PairTable({ children }: { children: ReactNode }) {
  return (
    <table className="mono w-full border-collapse text-small">
      <caption className="sr-only">The request</caption>
      <tbody>{children}</tbody>
    </table>
  );
}

function Pair({ name, value, children }: { name: string; value: string; children?: ReactNode }) {
  return (
    <tr className="border-line border-t first:border-t-0">
      <th
        scope="row"
        className="w-44 break-all py-0.5 pr-3 text-left align-top font-normal text-ink-3 max-tablet:w-32"
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

/** Repeats the request to this server; for a refused one, to see whether a fix holds. */
function SignedCurl({ request }: { request: ReceivedRequest }) {
  const curl = toSignedCurl({
    statusCallback: null,
    headers: request.headers,
    query: request.target.split("?").slice(1).join("?"),
    rawBody: request.rawBody,
  });
  if (curl === null || request.isCut || request.isMasked || request.redactedAt !== null)
    return null;
  return (
    <div className="mt-2">
      <CopyButton
        text={curl}
        label="Copy this callback as a signed cURL command"
        variant="bare"
        icon={<Terminal aria-hidden="true" />}
        className="-ml-2.5"
      >
        Copy as signed cURL
      </CopyButton>
    </div>
  );
}
