import { Skeleton } from "@/components/ui/skeleton";

const ROWS = Array.from({ length: 24 }, (_, index) => index);

/** The list before its rows are there, at their real size. */
export function RowsSkeleton() {
  return (
    <div aria-hidden="true" className="@container/rows min-h-0 flex-1 overflow-hidden">
      <div className="h-8 border-line border-b @max-[639px]/rows:hidden" />
      {ROWS.map((row) => (
        <div
          key={row}
          className="grid h-17 grid-rows-2 items-center border-line border-b px-gutter @min-[640px]/rows:flex @min-[640px]/rows:h-9 @min-[640px]/rows:gap-5"
        >
          <div className="flex items-center gap-2">
            <Skeleton className="size-4 rounded-full" />
            <Skeleton className="w-18" />
            <Skeleton className="ml-3 w-28 @min-[640px]/rows:hidden" />
            <Skeleton className="ml-auto w-8 @min-[640px]/rows:hidden" />
          </div>
          <div className="flex items-center justify-between @min-[640px]/rows:contents">
            <Skeleton className="h-0.5 w-24 @min-[640px]/rows:w-40" />
            <Skeleton className="w-28 @max-[639px]/rows:hidden" />
            <Skeleton className="w-32 @min-[640px]/rows:w-auto @min-[640px]/rows:flex-1" />
          </div>
          <Skeleton className="w-8 @max-[639px]/rows:hidden" />
        </div>
      ))}
    </div>
  );
}

export function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading the messages" className="flex h-full flex-col">
      <div className="flex h-12 shrink-0 items-center gap-2 px-gutter">
        <h1 className="font-semibold text-lead tracking-tight">Messages</h1>
        <Skeleton className="w-32" />
      </div>
      <div className="flex h-8.5 shrink-0 items-center gap-5 overflow-hidden border-line border-b px-gutter pointer-coarse:h-10">
        {["w-8", "w-15", "w-20", "w-14", "w-19"].map((width) => (
          <Skeleton key={width} className={`${width} shrink-0`} />
        ))}
      </div>
      <div className="h-10 shrink-0 border-line border-b pointer-coarse:h-12" />
      <RowsSkeleton />
      <div className="h-9 shrink-0 border-line border-t pointer-coarse:h-12" />
    </div>
  );
}
