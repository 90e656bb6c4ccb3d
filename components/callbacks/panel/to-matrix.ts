import type { CallbackDiagnosis } from "@/lib/contracts/callback";

type Attempt = CallbackDiagnosis["attempts"][number];

export type MatrixRow = {
  key: string;
  address: string;
  url: string;
  shortUrl: string;
  isValid: boolean;
  /** One for each key; `untried` where the search ended before. */
  cells: { keyLabel: string; state: "valid" | "invalid" | "untried" }[];
};

/** The attempts of a diagnosis as an address × key matrix; an attempt with another body is a row of its own. */
export function toMatrix(attempts: readonly Attempt[]): { rows: MatrixRow[]; keyLabels: string[] } {
  const keyLabels = [...new Set(attempts.map((attempt) => attempt.keyLabel))];
  const byAddress = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const key = `${attempt.url} ${attempt.bodyChange ?? ""}`;
    byAddress.set(key, [...(byAddress.get(key) ?? []), attempt]);
  }
  const checkedUrl = attempts[0]?.url ?? "";
  const rows = [...byAddress].flatMap(([key, tried]): MatrixRow[] => {
    const [first] = tried;
    if (!first) return [];
    const { url, bodyChange } = first;
    return [
      {
        key,
        address: bodyChange === null ? first.address : `${first.address}, ${bodyChange}`,
        url,
        shortUrl: shorten(url, checkedUrl),
        isValid: tried.some((attempt) => attempt.valid),
        cells: keyLabels.map((keyLabel) => {
          const attempt = tried.find((one) => one.keyLabel === keyLabel);
          return { keyLabel, state: !attempt ? "untried" : attempt.valid ? "valid" : "invalid" };
        }),
      },
    ];
  });
  return { rows, keyLabels };
}

/** The part of an address that tells it from the checked one: its origin, or else its path and query. */
function shorten(url: string, checkedUrl: string): string {
  const origin = originOf(url);
  if (url === checkedUrl || origin !== originOf(checkedUrl)) return origin;
  return `…${url.slice(origin.length)}`;
}

function originOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0] ?? url;
}
