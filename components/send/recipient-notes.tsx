"use client";

import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { textLinkStyles } from "@/components/ui/text-link";
import type { RecipientRow } from "@/lib/domain/recipient-line";

const MOST_TOLD = 4;

export type RecipientNotesProps = {
  rows: readonly RecipientRow[];
  defaultCountry: string | null;
  likelyCountry: string | null;
  onDefaultCountry: (country: string | null) => void;
};

/** What is wrong with which line, and what would help. */
export function RecipientNotes(props: RecipientNotesProps) {
  const { rows, defaultCountry, likelyCountry, onDefaultCountry } = props;
  const invalid = rows.filter((row) => row.verdict === "invalid");
  const unlikely = rows.filter((row) => row.verdict === "unlikely" && row.sameAsLine === null);
  const lacksCountry = invalid.some((row) => row.reason?.startsWith("no country code"));
  const offered = lacksCountry && defaultCountry === null ? likelyCountry : null;
  const others = rows.length - invalid.length;
  return (
    <>
      {invalid.length > 0 && (
        <Note tone="text-red">
          {told(invalid)}
          {offered && (
            <>
              {" "}
              Or{" "}
              <AriaButton className={textLinkStyles} onPress={() => onDefaultCountry(offered)}>
                set {nameOf(offered)} as the default
              </AriaButton>
              .
            </>
          )}
          {others > 0 && ` The other${others > 1 ? "s" : ""} can be sent without it.`}
        </Note>
      )}
      {unlikely.length > 0 && <Note tone="text-amber">{told(unlikely)}</Note>}
      {defaultCountry !== null && (
        <p className="text-ink-3 text-small">
          Numbers without a country code are read as numbers of {nameOf(defaultCountry)}.{" "}
          <AriaButton className={textLinkStyles} onPress={() => onDefaultCountry(null)}>
            Not so
          </AriaButton>
        </p>
      )}
    </>
  );
}

function Note({ tone, children }: { tone: string; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 text-ink-2 text-small">
      <TriangleAlert aria-hidden="true" className={`mt-0.5 size-3.5 ${tone}`} />
      <span className="min-w-0 text-pretty">{children}</span>
    </p>
  );
}

function told(rows: readonly RecipientRow[]): string {
  const sentences = rows
    .slice(0, MOST_TOLD)
    .map(({ line, reason }) => `Line ${line}: ${reason}${reason?.endsWith("…") ? "" : "."}`);
  const left = rows.length - sentences.length;
  return [...sentences, ...(left > 0 ? [`And ${left} more.`] : [])].join(" ");
}

function nameOf(country: string): string {
  return new Intl.DisplayNames("en", { type: "region" }).of(country) ?? country;
}
