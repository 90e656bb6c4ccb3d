import { apiError } from "./api-error";

type Sized = { page: number; pageSize: number; token: string | null };

function readPage(query: URLSearchParams): Sized {
  const integer = (name: string, fallback: number, min: number) => {
    const text = query.get(name);
    if (text === null || text === "") return fallback;
    const value = /^\d+$/.test(text) ? Number(text) : -1;
    if (value < min) throw apiError(20001, { detail: `${name} must be ${min} or more` });
    return value;
  };
  return {
    page: integer("Page", 0, 0),
    pageSize: Math.min(integer("PageSize", 50, 1), 1000),
    token: query.get("PageToken"),
  };
}

/** `PA` and `PB` tokens name the item after or before which a page lies, so pages do not shift. */
function slice<T extends { sid: string }>(items: readonly T[], { page, pageSize, token }: Sized) {
  const anchor = token ? items.findIndex(({ sid }) => sid === token.slice(2)) : -1;
  if (token && (anchor === -1 || !/^P[AB]/.test(token))) {
    throw apiError(20001, { detail: "PageToken is not valid" });
  }
  const start = token
    ? token.startsWith("PA")
      ? anchor + 1
      : Math.max(0, anchor - pageSize)
    : page * pageSize;
  const shown = items.slice(start, start + pageSize);
  return {
    shown,
    hasNext: start + pageSize < items.length,
    hasPrevious: start > 0,
  };
}

function address(
  path: string,
  query: URLSearchParams,
  pageSize: number,
  page: number,
  token: string | null,
): string {
  const kept = new URLSearchParams();
  for (const [name, value] of query) {
    if (!["PageSize", "Page", "PageToken"].includes(name)) kept.append(name, value);
  }
  kept.set("PageSize", String(pageSize));
  kept.set("Page", String(page));
  if (token) kept.set("PageToken", token);
  return `${path}?${kept}`;
}

function addresses<T extends { sid: string }>(
  path: string,
  query: URLSearchParams,
  items: readonly T[],
) {
  const sized = readPage(query);
  const { page, pageSize, token } = sized;
  const { shown, hasNext, hasPrevious } = slice(items, sized);
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    page,
    pageSize,
    shown,
    first: address(path, query, pageSize, 0, null),
    current: address(path, query, pageSize, page, token),
    next: hasNext && last ? address(path, query, pageSize, page + 1, `PA${last.sid}`) : null,
    previous:
      hasPrevious && page > 0 && first
        ? address(path, query, pageSize, page - 1, `PB${first.sid}`)
        : null,
  };
}

/** A page as the 2010-04-01 API writes it. */
export function pageOfUris<T extends { sid: string }>(
  path: string,
  query: URLSearchParams,
  key: string,
  items: readonly T[],
  toResource: (item: T) => unknown,
) {
  const { page, pageSize, shown, first, current, next, previous } = addresses(path, query, items);
  const start = page * pageSize;
  return {
    [key]: shown.map(toResource),
    end: Math.max(start, start + shown.length - 1),
    first_page_uri: first,
    next_page_uri: next,
    page,
    page_size: pageSize,
    previous_page_uri: previous,
    start,
    uri: current,
  };
}

/** A page as the newer APIs write it, with absolute URLs under `meta`. */
export function pageOfMeta<T extends { sid: string }>(
  origin: string,
  path: string,
  query: URLSearchParams,
  key: string,
  items: readonly T[],
  toResource: (item: T) => unknown,
) {
  const { page, pageSize, shown, first, current, next, previous } = addresses(path, query, items);
  const absolute = (uri: string | null) => (uri === null ? null : `${origin}${uri}`);
  return {
    meta: {
      page,
      page_size: pageSize,
      first_page_url: absolute(first),
      previous_page_url: absolute(previous),
      url: absolute(current),
      next_page_url: absolute(next),
      key,
    },
    [key]: shown.map(toResource),
  };
}
