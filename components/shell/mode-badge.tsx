import type { ShellInfo } from "@/lib/contracts/session";

export type ModeBadgeProps = Pick<ShellInfo, "mode" | "accountLast4">;

/** Whether messages really leave: the simulator, or the Twilio account. */
export function ModeBadge({ mode, accountLast4 }: ModeBadgeProps) {
  if (mode === "simulator") {
    return (
      <span
        title="Messages go to the built-in simulator of Twilio. Nothing is sent and nothing costs."
        className="whitespace-nowrap rounded-mark border border-line-3 border-dashed px-1.5 text-ink-2 text-small leading-5"
      >
        Simulator
      </span>
    );
  }
  return (
    <span
      title="The Twilio account that messages are sent from"
      className="whitespace-nowrap border-line-2 border-l pl-3 text-ink-2 text-small leading-4 max-tablet:hidden"
    >
      Twilio <span className="mono">AC…{accountLast4}</span>
    </span>
  );
}
