import type { ReactNode } from "react";

export type SettingsSectionProps = { title: string; lead?: ReactNode; children: ReactNode };

/** One subject of the settings: what it is on the left, above it on phones, and its controls. */
export function SettingsSection({ title, lead, children }: SettingsSectionProps) {
  return (
    <section className="grid grid-cols-[13rem_minmax(0,1fr)] gap-x-8 gap-y-3 border-line border-b px-gutter py-5 max-desktop:grid-cols-[minmax(0,1fr)]">
      <div>
        <h2 className="font-semibold text-lead tracking-tight">{title}</h2>
        {lead && <div className="mt-1 text-pretty text-ink-2">{lead}</div>}
      </div>
      <div className="flex min-w-0 max-w-190 flex-col gap-4">{children}</div>
    </section>
  );
}
