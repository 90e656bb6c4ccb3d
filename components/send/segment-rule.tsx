import type { BodyMeasure } from "@/lib/domain/message-body";

const LEAST_SEGMENTS = 3;

/** How far a text fills its segments, on a rule whose posts are their ends. */
export function SegmentRule({ measure }: { measure: BodyMeasure }) {
  const { unitsPerSegment, segments, leftInSegment } = measure;
  const shown = Math.max(LEAST_SEGMENTS, segments.length);
  const used = segments.length * unitsPerSegment - leftInSegment;
  const toPercent = (units: number) => `${(units / (shown * unitsPerSegment)) * 100}%`;
  const ends = Array.from({ length: shown }, (_, index) => (index + 1) * unitsPerSegment);
  const isLabelled = (index: number) =>
    shown <= MAX_LABELS || (index + 1) % Math.ceil(shown / MAX_LABELS) === 0;
  return (
    <div aria-hidden="true" className="relative mr-4 h-7.5">
      <span className="absolute inset-x-0 top-2 h-px bg-line-2" />
      <span className="absolute top-1 left-0 h-2.25 w-0.5 bg-track" />
      <span className="absolute top-[7px] left-0 h-0.5 bg-ink" style={{ width: toPercent(used) }} />
      {ends.map((end, index) => (
        <span
          key={end}
          className="absolute top-2 flex -translate-x-1/2 flex-col items-center"
          style={{ left: toPercent(end) }}
        >
          <span
            className={
              end <= used
                ? "-mt-[3px] size-[7px] rounded-full bg-track"
                : "-mt-[3px] size-[7px] rounded-full border-[1.5px] border-track bg-paper"
            }
          />
          {isLabelled(index) && <span className="mono mt-1 text-ink-3 text-micro">{end}</span>}
        </span>
      ))}
      <span
        className="absolute top-[3px] h-[11px] w-0.5 -translate-x-1/2 bg-ink"
        style={{ left: toPercent(used) }}
      />
    </div>
  );
}

const MAX_LABELS = 6;
