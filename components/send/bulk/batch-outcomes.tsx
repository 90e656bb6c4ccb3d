import type { Route } from "next";
import Link from "next/link";
import { StatusIcon } from "@/components/messages/track/status-icon";
import { messageListPage } from "@/lib/browser/message-pages";
import type { MessageFilters } from "@/lib/contracts/message-list";
import type { BatchProgress } from "@/lib/contracts/send-batch";

type Outcome = keyof BatchProgress["outcomes"];

const OUTCOMES: readonly { name: Outcome; word: string; icon: string }[] = [
  { name: "delivered", word: "Delivered", icon: "delivered" },
  { name: "in_flight", word: "In flight", icon: "sending" },
  { name: "failed", word: "Failed", icon: "undelivered" },
  { name: "no_receipt", word: "No receipt", icon: "no_receipt" },
  { name: "unknown", word: "Unknown", icon: "unknown_status" },
  { name: "conflict", word: "Conflict", icon: "conflict" },
  { name: "canceled", word: "Canceled at Twilio", icon: "canceled" },
];

/** What became of a batch's messages; each count leads to the messages it counts. */
export function BatchOutcomes({ batch }: { batch: BatchProgress }) {
  const messages = Object.values(batch.outcomes).reduce((sum, count) => sum + count, 0);
  return (
    <ul aria-label="Outcomes" className="flex flex-col">
      {OUTCOMES.filter(({ name }) => isAlwaysShown(name) || batch.outcomes[name] > 0).map(
        ({ name, word, icon }) => (
          <li key={name} className="border-line border-b">
            <Link
              href={addressOf(batch.id, name)}
              className="flex h-9 items-center gap-2.5 px-gutter hover:bg-hover pointer-coarse:h-11"
            >
              <StatusIcon status={icon} />
              <span className="flex-1">{word}</span>
              <span className="mono w-14 text-right text-ink-3 text-small">
                {messages === 0 ? "" : percent(batch.outcomes[name] / messages)}
              </span>
              <b className="mono w-16 text-right font-medium">
                {batch.outcomes[name].toLocaleString("en-GB")}
              </b>
            </Link>
          </li>
        ),
      )}
    </ul>
  );
}

function isAlwaysShown(name: Outcome): boolean {
  return name === "delivered" || name === "in_flight" || name === "failed";
}

function addressOf(batch: string, name: Outcome): Route {
  const filters: MessageFilters = { batch, range: "all" };
  return messageListPage(
    name === "canceled" ? { ...filters, status: ["canceled"] } : { ...filters, outcome: name },
  );
}

function percent(share: number): string {
  return share > 0 && share < 0.001 ? "<0.1 %" : `${(share * 100).toFixed(1)} %`;
}
