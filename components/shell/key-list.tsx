"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useShortcutGroups } from "@/lib/browser/shortcuts";

export type KeyListProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Every key that works on this page. */
export function KeyList({ isOpen, onOpenChange }: KeyListProps) {
  const groups = useShortcutGroups();
  const titles = [...new Set(groups.map((group) => group.title))];
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Keys">
      <div className="flex flex-col gap-5">
        {titles.map((title) => (
          <section key={title} aria-label={title}>
            <h3 className="pb-1 text-ink-3 text-small">{title}</h3>
            <dl>
              {groups
                .filter((group) => group.title === title)
                .flatMap((group) => group.shortcuts)
                .map((shortcut) => (
                  <div
                    key={shortcut.keys}
                    className="flex min-h-8 items-center justify-between gap-4 border-line border-t"
                  >
                    <dt>{shortcut.label}</dt>
                    <dd className="flex gap-1">
                      {shownKeys(shortcut.keys).map((key) => (
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

function shownKeys(keys: string): string[] {
  const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return keys
    .split(" ")
    .flatMap((key) =>
      key.startsWith("mod+") ? [isApple ? "⌘" : "Ctrl", key.slice(4).toUpperCase()] : [key],
    );
}
