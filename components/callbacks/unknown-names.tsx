"use client";

import { ChevronLeft } from "lucide-react";
import { ClockTime } from "@/components/messages/timeline/clock-time";
import { EmptyState } from "@/components/ui/empty-state";
import { IconLink } from "@/components/ui/icon-link";
import { Mark } from "@/components/ui/mark";
import { TextLink } from "@/components/ui/text-link";
import { callbackListPage } from "@/lib/browser/callback-pages";
import { messagePage } from "@/lib/browser/message-pages";
import type { UnknownName } from "@/lib/contracts/callback";
import { instantToUs } from "@/lib/domain/instant";

/** What Twilio sent and its documentation does not name. */
export function UnknownNames({ names, nowUs }: { names: readonly UnknownName[]; nowUs: number }) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b pr-gutter pl-2.5">
        <IconLink label="Callbacks" href={callbackListPage({ range: "24h" })}>
          <ChevronLeft aria-hidden="true" />
        </IconLink>
        <h1 className="shrink-0 font-semibold text-lead tracking-tight">New names</h1>
        <p className="min-w-0 truncate text-ink-3">
          Parameters and statuses that Twilio sent and its documentation does not name
        </p>
      </header>
      <div className="thin-scroll min-h-0 flex-1 overflow-auto">
        {names.length === 0 ? (
          <EmptyState title="Nothing new so far">
            Every parameter and status that has come is in Twilio’s documentation. What is not is
            recorded all the same, and listed here.
          </EmptyState>
        ) : (
          <Catalogue names={names} nowUs={nowUs} />
        )}
      </div>
    </div>
  );
}

const HEAD = "h-8 text-left text-ink-3 text-micro [&_th]:font-normal";

function Catalogue({ names, nowUs }: { names: readonly UnknownName[]; nowUs: number }) {
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">Names that are new, the latest first</caption>
      <thead className="sticky top-0 bg-paper">
        <tr className={`${HEAD} border-line border-b`}>
          <th scope="col" className="pl-gutter max-tablet:w-2/5">
            Name
          </th>
          <th scope="col">For example</th>
          <th scope="col" className="pr-8 text-right max-tablet:pr-3">
            Came
          </th>
          <th scope="col" className="max-tablet:hidden">
            First seen
          </th>
          <th scope="col" className="pr-gutter">
            Last seen
          </th>
        </tr>
      </thead>
      <tbody>
        {names.map((one) => (
          <tr key={`${one.kind} ${one.name}`} className="border-line border-b align-top">
            <th scope="row" className="py-2 pr-3 pl-gutter text-left font-normal">
              <span className="mono mr-2 text-small [overflow-wrap:anywhere]">{one.name}</span>
              <Mark tone="violet">{one.kind}</Mark>
            </th>
            <td className="mono break-all py-2 pr-3 text-ink-2 text-small">
              <Example name={one} />
            </td>
            <td className="mono py-2 pr-8 text-right text-ink-2 text-small max-tablet:pr-3">
              {one.occurrences.toLocaleString("en")}
            </td>
            <td className="mono py-2 pr-3 text-ink-2 text-small max-tablet:hidden">
              <ClockTime atUs={instantToUs(one.firstSeenAt)} unlikeDayOfUs={nowUs} />
            </td>
            <td className="mono py-2 pr-gutter text-ink-2 text-small">
              <ClockTime atUs={instantToUs(one.lastSeenAt)} unlikeDayOfUs={nowUs} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Example({ name: { kind, example } }: { name: UnknownName }) {
  if (example === "") return <span className="text-ink-3">(empty)</span>;
  if (kind === "parameter") return example;
  return <TextLink href={messagePage(example)}>{example}</TextLink>;
}
