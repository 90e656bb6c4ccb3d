import { type ReactNode, useId } from "react";

export type SectionProps = {
  title: string;
  /** Small print behind the title. */
  detail?: ReactNode;
  /** At the end of the title's line. */
  actions?: ReactNode;
  children: ReactNode;
};

/** One region of the panel, parted from the next by a hairline. */
export function Section({ title, detail, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line border-b px-gutter py-3.5 last:border-b-0">
      <div className="mb-1 flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 id={id} className="font-semibold">
          {title}
        </h3>
        {detail && <span className="text-ink-3">{detail}</span>}
        {actions && <span className="ml-auto">{actions}</span>}
      </div>
      {children}
    </section>
  );
}
