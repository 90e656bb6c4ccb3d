/** https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
export type ConnectionOverrides = {
  connectTimeoutMs: number;
  readTimeoutMs: number;
  totalTimeoutMs: number;
  retryCount: number;
  retryPolicy: ReadonlySet<RetryCause>;
};
export type RetryCause = "4xx" | "5xx" | "ct" | "rt";

const causes: readonly RetryCause[] = ["4xx", "5xx", "ct", "rt"];

/** The overrides in a URL's fragment. Unknown keys and values out of range are ignored. */
export function parseConnectionOverrides(fragment: string): ConnectionOverrides {
  const values = new URLSearchParams(fragment);
  const integer = (key: string, min: number, max: number, fallback: number) => {
    const text = values.get(key);
    const value = text !== null && /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : fallback;
  };
  const words = (values.get("rp") ?? "").split(",").map((word) => word.trim());
  const policy = words.includes("all") ? causes : causes.filter((cause) => words.includes(cause));
  return {
    connectTimeoutMs: integer("ct", 100, 10_000, 5_000),
    readTimeoutMs: integer("rt", 100, 15_000, 15_000),
    totalTimeoutMs: integer("tt", 100, 15_000, 15_000),
    retryCount: integer("rc", 0, 5, 1),
    retryPolicy: new Set(policy.length > 0 ? policy : ["ct"]),
  };
}
