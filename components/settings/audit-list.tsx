import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import type { AuditFilters, AuditPage } from "@/lib/contracts/audit";
import { auditActionWords, auditDetailWords } from "@/lib/domain/audit-action";
import { AuditFilter } from "./audit-filter";
import { ExactTime } from "./exact-time";

/** Who did what, newest first. */
export function AuditList({ page, filters }: { page: AuditPage; filters: AuditFilters }) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-gutter py-2">
        <AuditFilter action={filters.action} />
        <p className="text-ink-3 text-small">Nothing here can be changed or removed.</p>
      </div>
      {page.entries.length === 0 && (
        <p className="px-gutter py-5 text-ink-3">
          {filters.before ? "Nothing older is written down." : "Nothing of this was done yet."}
        </p>
      )}
      <ol aria-label="Audit" className="px-gutter">
        {page.entries.map((entry) => (
          <li
            key={entry.id}
            className="flex min-h-9 flex-wrap items-baseline gap-x-4 gap-y-0.5 border-line border-b py-2"
          >
            <span className="w-36 text-ink-2">
              <ExactTime at={entry.at} />
            </span>
            <span className="w-40 min-w-0 break-words font-medium max-tablet:flex-1">
              {entry.actor}
            </span>
            <span className="min-w-0 flex-1 basis-56 max-tablet:basis-full">
              {auditActionWords(entry.action)} <Subject subject={entry.subject} />{" "}
              {Object.entries(entry.details).map(([name, value]) => (
                <span key={name} className="mr-2 inline-block text-ink-2 text-small">
                  {auditDetailWords(name, value)}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {page.nextCursor && (
        <p className="px-gutter py-3">
          <ButtonLink href={olderThan(page.nextCursor, filters)}>Older</ButtonLink>
        </p>
      )}
    </>
  );
}

function olderThan(cursor: string, { action }: AuditFilters): Route {
  const query = new URLSearchParams({ ...(action ? { action } : {}), before: cursor });
  return `/settings/audit?${query}` as Route;
}

/** A message or a list leads to its page. */
function Subject({ subject }: { subject: string }) {
  const words = <span className="mono break-all text-small">{subject}</span>;
  if (subject.startsWith("msg_")) {
    return <TextLink href={`/messages/${subject}` as Route}>{words}</TextLink>;
  }
  if (subject.startsWith("batch_")) {
    return <TextLink href={`/messages?range=all&batch=${subject}` as Route}>{words}</TextLink>;
  }
  return words;
}
