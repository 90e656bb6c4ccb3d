import { Download, Send } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyles } from "@/components/ui/button-styles";
import { Kbd } from "@/components/ui/kbd";
import { messageExportAddress } from "@/lib/browser/message-export";
import { isNarrowed } from "@/lib/browser/message-filters";
import type { BoundedCount, MessageFilters } from "@/lib/contracts/message-list";
import { CountPhrase } from "./count-phrase";
import { rangePhrase } from "./filter-words";

export type ListHeadingProps = {
  filters: MessageFilters;
  total: BoundedCount | undefined;
  /** The page below asks for the first message itself. */
  isEmpty: boolean;
};

export function ListHeading({ filters, total, isEmpty }: ListHeadingProps) {
  const isFiltered = isNarrowed({ ...filters, outcome: undefined });
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 px-gutter">
      <h1 className="font-semibold text-lead tracking-tight">Messages</h1>
      <p className="min-w-0 truncate text-ink-3">
        {total && (
          <>
            <CountPhrase count={total} isNarrowed={isFiltered} /> {rangePhrase(filters)}
          </>
        )}
      </p>
      <span className="flex-1" />
      {total && total.count > 0 && (
        <a
          href={messageExportAddress(filters)}
          download
          title="Every message that meets the filters, as CSV"
          className={buttonStyles({ variant: "bare" })}
        >
          <Download aria-hidden="true" />
          <span className="max-tablet:sr-only">Export CSV</span>
        </a>
      )}
      <ButtonLink href="/send" variant={isEmpty ? "outline" : "primary"}>
        <Send aria-hidden="true" />
        Send
        <span className="max-tablet:hidden pointer-coarse:hidden">
          <Kbd isPlain>c</Kbd>
        </span>
      </ButtonLink>
    </header>
  );
}
