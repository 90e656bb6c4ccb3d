const MINUS = "\u2212";
const US_PER_MS = 1000;
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** Minutes, hours or days of at least one minute, cut to two units: `7 min 24 s`, `12 h 4 min`, `2 d 3 h`. */
function longSpan(ms: number): string {
  if (ms < MS_PER_HOUR) {
    return `${Math.floor(ms / MS_PER_MINUTE)} min ${Math.floor((ms % MS_PER_MINUTE) / 1000)} s`;
  }
  if (ms < MS_PER_DAY) {
    return `${Math.floor(ms / MS_PER_HOUR)} h ${Math.floor((ms % MS_PER_HOUR) / MS_PER_MINUTE)} min`;
  }
  return `${Math.floor(ms / MS_PER_DAY)} d ${Math.floor((ms % MS_PER_DAY) / MS_PER_HOUR)} h`;
}

/** A column of durations, microseconds in: `3.666 s`, `33.4 s`, `1 m 02 s`, `1 h 22 m`, `2 d 3 h`. */
export function formatDuration(us: number): string {
  const ms = Math.round(Math.max(us, 0) / US_PER_MS);
  if (ms < 10_000) return `${(ms / 1000).toFixed(3)} s`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const wholeSeconds = Math.round(ms / 1000);
  if (wholeSeconds < 3600) {
    return `${Math.floor(wholeSeconds / 60)} m ${twoDigits(wholeSeconds % 60)} s`;
  }
  if (ms < MS_PER_DAY) {
    return `${Math.floor(wholeSeconds / 3600)} h ${twoDigits(Math.floor((wholeSeconds % 3600) / 60))} m`;
  }
  return longSpan(ms);
}

/** The distance between two posts, signed, microseconds in: `+0.3 ms`, `+214 ms`, `−5.746 s`, `+7 min 24.457 s`. */
export function formatDelta(us: number): string {
  return `${us < 0 ? MINUS : "+"}${unsignedDelta(Math.abs(us))}`;
}

function unsignedDelta(us: number): string {
  if (us < 9_950) return `${(us / US_PER_MS).toFixed(1)} ms`;
  const ms = Math.round(us / US_PER_MS);
  if (ms < 1000) return `${ms} ms`;
  if (ms < MS_PER_MINUTE) return `${(ms / 1000).toFixed(3)} s`;
  if (ms < MS_PER_HOUR) {
    return `${Math.floor(ms / MS_PER_MINUTE)} min ${((ms % MS_PER_MINUTE) / 1000).toFixed(3)} s`;
  }
  return longSpan(ms);
}

/** Time since submission in one unit, so that a column of them can be compared, microseconds in: `448.123 s`. */
export function formatSeconds(us: number): string {
  const ms = Math.round(Math.abs(us) / US_PER_MS);
  return `${us < 0 && ms > 0 ? MINUS : ""}${(ms / 1000).toFixed(3)} s`;
}

/** A span within a sentence, microseconds in: `214 ms`, `3.7 s`, `24 s`, `7 min 24 s`, `2 d 3 h`. */
export function formatSpan(us: number): string {
  const ms = Math.round(Math.abs(us) / US_PER_MS);
  if (ms < 1000) return `${ms} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 59_500) return `${Math.round(ms / 1000)} s`;
  return longSpan(Math.max(ms, MS_PER_MINUTE)).replace(/ 0 \w+$/, "");
}

/** How long ago something was, as short as a column allows, microseconds in: `48 s`, `14 m`, `1 h 22`, `3 d`. */
export function formatAge(us: number): string {
  const seconds = Math.floor(Math.max(us, 0) / 1_000_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m`;
  if (seconds < 86_400) {
    return `${Math.floor(seconds / 3600)} h ${twoDigits(Math.floor((seconds % 3600) / 60))}`;
  }
  return `${Math.floor(seconds / 86_400)} d`;
}
