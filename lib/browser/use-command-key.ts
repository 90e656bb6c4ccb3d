"use client";

import { useSyncExternalStore } from "react";

const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);
const never = () => () => undefined;

/** What the key that goes with a command is called here: ⌘ or Ctrl. The server says Ctrl, since it cannot know. */
export function useCommandKey(): "⌘" | "Ctrl" {
  return useSyncExternalStore(never, isApple, () => false) ? "⌘" : "Ctrl";
}
