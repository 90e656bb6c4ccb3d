import { describe, expect, test } from "vitest";
import { importsOf, read, runtimeImportsOf, sourceFiles } from "../support/source-files";

/** Which rooms each room may import from, beside itself and packages. */
const MAY_IMPORT: Record<string, string[]> = {
  "lib/domain": [],
  "lib/contracts": ["lib/domain"],
  "lib/twilio": ["lib/contracts", "lib/domain"],
  "lib/db": ["lib/contracts", "lib/domain", "lib/env.ts", "lib/log.ts"],
  "lib/services": [
    "lib/db",
    "lib/twilio",
    "lib/contracts",
    "lib/domain",
    "lib/env.ts",
    "lib/log.ts",
  ],
  "lib/auth": ["lib/services", "lib/db", "lib/contracts", "lib/domain", "lib/env.ts", "lib/log.ts"],
  "lib/http": ["lib/auth", "lib/contracts", "lib/domain", "lib/env.ts", "lib/log.ts"],
  "lib/browser": ["lib/contracts", "lib/domain"],
  components: ["lib/browser", "lib/contracts", "lib/domain"],
  app: [
    "components",
    "lib/services",
    "lib/auth",
    "lib/http",
    "lib/browser",
    "lib/contracts",
    "lib/domain",
    "lib/env.ts",
  ],
  server: ["lib/services", "lib/http", "lib/env.ts", "lib/log.ts"],
  simulator: [],
};

/** It writes code for people to copy, which reads their environment. */
const WRITES_CODE = "lib/domain/api-request-preview.ts";

const isWithin = (file: string, room: string) => file === room || file.startsWith(`${room}/`);
const isOurs = (file: string) =>
  /^(app|components|lib|server|simulator|scripts|tests|prisma)\//.test(file);

describe("the rooms", () => {
  test.each(Object.entries(MAY_IMPORT))(
    "%s imports only from the rooms it may",
    (room, allowed) => {
      const wrong = sourceFiles(room).flatMap((file) =>
        importsOf(file)
          .filter(isOurs)
          .filter((target) => ![room, ...allowed].some((open) => isWithin(target, open)))
          .map((target) => `${file} imports ${target}`),
      );
      expect(wrong).toEqual([]);
    },
  );

  test("lib/domain has no input or output", () => {
    const wrong = sourceFiles("lib/domain").flatMap((file) =>
      importsOf(file)
        .filter((target) => /^(node:|server-only$|react|next|pg$|pino$)/.test(target))
        .map((target) => `${file} imports ${target}`),
    );
    const clocks = sourceFiles("lib/domain")
      .filter((file) => file !== WRITES_CODE)
      .filter((file) =>
        /\bDate\.now\(\)|new Date\(\)|performance\.now|\bprocess\.|Math\.random|\bfetch\(/.test(
          read(file),
        ),
      );
    expect([...wrong, ...clocks]).toEqual([]);
  });

  test.each([
    "lib/twilio",
    "lib/db",
    "lib/services",
    "lib/auth",
    "lib/http",
    "lib/env.ts",
    "lib/log.ts",
  ])("%s is closed to the browser by server-only", (room) => {
    const files = room.endsWith(".ts") ? [room] : sourceFiles(room);
    const open = files.filter((file) => !/^import "server-only";/m.test(read(file)));
    expect(open).toEqual([]);
  });

  test("only lib/db imports what Prisma generated, and only lib/twilio the vendor's package", () => {
    const wrong = sourceFiles("app", "components", "lib", "server").flatMap((file) =>
      importsOf(file)
        .filter(
          (target) =>
            (target.startsWith("lib/db/generated") && !isWithin(file, "lib/db")) ||
            (/^(@prisma\/client|pg|postgres)(\/|$)/.test(target) && !isWithin(file, "lib/db")) ||
            (/^twilio(\/|$)/.test(target) && !isWithin(file, "lib/twilio")),
        )
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("only lib/env.ts reads the environment", () => {
    const readers = sourceFiles("app", "components", "lib", "server").filter(
      (file) => /\bprocess\.env\b/.test(read(file)) && !["lib/env.ts", WRITES_CODE].includes(file),
    );
    expect(readers).toEqual([]);
  });

  test("no file only passes others on", () => {
    const barrels = sourceFiles("app", "components", "lib", "server", "simulator").filter((file) =>
      /(^|\/)index\.tsx?$/.test(file),
    );
    expect(barrels).toEqual([]);
  });

  test("there is no cycle of imports", () => {
    const files = sourceFiles("app", "components", "lib", "server", "simulator");
    const edges = new Map(files.map((file) => [file, runtimeImportsOf(file).filter(isOurs)]));
    const state = new Map<string, "open" | "done">();
    const cycles: string[] = [];
    const visit = (file: string, trail: string[]) => {
      if (state.get(file) === "done") return;
      if (state.get(file) === "open") {
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
        return;
      }
      state.set(file, "open");
      for (const target of edges.get(file) ?? []) visit(target, [...trail, file]);
      state.set(file, "done");
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });
});

describe("public functions", () => {
  test.each(["lib/domain", "lib/twilio", "lib/services", "lib/db"])(
    "of %s carry a docstring",
    (room) => {
      const bare = sourceFiles(room).flatMap((file) => {
        const lines = read(file).split("\n");
        return lines.flatMap((line, index) => {
          const name = /^export (?:async )?function (\w+)/.exec(line)?.[1];
          if (!name) return [];
          const before = lines[index - 1]?.trim() ?? "";
          return before.endsWith("*/") ? [] : [`${file}: ${name}`];
        });
      });
      expect(bare).toEqual([]);
    },
  );
});
