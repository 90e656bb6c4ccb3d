export type UrlPart = { text: string; isDifferent: boolean };

export type UrlDifference = { left: UrlPart[]; right: UrlPart[] };

/**
 * Two addresses split into what they share and what they do not, for showing them one above the other. Scheme and host
 * differ as a whole, path and query where they do. Texts that are no addresses differ as a whole. Joined, the parts of
 * a side are its address again. Throws nothing.
 */
export function differUrls(left: string, right: string): UrlDifference {
  const [a, b] = [splitUrl(left), splitUrl(right)];
  if (!a || !b) {
    const isDifferent = left !== right;
    return { left: [{ text: left, isDifferent }], right: [{ text: right, isDifferent }] };
  }
  const pieces = [
    whole(a.scheme, b.scheme),
    whole("://", "://"),
    whole(a.host, b.host),
    inside(a.path, b.path),
    inside(a.query, b.query),
  ];
  return {
    left: joinAlike(pieces.flatMap((piece) => piece.left)),
    right: joinAlike(pieces.flatMap((piece) => piece.right)),
  };
}

function splitUrl(url: string) {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(.*)$/is.exec(url);
  if (!match) return null;
  const [, scheme = "", host = "", path = "", query = ""] = match;
  return { scheme, host, path, query };
}

function whole(left: string, right: string): UrlDifference {
  const isDifferent = left !== right;
  return { left: [{ text: left, isDifferent }], right: [{ text: right, isDifferent }] };
}

/** What stands between the common beginning and the common end. */
function inside(left: string, right: string): UrlDifference {
  let start = 0;
  while (start < Math.min(left.length, right.length) && left[start] === right[start]) start += 1;
  let end = 0;
  const longestEnd = Math.min(left.length, right.length) - start;
  while (end < longestEnd && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const split = (text: string): UrlPart[] => [
    { text: text.slice(0, start), isDifferent: false },
    { text: text.slice(start, text.length - end), isDifferent: true },
    { text: text.slice(text.length - end), isDifferent: false },
  ];
  return { left: split(left), right: split(right) };
}

function joinAlike(parts: readonly UrlPart[]): UrlPart[] {
  const joined: UrlPart[] = [];
  for (const part of parts) {
    if (part.text === "") continue;
    const last = joined.at(-1);
    if (last?.isDifferent === part.isDifferent) last.text += part.text;
    else joined.push({ ...part });
  }
  return joined;
}
