"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { keyName, matchShortcut } from "./shortcut-match";

export type Shortcut = {
  /** Keys one after the other, parted by a blank: `g m`, `/`, `mod+k`. */
  keys: string;
  /** What it does, for the list of keys. */
  label: string;
  run: () => void;
};

type Group = { title: string; shortcuts: readonly Shortcut[] };

const SEQUENCE_MS = 1000;

let groups: readonly Group[] = [];
const watchers = new Set<() => void>();
let pending = "";
let pendingSinceMs = 0;

/** Keys that work while the component is on the page. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const signature = shortcuts.map((shortcut) => `${shortcut.keys}\n${shortcut.label}`).join("\n\n");

  useEffect(() => {
    const group: Group = {
      title,
      shortcuts: signature.split("\n\n").map((line, index) => {
        const [keys = "", label = ""] = line.split("\n");
        return { keys, label, run: () => latest.current[index]?.run() };
      }),
    };
    return addGroup(group);
  }, [title, signature]);
}

/** Every key that works now, for the list of keys. */
export function useShortcutGroups(): readonly Group[] {
  return useSyncExternalStore(watch, () => groups, noGroups);
}

const none: readonly Group[] = [];
function noGroups() {
  return none;
}

function watch(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

function setGroups(next: readonly Group[]): void {
  if (groups.length === 0) window.addEventListener("keydown", onKeyDown);
  if (next.length === 0) window.removeEventListener("keydown", onKeyDown);
  groups = next;
  for (const notify of watchers) notify();
}

function addGroup(group: Group): () => void {
  setGroups([...groups, group]);
  return () => setGroups(groups.filter((other) => other !== group));
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const key = keyName(event);
  if (key === null || key === "Shift") return;
  if (!key.startsWith("mod+") && isTakenBy(event.target)) return;

  const now = event.timeStamp;
  if (now - pendingSinceMs > SEQUENCE_MS) pending = "";
  const shortcuts = groups.flatMap((group) => group.shortcuts);
  const match = matchShortcut(
    pending,
    key,
    shortcuts.map((shortcut) => shortcut.keys),
  );
  pending = match.pending;
  pendingSinceMs = now;
  if (match.matched === null) return;
  event.preventDefault();
  // The one that came last is nearest to what the viewer looks at.
  shortcuts.findLast((shortcut) => shortcut.keys === match.matched)?.run();
}

const OWN_KEYS =
  "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** True where letters are typed or move a selection. */
function isTakenBy(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OWN_KEYS) !== null;
}
