import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = process.cwd();

/** Source files of the product below some folders, as paths from the root. */
export function sourceFiles(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.startsWith("lib/db/generated/"))
      .sort(),
  );
}

export function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;"']*?from\s+["']([^"']+)["']|(?:^|\n)\s*import\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;

/** What is left of a file's imports at run time, without those of types alone. */
export function runtimeImportsOf(file: string): string[] {
  return importsOf(file, /(?:^|\n)\s*(?:import|export)\s+type\s[^;"']*?from\s+["'][^"']+["']/g);
}

/** What a file imports: files of the repository as paths from the root, packages by name. */
export function importsOf(file: string, except?: RegExp): string[] {
  const text = except ? read(file).replace(except, "") : read(file);
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? "";
    if (specifier.startsWith("@/")) return withExtension(specifier.slice(2));
    if (specifier.startsWith(".")) {
      return withExtension(path.join(path.dirname(file), specifier));
    }
    return specifier;
  });
}

function withExtension(file: string): string {
  const found = ["", ".ts", ".tsx", "/index.ts"].find(
    (end) => /\.\w+$/.test(file + end) && existsSync(path.join(root, file + end)),
  );
  return file + (found ?? "");
}
