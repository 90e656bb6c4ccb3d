"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { usePathname, useSearchParams } from "next/navigation";
import { type FormEvent, useRef } from "react";
import { Kbd } from "@/components/ui/kbd";
import { messageListPage } from "@/lib/browser/message-pages";
import { useShortcuts } from "@/lib/browser/shortcuts";
import { showAddress } from "@/lib/browser/show-address";

/** Finds messages of any age by SID, number or words. */
export function SearchField() {
  const input = useRef<HTMLInputElement>(null);
  const isOnList = usePathname() === "/messages";
  const searched = useSearchParams().get("q");
  const query = (isOnList && searched) || "";
  const focus = () => {
    input.current?.focus();
    input.current?.select();
  };
  useShortcuts("Everywhere", [{ keys: "/", label: "Search messages", run: focus }]);
  const search = (event: FormEvent) => {
    if (!isOnList) return;
    event.preventDefault();
    const typed = input.current?.value.trim();
    showAddress(messageListPage(typed ? { q: typed, range: "all" } : { range: "24h" }));
  };
  return (
    <Form
      onSubmit={search}
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
