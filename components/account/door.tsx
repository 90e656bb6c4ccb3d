import type { ReactNode } from "react";
import { Brand } from "@/components/shell/brand";

/** The page of somebody who is not signed in: the name, one question, nothing else. */
export function Door({
  title,
  children,
  lead,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-88 flex-col px-gutter pt-[14vh] pb-10">
      <Brand className="self-start" />
      <h1 className="mt-8 font-semibold text-head tracking-tight">{title}</h1>
      {lead && <div className="mt-1 text-pretty text-ink-2">{lead}</div>}
      {children && <div className="mt-5">{children}</div>}
    </main>
  );
}
