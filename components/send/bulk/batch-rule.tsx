import type { BatchProgress } from "@/lib/contracts/send-batch";

const PARTS = [
  { name: "delivered", tone: "bg-green" },
  { name: "in_flight", tone: "bg-blue" },
  { name: "no_receipt", tone: "bg-amber" },
  { name: "failed", tone: "bg-red" },
  { name: "conflict", tone: "bg-amber" },
  { name: "unknown", tone: "bg-violet" },
  { name: "canceled", tone: "bg-grey" },
] as const satisfies readonly { name: keyof BatchProgress["outcomes"]; tone: string }[];

/** How much of a batch was handed to Twilio, and what became of it so far. */
export function BatchRule({ batch }: { batch: BatchProgress }) {
  const { total, handed, outcomes } = batch;
  const messages = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const share = total === 0 ? 0 : handed / total;
  return (
    <div
      role="progressbar"
      aria-label="Handed to Twilio"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={handed}
      aria-valuetext={`${handed} of ${total}`}
      className="flex h-2 overflow-hidden rounded-full bg-line-2"
    >
      {PARTS.map(({ name, tone }) => (
        <span
          key={name}
          className={`${tone} motion-safe:transition-[width] motion-safe:duration-500`}
          style={{ width: `${messages === 0 ? 0 : (outcomes[name] / messages) * share * 100}%` }}
        />
      ))}
    </div>
  );
}
