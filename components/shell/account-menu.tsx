"use client";

import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "react-aria-components/Button";

const load = () => import("./account-choices").then((module) => module.AccountChoices);
const AccountChoices = dynamic(load, { ssr: false });

/** Who is signed in, with the way to their settings and the way out. */
export function AccountMenu({ name }: { name: string }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <>
      <Button
        ref={trigger}
        aria-label={`Account of ${name}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onHoverStart={() => void load()}
        onPress={() => {
          setWasOpened(true);
          setIsOpen(true);
        }}
        className="relative grid size-7 shrink-0 place-items-center rounded-full border border-line-2 text-ink-2 text-micro after:absolute after:-inset-2 hover:bg-hover hover:text-ink"
      >
        {initialsOf(name)}
      </Button>
      {wasOpened && <AccountChoices trigger={trigger} isOpen={isOpen} onOpenChange={setIsOpen} />}
    </>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const first = words.at(0)?.at(0) ?? "";
  const last = words.length > 1 ? (words.at(-1)?.at(0) ?? "") : "";
  return (first + last).toUpperCase();
}
