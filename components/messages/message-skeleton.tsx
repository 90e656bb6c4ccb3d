import { Skeleton } from "@/components/ui/skeleton";

const LINES = ["first", "second", "third", "fourth"];

/** Stands for a message while it is fetched. */
export function MessageSkeleton() {
  return (
    <div aria-busy="true" className="min-h-0 flex-1">
      <p role="status" className="sr-only">
        Fetching the message
      </p>
      <div className="flex flex-col gap-3 border-line border-b px-gutter py-4">
        <Skeleton className="h-5 w-36" />
        <Skeleton className="w-4/5" />
        <Skeleton className="mt-6 h-0.5 w-full" />
        <Skeleton className="mb-3 h-2 w-full" />
      </div>
      <div className="flex flex-col gap-3 border-line border-b px-gutter py-4">
        <Skeleton className="w-3/5" />
        <Skeleton className="w-2/5" />
      </div>
      <div className="flex flex-col gap-5 px-gutter py-4">
        <Skeleton className="h-4 w-24" />
        {LINES.map((line) => (
          <div key={line} className="flex items-center gap-3">
            <Skeleton className="w-20" />
            <Skeleton className="size-4 rounded-full" />
            <Skeleton className="w-28" />
          </div>
        ))}
      </div>
    </div>
  );
}
