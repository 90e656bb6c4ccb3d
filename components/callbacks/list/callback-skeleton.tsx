import { Skeleton } from "@/components/ui/skeleton";

const ROWS = Array.from({ length: 24 }, (_, index) => index);

/** The list before its rows are there, at their real size. */
export function RowsSkeleton() {
  return (
    <div aria-hidden="true" className="@container/rows min-h-0 flex-1 overflow-hidden">
      <div className="h-8 border-line border-b @max-[559px]/rows:hidden" />
      {ROWS.map((row) => (
        <div
          key={row}
          className="flex h-17 items-center gap-5 border-line border-b px-gutter @min-[560px]/rows:h-9"
        >
          <Skeleton className="w-20" />
          <Skeleton className="size-4 rounded-full" />
          <Skeleton className="w-16" />
          <Skeleton className="w-36 @max-[559px]/rows:hidden" />
          <Skeleton className="ml-auto w-6" />
        </div>
      ))}
    </div>
  );
}

export function CallbacksSkeleton() {
  return (
    <div role="status" aria-label="Loading the callbacks" className="flex h-full flex-col">
      <div className="flex h-12 shrink-0 items-center gap-2 px-gutter">
        <h1 className="font-semibold text-lead tracking-tight">Callbacks</h1>
        <Skeleton className="w-40" />
      </div>
      <div className="flex h-8.5 shrink-0 items-center gap-5 overflow-hidden border-line border-b px-gutter pointer-coarse:h-10">
        {["w-8", "w-20", "w-19", "w-15", "w-18"].map((width) => (
          <Skeleton key={width} className={`${width} shrink-0`} />
        ))}
      </div>
      <div className="h-10 shrink-0 border-line border-b pointer-coarse:h-12" />
      <RowsSkeleton />
      <div className="h-9 shrink-0 border-line border-t pointer-coarse:h-12" />
    </div>
  );
}
