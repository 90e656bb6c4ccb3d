import { cn } from "./class-names";

/** A grey bar that stands where words will be; give it their size. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn("block h-3 motion-safe:animate-pulse rounded-mark bg-line", className)}
    />
  );
}
