import { createHash } from "node:crypto";

/**
 * Named random draws under one key. Each draw depends on the key and its own name only, never on
 * how many draws came before it: raising one probability leaves every other decision as it was,
 * and concurrency changes nothing.
 */
export type Draws = {
  fraction(name: string): number;
  chance(name: string, probability: number): boolean;
  between(name: string, min: number, max: number): number;
  pick<T>(name: string, items: readonly T[]): T;
  hex(name: string, length: number): string;
  uuid(name: string): string;
};

export function createDraws(key: string): Draws {
  const digest = (name: string) => createHash("sha256").update(`${key}\n${name}`).digest();
  const fraction = (name: string) => digest(name).readUIntBE(0, 6) / 2 ** 48;

  return {
    fraction,
    chance: (name, probability) => fraction(name) < probability,
    between: (name, min, max) => min + Math.floor(fraction(name) * (max - min + 1)),
    pick(name, items) {
      const item = items[Math.floor(fraction(name) * items.length)];
      if (item === undefined) throw new RangeError(`nothing to pick from for "${name}"`);
      return item;
    },
    hex: (name, length) => digest(name).toString("hex").slice(0, length),
    uuid(name) {
      const hex = digest(name).toString("hex");
      const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4];
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `${variant}${hex.slice(17, 20)}`,
        hex.slice(20, 32),
      ].join("-");
    },
  };
}

export function hashOf(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
