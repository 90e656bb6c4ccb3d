import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { formatDelta, formatSeconds } from "@/lib/domain/duration-format";
import { formatDay } from "@/lib/domain/instant";
import type { ItemLink } from "@/lib/domain/timeline-items";
import { ClockTime, useClockZone } from "./clock-time";

const LINK_CLASSES: Record<Exclude<ItemLink, "none">, string> = {
  travelled: "w-[1.5px] bg-track",
  conflict: "w-1 bg-[repeating-linear-gradient(0deg,var(--color-amber)_0_2px,transparent_2px_4px)]",
  waiting:
    "w-[1.5px] bg-[repeating-linear-gradient(180deg,var(--color-track)_0_1.5px,transparent_1.5px_4.5px)]",
};

function RailLink({ link, className }: { link: ItemLink; className?: string }) {
  if (link === "none") return null;
  return (
    <span
      aria-hidden="true"
      className={cn(
        "mx-auto block print:[print-color-adjust:exact]",
        LINK_CLASSES[link],
        className,
      )}
    />
  );
}

const LEAST_GAP_PX = 14;
const GAP_PX_PER_DECADE = 8;

/** The longer the way between two posts, the longer it is drawn. */
function gapPx(deltaUs: number): number {
  const seconds = Math.abs(deltaUs) / 1_000_000;
  return LEAST_GAP_PX + GAP_PX_PER_DECADE * Math.max(Math.log10(Math.max(seconds, 1)), 0);
}

const RAIL = "col-start-1 @min-[26rem]:col-start-2";
const MAIN = "col-start-2 @min-[26rem]:col-start-3";

export type TimelineLineProps = {
  /** The way from the line above, and to the one below. */
  link: ItemLink;
  linkBelow: ItemLink;
  /** The time told above; a line of another day names its day. */
  aboveUs: number | null;
  deltaUs?: number;
  /** Stands on the way from the line above instead of the distance. */
  gapWords?: ReactNode;
  atUs?: number;
  sinceUs?: number;
  /** It happened at some time before. */
  isAtMost?: boolean;
  /** At the end of the line, where there is no time to tell. */
  aside?: ReactNode;
  post: ReactNode;
  children: ReactNode;
  /** Under the line. */
  details?: ReactNode;
};

/** One line of the vertical timeline: time, post, words, seconds since submission; the distance above it. */
export function TimelineLine(props: TimelineLineProps) {
  const { link, linkBelow, deltaUs, atUs, sinceUs, details } = props;
  const gapWords = props.gapWords ?? (deltaUs !== undefined && formatDelta(deltaUs));
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-2.25 @min-[26rem]:grid-cols-[5.625rem_1.25rem_minmax(0,1fr)_auto]">
      {link !== "none" && (
        <>
          <DayChange {...props} className="col-start-3 row-start-1 @min-[26rem]:col-start-1" />
          <div className={cn(RAIL, "row-start-1 flex")} style={{ minHeight: gapPx(deltaUs ?? 0) }}>
            <RailLink link={link} />
          </div>
          <div
            className={cn(
              MAIN,
              "mono row-start-1 flex items-center text-micro leading-3.5",
              deltaUs !== undefined && deltaUs < 0 ? "text-amber" : "text-ink-3",
            )}
          >
            <span>{gapWords}</span>
          </div>
        </>
      )}
      {atUs !== undefined && (
        <div
          className={cn(
            "mono row-start-2 text-ink-2 text-small leading-5",
            "col-start-3 text-right @min-[26rem]:col-start-1 @min-[26rem]:text-left",
          )}
        >
          <ClockTime atUs={atUs} hasFraction />
        </div>
      )}
      <div className={cn(RAIL, "row-start-2 flex flex-col items-center pt-0.5")}>
        {props.post}
        {linkBelow !== "none" && <RailLink link={linkBelow} className="mt-0.5 min-h-0 flex-1" />}
      </div>
      <div
        className={cn(MAIN, "row-start-2 flex min-h-5 flex-wrap items-center gap-x-2 gap-y-0.5")}
      >
        {props.children}
      </div>
      {sinceUs !== undefined && (
        <div className="mono row-start-2 hidden text-right text-ink-3 text-small leading-5 @min-[26rem]:col-start-4 @min-[26rem]:block">
          {props.isAtMost && "≤ "}
          {formatSeconds(sinceUs)}
        </div>
      )}
      {props.aside && (
        <div className="-my-1 pointer-coarse:-my-2.5 col-start-3 row-start-2 @min-[26rem]:col-start-4 print:hidden">
          {props.aside}
        </div>
      )}
      {details && (
        <>
          <div className={cn(RAIL, "row-start-3 flex")}>
            <RailLink link={linkBelow} />
          </div>
          <div className={cn(MAIN, "col-span-2 row-start-3 min-w-0 pb-0.5")}>{details}</div>
        </>
      )}
    </li>
  );
}

function DayChange({
  aboveUs,
  atUs,
  className,
}: Pick<TimelineLineProps, "aboveUs" | "atUs"> & { className: string }) {
  const timeZone = useClockZone();
  if (aboveUs === null || atUs === undefined) return null;
  const day = formatDay(atUs, timeZone);
  if (day === formatDay(aboveUs, timeZone)) return null;
  return <div className={cn(className, "self-end text-ink-3 text-micro")}>{day}</div>;
}

/** A remark under a line. */
export function LineNote({ children }: { children: ReactNode }) {
  return <p className="text-pretty text-ink-2 text-small">{children}</p>;
}
