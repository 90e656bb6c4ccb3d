import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const PAGE = path.join("docs", "benchmarks.md");
const HEAD =
  "# Benchmarks\n\nEach section is written by its script under `scripts/bench/`. Ratios compare two things measured in the same run;\nabsolute times on a shared machine mean little.\n";

/** Replaces one section of docs/benchmarks.md, or adds it; `body` is Markdown without its heading. */
export function writeBenchmark(title: string, body: string): void {
  mkdirSync("docs", { recursive: true });
  const page = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : HEAD;
  const section = `## ${title}\n\n${body.trim()}\n`;
  const from = page.indexOf(`## ${title}\n`);
  if (from === -1) {
    writeFileSync(PAGE, `${page.trimEnd()}\n\n${section}`);
    return;
  }
  const next = page.indexOf("\n## ", from + 1);
  const rest = next === -1 ? "" : page.slice(next);
  writeFileSync(PAGE, `${page.slice(0, from)}${section}${rest}`);
}
