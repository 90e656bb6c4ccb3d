const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/;

/**
 * Microseconds since 1970 (UTC) of an ISO instant with up to six decimals. Exact for every year a message can
 * have: the value stays below 2^53. Throws RangeError for anything else.
 */
export function instantToUs(instant: string): number {
  const match = INSTANT.exec(instant);
  const wholeMs = match ? Date.parse(`${match[1]}Z`) : Number.NaN;
  if (Number.isNaN(wholeMs)) throw new RangeError(`Not an instant: ${instant}`);
  return wholeMs * 1000 + Number((match?.[2] ?? "").padEnd(6, "0"));
}

let lastSecond = { second: Number.NaN, text: "" };

/** The ISO instant (UTC, six decimals) of microseconds since 1970; the inverse of `instantToUs`. */
export function instantFromUs(atUs: number): string {
  const second = Math.floor(atUs / 1_000_000);
  if (second !== lastSecond.second) {
    lastSecond = { second, text: new Date(second * 1000).toISOString().slice(0, 19) };
  }
  return `${lastSecond.text}.${String(atUs - second * 1_000_000).padStart(6, "0")}Z`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${options.timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", options);
  formatters.set(key, made);
  return made;
}

/** Time of day in an IANA zone, split so that the eye can rest on the seconds: `13:58:03` and `.997`. */
export function formatClock(atUs: number, timeZone: string): { clock: string; fraction: string } {
  const clock = formatterFor("clock", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(Math.floor(atUs / 1000));
  const ms = Math.floor(atUs / 1000) % 1000;
  return { clock, fraction: `.${String((ms + 1000) % 1000).padStart(3, "0")}` };
}

/** Calendar day in an IANA zone: `23 Nov 2026`. */
export function formatDay(atUs: number, timeZone: string): string {
  return formatterFor("day", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(Math.floor(atUs / 1000));
}

/** Everything about an instant, for a hover: `23 Nov 2026, 13:58:03.997123, Europe/Dublin (GMT)`. */
export function formatExact(atUs: number, timeZone: string): string {
  const { clock } = formatClock(atUs, timeZone);
  const micro = String(((atUs % 1_000_000) + 1_000_000) % 1_000_000).padStart(6, "0");
  return `${formatDay(atUs, timeZone)}, ${clock}.${micro}, ${timeZone} (${offsetOf(atUs, timeZone)})`;
}

/** An IANA zone with its distance from UTC at that instant: `Europe/Dublin, UTC+1`. */
export function formatZone(atUs: number, timeZone: string): string {
  const offset = offsetOf(atUs, timeZone).replace("GMT", "UTC");
  return offset === timeZone ? timeZone : `${timeZone}, ${offset === "UTC" ? "UTC+0" : offset}`;
}

const QUARTER_US = 15 * 60 * 1_000_000;
let lastOffset = { quarter: Number.NaN, timeZone: "", offset: "" };

/** `GMT`, `GMT+1`, `GMT-3:30`. A list asks this of many instants close together; zones change at quarters of an hour. */
function offsetOf(atUs: number, timeZone: string): string {
  const quarter = Math.floor(atUs / QUARTER_US);
  if (lastOffset.quarter === quarter && lastOffset.timeZone === timeZone) return lastOffset.offset;
  const parts = formatterFor("offset", { timeZone, timeZoneName: "shortOffset" }).formatToParts(
    Math.floor(atUs / 1000),
  );
  const offset = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  lastOffset = { quarter, timeZone, offset };
  return offset;
}
