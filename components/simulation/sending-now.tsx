import { StatusLabel } from "@/components/messages/track/status-icon";
import type { SimulatorSummary } from "@/lib/contracts/simulator";
import { MESSAGE_STATUSES } from "@/lib/domain/message-status";

const shown = (count: number) => count.toLocaleString("en");

/** What the simulator has done so far, by the statuses the messages truly have. */
export function SendingNow({ summary }: { summary: SimulatorSummary }) {
  const { callbacks, pending, refused } = summary;
  const refusedCreates = Object.values(refused).reduce((sum, count) => sum + count, 0);
  const facts: readonly [string, number][] = [
    ["answered", callbacks.answered],
    ["under way", callbacks.pending],
    ["late", callbacks.late],
    ["repeated", callbacks.repeated + callbacks.resent],
    ["lost", callbacks.lostOnPurpose],
    ["forged", callbacks.wrongSignature],
    ["made up", callbacks.invented],
    ["refused by Milepost", callbacks.refused],
    ["unreachable", callbacks.failed],
    ["tried again", callbacks.retries],
  ];
  const statuses = MESSAGE_STATUSES.filter((status) => (summary.statuses[status] ?? 0) > 0);
  return (
    <section aria-label="Sending now" className="flex flex-col gap-3 px-gutter py-4">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <b className="mono font-semibold text-figure">{shown(summary.created)}</b>
        <span className="text-ink-2">
          {summary.created === 1 ? "message" : "messages"} accepted
        </span>
        <span className="text-ink-3">
          {pending.steps + pending.creates > 0
            ? stepsToCome(pending.steps + pending.creates)
            : summary.idle
              ? "nothing under way"
              : "callbacks under way"}
          {refusedCreates > 0 && `, ${shown(refusedCreates)} create calls refused`}
          {summary.acceptedMoreThanOnce > 0 &&
            `, ${shown(summary.acceptedMoreThanOnce)} accepted more than once`}
        </span>
      </p>
      {statuses.length > 0 && (
        <ul aria-label="True statuses" className="flex flex-wrap gap-x-5 gap-y-1.5">
          {statuses.map((status) => (
            <li key={status} className="flex items-center gap-2">
              <StatusLabel status={status} />
              <span className="mono text-ink-2 text-small">
                {shown(summary.statuses[status] ?? 0)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h2 className="sr-only">Callbacks</h2>
      <dl className="flex flex-wrap gap-x-5 gap-y-1">
        {facts.map(([name, count]) => (
          <div key={name} className="flex items-baseline gap-1.5">
            <dt className="text-ink-2">{name}</dt>
            <dd className="mono text-small">{shown(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function stepsToCome(count: number): string {
  return `${shown(count)} ${count === 1 ? "step" : "steps"} to come`;
}
