import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

export type FormRowProps = {
  /** For the eye; the controls carry labels of their own. */
  label: string;
  errors?: readonly string[];
  /** Something is wrong here that a control says itself. */
  isFaulty?: boolean;
  children: ReactNode;
  className?: string;
};

/** One question of the form: its name on the left, above it on phones, and what is asked. */
export function FormRow({ label, errors = [], isFaulty, children, className }: FormRowProps) {
  return (
    <div
      data-faulty={isFaulty || errors.length > 0 ? "" : undefined}
      className={cn(
        "grid grid-cols-[6.25rem_minmax(0,1fr)] gap-x-1 gap-y-1.5 border-line border-b px-gutter py-3.5",
        "max-tablet:grid-cols-[minmax(0,1fr)]",
        className,
      )}
    >
      <span aria-hidden="true" className="pt-1 text-ink-2 max-tablet:pt-0">
        {label}
      </span>
      <div className="flex min-w-0 max-w-140 flex-col gap-2">
        {children}
        {errors.length > 0 && (
          <p role="alert" className="text-red text-small">
            {errors.join(" ")}
          </p>
        )}
      </div>
    </div>
  );
}
