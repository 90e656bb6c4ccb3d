import type { Metadata } from "next";
import { Brand } from "@/components/shell/brand";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid h-dvh grid-rows-[3rem_auto]">
      <header className="flex items-center border-line border-b px-gutter">
        <Brand />
      </header>
      <EmptyState
        isWholePage
        title="There is no page at this address"
        actions={
          <ButtonLink href="/messages" variant="primary">
            Go to the messages
          </ButtonLink>
        }
      >
        The address may be mistyped, or what it led to is no longer kept.
      </EmptyState>
    </main>
  );
}
