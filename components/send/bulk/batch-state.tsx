import { Mark } from "@/components/ui/mark";
import type { Tone } from "@/components/ui/tone";
import type { BatchState } from "@/lib/contracts/send-batch";

const TONES: Record<BatchState, Tone> = {
  running: "blue",
  paused: "amber",
  canceled: "grey",
  finished: "green",
};

export function BatchStateMark({ state }: { state: BatchState }) {
  return <Mark tone={TONES[state]}>{state}</Mark>;
}
