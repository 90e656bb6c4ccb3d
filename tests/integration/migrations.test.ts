import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { describe, expect, inject, test } from "vitest";
import { EXPECTED_MIGRATIONS } from "@/lib/db/expected-migrations";
import {
  applyMigrations,
  diffDatabaseToSchema,
  ensureDatabase,
  readMigrations,
} from "../../scripts/setup/schema-engine";

const root = process.cwd();

async function withScratch<T>(work: (url: string) => Promise<T>): Promise<T> {
  const url = new URL(inject("postgresUrl"));
  const name = `scratch_${randomBytes(6).toString("hex")}`;
  url.pathname = `/${name}`;
  await ensureDatabase(url.href);
  try {
    return await work(url.href);
  } finally {
    const admin = new pg.Client({ connectionString: inject("postgresUrl") });
    await admin.connect();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

describe("migrations", () => {
  test("lead to exactly what prisma/schema.prisma says", async () => {
    await withScratch(async (url) => {
      await applyMigrations(url, root);
      expect(await diffDatabaseToSchema(url, root)).toBe("");
    });
  });

  test("are applied once: a second run does nothing", async () => {
    await withScratch(async (url) => {
      expect(await applyMigrations(url, root)).toEqual(EXPECTED_MIGRATIONS);
      expect(await applyMigrations(url, root)).toEqual([]);
    });
  });

  test("may be asked for by several processes at once", async () => {
    await withScratch(async (url) => {
      const applied = await Promise.all([applyMigrations(url, root), applyMigrations(url, root)]);
      expect(applied.flat()).toEqual(EXPECTED_MIGRATIONS);
    });
  });

  test("are the ones that a running server expects", () => {
    const names = readMigrations(root).migrationDirectories.map((directory) => directory.path);
    expect(names).toEqual(EXPECTED_MIGRATIONS);
    expect(names).toEqual(
      readdirSync(path.join(root, "prisma/migrations"))
        .filter((name) => /^\d{14}_/.test(name))
        .sort(),
    );
  });

  test("leave nothing behind of one that fails half-way", async () => {
    const copy = mkdtempSync(path.join(tmpdir(), "milepost-migrations-"));
    cpSync(path.join(root, "prisma"), path.join(copy, "prisma"), { recursive: true });
    const broken = path.join(copy, "prisma/migrations/20990101000000_broken");
    mkdirSync(broken);
    writeFileSync(
      path.join(broken, "migration.sql"),
      "CREATE TABLE half_way (id int); SELECT no_such_function();",
    );
    try {
      await withScratch(async (url) => {
        await expect(applyMigrations(url, copy)).rejects.toThrow(/no_such_function/);
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        const found = await client.query("SELECT to_regclass('half_way') AS half_way");
        await client.end();
        expect(found.rows).toEqual([{ half_way: null }]);
      });
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
});
