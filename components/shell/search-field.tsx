"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { useSearchParams } from "next/navigation";
import { useRef } from "react";
import { Kbd } from "@/components/ui/kbd";
import { useShortcuts } from "@/lib/browser/shortcuts";

/** Finds messages of any age by SID, number or words. */
export function SearchField() {
  const input = useRef<HTMLInputElement>(null);
  const query = useSearchParams().get("q") ?? "";
  useShortcuts("Everywhere", [
    { keys: "/", label: "Search messages", run: () => input.current?.select() },
  ]);
  return (
    <Form
      action="/messages"
      className="flex h-full w-81 min-w-0 items-center gap-2 border-line border-r pr-3.5 text-ink-3 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent has-[input:focus-visible]:-outline-offset-3 max-tablet:hidden"
    >
      <Search aria-hidden="true" />
      <input type="hidden" name="range" value="all" />
      <input
        key={query}
        ref={input}
        type="search"
        name="q"
        defaultValue={query}
        autoComplete="off"
        spellCheck={false}
        placeholder="SID, number or words in the body"
        aria-label="Search messages"
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="h-full min-w-0 flex-1 bg-transparent text-ink outline-none"
      />
      <Kbd>/</Kbd>
    </Form>
  );
}
