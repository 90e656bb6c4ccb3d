import * as z from "zod/mini";

/** What every page's shell shows of where it runs. */
export type ShellInfo = {
  mode: "simulator" | "twilio";
  /** Last 4 of the account SID. */
  accountLast4: string;
  theme: "light" | "dark" | "system";
  /** False where LISTEN is not to be had: pages poll. */
  isLiveAvailable: boolean;
  /** Refused callbacks in the last 24 h. */
  refusedCount: number;
};

/** Of a page of refused callbacks only how many there are. */
export const refusedCountSchema = z.object({
  counts: z.object({ refused: z.object({ count: z.int() }) }),
});
