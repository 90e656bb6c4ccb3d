import type { SimulatedMessage, SimulatorCallback } from "@/lib/contracts/simulator";

export type TruthRow = {
  status: string;
  /** When the message truly reached it, ms since 1970; null when it never did. */
  trueAt: number | null;
  errorCode: number | null;
  callbacks: SimulatorCallback[];
  events: SimulatedMessage["events"];
};

/** One row a status: those it truly had, in order, then words that only callbacks or the record have. */
export function truthRows({ entry, events }: SimulatedMessage): TruthRow[] {
  const { initialStatus, at } = entry.create;
  const isNoted = entry.statuses.some(({ status }) => status === initialStatus);
  const truths = [
    ...(isNoted ? [] : [{ status: initialStatus, errorCode: null, at }]),
    ...entry.statuses,
  ];
  const words = new Set([
    ...truths.map(({ status }) => status),
    ...entry.callbacks.map(({ status }) => status),
    ...events.map(({ status }) => status),
  ]);
  return [...words].map((status) => {
    const truth = truths.find((step) => step.status === status);
    return {
      status,
      trueAt: truth?.at ?? null,
      errorCode: truth?.errorCode ?? null,
      callbacks: entry.callbacks.filter((callback) => callback.status === status),
      events: events.filter((event) => event.status === status),
    };
  });
}
