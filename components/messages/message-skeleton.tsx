import { Skeleton } from "@/components/ui/skeleton";

const LINES = ["first", "second", "third", "fourth"];

/** Stands for a message beside the list while it is fetched. */
export function MessageSkeleton() {
  return (
    <div aria-busy="true" className="min-h-0 flex-1">
      <Announcement />
      <HeadSkeleton />
      <div className="border-line border-b px-gutter py-4">
        <TextSkeleton />
      </div>
      <TimelineSkeleton />
    </div>
  );
}

/** Stands for a message's own page. */
export function MessagePageSkeleton() {
  return (
    <div aria-busy="true" className="@container/page flex h-full flex-col overflow-hidden">
      <Announcement />
      <div className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-gutter max-tablet:h-auto max-tablet:min-h-22.5 max-tablet:items-start max-tablet:py-3.5">
        <span className="text-ink-2">Messages</span>
        <span aria-hidden="true" className="text-ink-3">
          /
        </span>
        <Skeleton className="w-64 max-w-1/2 max-tablet:mt-1" />
      </div>
      <HeadSkeleton />
      <div className="grid @min-[56rem]/page:flex-1 @min-[56rem]/page:grid-cols-[minmax(0,1fr)_25rem]">
        <TimelineSkeleton />
        <div className="border-line px-gutter py-4 @max-[56rem]/page:border-t @min-[56rem]/page:border-l">
          <TextSkeleton />
        </div>
      </div>
    </div>
  );
}

function Announcement() {
  return (
    <p role="status" className="sr-only">
      Fetching the message
    </p>
  );
}

function HeadSkeleton() {
  return (
    <div className="flex flex-col gap-3 border-line border-b px-gutter py-4">
      <Skeleton className="h-5 w-36" />
      <Skeleton className="w-80 max-w-4/5" />
      <Skeleton className="mt-6 h-0.5 w-full" />
      <Skeleton className="mb-3 h-2 w-full" />
    </div>
  );
}

function TextSkeleton() {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="w-4/5" />
      <Skeleton className="w-2/5" />
    </div>
  );
}

function TimelineSkeleton() {
  return (
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
  );
}
