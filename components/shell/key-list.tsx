"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { currentShortcuts } from "@/lib/browser/shortcuts";
import { useCommandKey } from "@/lib/browser/use-command-key";

export type KeyListProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Every key that works on this page. */
export function KeyList({ isOpen, onOpenChange }: KeyListProps) {
  const commandKey = useCommandKey();
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Keys" isTextOnly>
      <div className="flex flex-col gap-5">
        {[...currentShortcuts()].map(([title, shortcuts]) => (
          <section key={title} aria-label={title}>
            <h3 className="pb-1 text-ink-3 text-small">{title}</h3>
            <dl>
              {shortcuts.map(({ keys, label }) => (
                <div
                  key={keys}
                  className="flex min-h-8 items-center justify-between gap-4 border-line border-t"
                >
                  <dt>{label}</dt>
                  <dd className="flex gap-1">
                    {shownKeys(keys, commandKey).map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const KEY_SIGNS: Record<string, string> = { Enter: "↵", Escape: "Esc" };

function shownKeys(keys: string, commandKey: string): string[] {
  return keys
    .split(" ")
    .flatMap((key) =>
      key.startsWith("mod+") ? [commandKey, key.slice(4).toUpperCase()] : [KEY_SIGNS[key] ?? key],
    );
}
