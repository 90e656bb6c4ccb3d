"use client";

import { useEffect, useRef } from "react";
import { keyName, matchShortcut } from "./shortcut-match";

export type Shortcut = {
  /** Keys one after the other, parted by a blank: `g m`, `/`, `mod+k`. */
  keys: string;
  /** What it does, for the list of keys. */
  label: string;
  /** Absent for what the browser does by itself, which is only listed. */
  run?: () => void;
};

type Group = { title: string; shortcuts: () => readonly Shortcut[] };

const SEQUENCE_MS = 1000;

const groups = new Set<Group>();
let pending = "";
let pressedAtMs = 0;

/** Keys that work while the component is on the page. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => addGroup({ title, shortcuts: () => latest.current }), [title]);
}

/** Every key that works now, under its title. */
export function currentShortcuts(): ReadonlyMap<string, readonly Shortcut[]> {
  const byTitle = new Map<string, readonly Shortcut[]>();
  for (const group of groups) {
    byTitle.set(group.title, [...(byTitle.get(group.title) ?? []), ...group.shortcuts()]);
  }
  return byTitle;
}

function addGroup(group: Group): () => void {
  if (groups.size === 0) window.addEventListener("keydown", onKeyDown);
  groups.add(group);
  return () => {
    groups.delete(group);
    if (groups.size === 0) window.removeEventListener("keydown", onKeyDown);
  };
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const key = keyName(event);
  if (key === null || key === "Shift") return;
  if (!key.startsWith("mod+") && isTakenBy(event.target)) return;

  if (event.timeStamp - pressedAtMs > SEQUENCE_MS) pending = "";
  pressedAtMs = event.timeStamp;
  const known = [...groups].flatMap((group) => group.shortcuts()).filter(({ run }) => run);
  const match = matchShortcut(
    pending,
    key,
    known.map(({ keys }) => keys),
  );
  pending = match.pending;
  // The one that came last is nearest to what the viewer looks at.
  const shortcut = known.findLast(({ keys }) => keys === match.matched);
  if (!shortcut?.run) return;
  event.preventDefault();
  shortcut.run();
}

const OWN_KEYS =
  "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** True where letters are typed or move a selection. */
function isTakenBy(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OWN_KEYS) !== null;
}
