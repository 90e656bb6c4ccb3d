import Link from "next/link";
import { cn } from "@/components/ui/class-names";

/** Name and sign, leading home. */
export function Brand({ className, isWordHidden }: { className?: string; isWordHidden?: boolean }) {
  return (
    <Link
      href="/"
      aria-label="Milepost, start page"
      className={cn(
        "flex items-center gap-2.25 pointer-coarse:min-h-10 font-semibold text-[0.875rem] tracking-tight",
        className,
      )}
    >
      <svg width="26" height="12" viewBox="0 0 26 12" fill="none" aria-hidden="true">
        <path d="M1.5 6H19" className="stroke-track" strokeWidth="1.5" />
        <circle cx="2.5" cy="6" r="2" className="fill-ink" />
        <circle cx="7.5" cy="6" r="2" className="fill-ink" />
        <circle cx="20.5" cy="6" r="4.25" className="fill-accent" />
      </svg>
      <span className={isWordHidden ? "max-desktop:hidden" : undefined}>Milepost</span>
    </Link>
  );
}
