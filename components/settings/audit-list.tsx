import { ButtonLink } from "@/components/ui/button-link";
import type { AuditPage } from "@/lib/contracts/audit";
import { auditActionWords } from "@/lib/domain/audit-action";
import { ExactTime } from "./exact-time";

/** Who did what, newest first. */
export function AuditList({ page }: { page: AuditPage }) {
  if (page.entries.length === 0) {
    return <p className="px-gutter py-5 text-ink-3">Nothing older is written down.</p>;
  }
  return (
    <>
      <ol className="px-gutter">
        {page.entries.map((entry) => (
          <li
            key={entry.id}
            className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 border-line border-b py-2"
          >
            <span className="w-40 text-ink-2">
              <ExactTime at={entry.at} />
            </span>
            <span className="w-40 truncate font-medium">{entry.actor}</span>
            <span className="min-w-0 flex-1 basis-56">
              {auditActionWords(entry.action)}{" "}
              <span className="mono break-all text-small">{entry.subject}</span>
              {Object.entries(entry.details).map(([name, value]) => (
                <span key={name} className="ml-2 text-ink-2 text-small">
                  {name} {String(value)}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {page.nextCursor && (
        <p className="px-gutter py-3">
          <ButtonLink href={`/settings/audit?before=${page.nextCursor}`}>Older</ButtonLink>
        </p>
      )}
    </>
  );
}
