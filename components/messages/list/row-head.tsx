import { cn } from "@/components/ui/class-names";
import { TrackRuler } from "../track/row-track";
import { fromAllColumns, rowGrid, untilAllColumns } from "./row-columns";

const cell = "min-w-0 truncate pr-3";

/** The table's head, with the slide rule that every track is read by. */
export function RowHead() {
  return (
    <tr
      className={cn(
        rowGrid,
        "h-8 border-line border-b bg-paper text-left text-ink-3 text-micro [&_th]:font-normal",
        "@max-[639px]/rows:hidden",
      )}
    >
      <th scope="col">
        <span className="sr-only">Selected</span>
      </th>
      <th scope="col" className={cell}>
        Status
      </th>
      <th scope="col">
        <span className="sr-only">Track</span>
        <TrackRuler />
      </th>
      <th scope="col" className={cell}>
        To
      </th>
      <th scope="col" className={cn(cell, fromAllColumns)}>
        From
      </th>
      <th scope="col" className={cell}>
        <span className={untilAllColumns}>Error or body</span>
        <span className={cn(fromAllColumns, "@min-[1040px]/rows:inline")}>Body</span>
      </th>
      <th scope="col" className={cn(fromAllColumns, "pr-3 text-right")}>
        <abbr title="Segments" className="no-underline">
          Seg.
        </abbr>
      </th>
      <th scope="col" className={cn(cell, fromAllColumns)}>
        Error
      </th>
      <th scope="col" className={cn(cell, fromAllColumns, "text-right")}>
        Took
      </th>
      <th scope="col" className="text-right">
        Age
      </th>
    </tr>
  );
}
