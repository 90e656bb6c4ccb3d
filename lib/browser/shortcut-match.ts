/** What a key press looks like to a shortcut: `a`, `?`, `Enter`, `mod+k`. */
export type KeyPress = {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
};

export function keyName(press: KeyPress): string | null {
  if (press.altKey) return null;
  const isModified = press.metaKey || press.ctrlKey;
  const key = press.key.length === 1 && isModified ? press.key.toLowerCase() : press.key;
  return isModified ? `mod+${key}` : key;
}

export type ShortcutMatch = {
  /** The shortcut that is complete now. */
  matched: string | null;
  /** What was typed of a longer one. */
  pending: string;
};

/**
 * The next step in typing shortcuts such as `j` or `g m`. A key that continues nothing starts anew, so that
 * `g j` still moves.
 */
export function matchShortcut(
  pending: string,
  key: string,
  shortcuts: Iterable<string>,
): ShortcutMatch {
  const known = [...shortcuts];
  for (const typed of pending === "" ? [key] : [`${pending} ${key}`, key]) {
    if (known.includes(typed)) return { matched: typed, pending: "" };
    if (known.some((keys) => keys.startsWith(`${typed} `))) {
      return { matched: null, pending: typed };
    }
  }
  return { matched: null, pending: "" };
}
