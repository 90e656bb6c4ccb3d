import type { Route } from "next";
import Link from "next/link";
import { Age } from "@/components/messages/list/age";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import type { BatchPage } from "@/lib/contracts/send-batch";
import { BatchStateMark } from "./batch-state";

export type BatchListProps = { page: BatchPage; renderedAtUs: number };

/** Every list that was sent to, newest first. */
export function BatchList({ page, renderedAtUs }: BatchListProps) {
  return (
    <div className="thin-scroll h-full overflow-auto">
      <header className="flex h-12 items-center gap-2.5 border-line border-b px-gutter">
        <h1 className="font-semibold text-lead tracking-tight">Batches</h1>
        <p className="text-ink-2">newest first</p>
        <span className="flex-1" />
        <ButtonLink href={"/send/bulk" as Route}>Send to a list</ButtonLink>
      </header>
      {page.items.length === 0 ? (
        <EmptyState
          title="No list was sent to yet"
          actions={<ButtonLink href={"/send/bulk" as Route}>Send to a list</ButtonLink>}
        >
          A batch is a list of recipients and one text for them. Here it says how far it is.
        </EmptyState>
      ) : (
        <ul>
          {page.items.map((batch) => {
            const handed = batch.total - batch.waiting - batch.canceled;
            return (
              <li key={batch.id} className="border-line border-b">
                <Link
                  href={`/send/batches/${batch.id}` as Route}
                  className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-0.5 px-gutter py-1.5 hover:bg-hover"
                >
                  <span className="min-w-0 truncate font-medium max-tablet:max-w-[calc(100%-6rem)]">
                    {batch.name}
                  </span>
                  <BatchStateMark state={batch.state} />
                  <span className="flex-1 max-tablet:basis-full" />
                  <span className="text-ink-2 max-tablet:flex-1">
                    <span className="mono">{handed.toLocaleString("en-GB")}</span> of{" "}
                    <span className="mono">{batch.total.toLocaleString("en-GB")}</span> sent
                  </span>
                  <span className="w-32 truncate text-right text-ink-3 max-tablet:hidden">
                    {batch.createdBy}
                  </span>
                  <span className="mono w-20 text-right text-ink-3 text-small">
                    <Age at={batch.createdAt} renderedAtUs={renderedAtUs} />
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
      {page.nextCursor && (
        <p className="px-gutter py-3">
          <ButtonLink href={`/send/batches?before=${page.nextCursor}` as Route}>Older</ButtonLink>
        </p>
      )}
    </div>
  );
}
