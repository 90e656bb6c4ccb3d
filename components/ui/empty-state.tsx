import type { ReactNode } from "react";
import { cn } from "./class-names";

export type EmptyStateProps = {
  /** A drawing; decoration only. */
  figure?: ReactNode;
  title: string;
  /** It is all there is on the page, so its title is the page's. */
  isWholePage?: boolean;
  /** One sentence: why there is nothing here. */
  children?: ReactNode;
  /** What to do about it. */
  actions?: ReactNode;
  /** Small print under the actions. */
  footnote?: ReactNode;
  className?: string;
};

/** Says why a region has nothing to show and what to do next. */
export function EmptyState({
  figure,
  title,
  isWholePage = false,
  children,
  actions,
  footnote,
  className,
}: EmptyStateProps) {
  const Title = isWholePage ? "h1" : "h2";
  return (
    <div
      className={cn(
        "mx-auto flex max-w-100 flex-col items-center px-gutter py-16 text-center",
        className,
      )}
    >
      {figure && <div className="mb-5">{figure}</div>}
      <Title className="font-semibold text-lead tracking-tight">{title}</Title>
      {children && <div className="mt-1 text-pretty text-ink-2">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
      {footnote && <div className="mt-4 text-ink-3 text-small">{footnote}</div>}
    </div>
  );
}
