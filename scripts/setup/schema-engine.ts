import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as engineBindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const NO_FILTERS = { externalTables: [], externalEnums: [] };
const SCHEMA_PATH = "prisma/schema.prisma";
const MIGRATIONS_PATH = "prisma/migrations";

type Bindings = typeof engineBindings & { __wbg_set_wasm(exports: WebAssembly.Exports): void };
type PrismaSchemaEngine = engineBindings.SchemaEngine;

let isWasmLoaded = false;

function loadWasm(): Bindings {
  const bindings = engineBindings as Bindings;
  if (isWasmLoaded) return bindings;
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const wasm = new WebAssembly.Module(readFileSync(path.join(folder, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(wasm, {
    "./schema_engine_bg.js": engineBindings as unknown as WebAssembly.ModuleImports,
  });
  (globalThis as { PRISMA_WASM_PANIC_REGISTRY?: unknown }).PRISMA_WASM_PANIC_REGISTRY = {
    set_message() {},
  };
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  isWasmLoaded = true;
  return bindings;
}

const INTERNAL_CHAR_OID = 18;

/**
 * @prisma/adapter-pg does not know PostgreSQL's internal "char" type, which the catalogue is full of and which
 * the engine reads to describe a database. The pool passes such columns as text and remembers them; the adapter
 * then names them what the engine expects.
 */
function catalogueAwareAdapter(pool: pg.Pool, onScriptError: (error: Error) => never): PrismaPg {
  const charColumns = new WeakMap<object, number[]>();
  const query = pool.query.bind(pool) as (...input: unknown[]) => Promise<pg.QueryArrayResult>;
  pool.query = (async (...input: unknown[]) => {
    const result = await query(...input);
    const found: number[] = [];
    for (const [index, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== INTERNAL_CHAR_OID) continue;
      field.dataTypeID = pg.types.builtins.TEXT;
      found.push(index);
    }
    if (found.length > 0) charColumns.set(result.rows, found);
    return result;
  }) as typeof pool.query;

  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (sql) => {
      const set = await queryRaw(sql);
      for (const index of charColumns.get(set.rows) ?? []) {
        set.columnTypes[index] = ColumnTypeEnum.Character;
      }
      return set;
    };
    // The adapter would cut the script at every semicolon, also inside function bodies and comments, and run
    // the pieces one by one. As one simple query it is one transaction: a migration is applied whole or not at all.
    adapter.executeScript = async (script) => {
      await pool.query(script).catch((error: Error) => onScriptError(error));
    };
    return adapter;
  };
  return factory;
}

/**
 * Runs Prisma's own schema engine, in its WebAssembly build, against one database. The native engine of the CLI
 * is a download that locked-down networks refuse; this one comes from npm.
 */
async function withSchemaEngine<T>(
  connectionString: string,
  root: string,
  work: (engine: PrismaSchemaEngine) => Promise<T>,
): Promise<T> {
  const schema = readFileSync(path.join(root, SCHEMA_PATH), "utf8");
  const pool = new pg.Pool({ connectionString });
  let scriptError: Error | null = null;
  const adapter = bindMigrationAwareSqlAdapterFactory(
    catalogueAwareAdapter(pool, (error) => {
      scriptError = error;
      throw error;
    }),
  );
  const engine = await loadWasm().SchemaEngine.new(
    { datamodels: [[SCHEMA_PATH, schema]] },
    () => {},
    adapter,
  );
  try {
    return await work(engine);
  } catch (cause) {
    // The engine knows a failed script by a number only.
    if (scriptError === null) throw cause;
    throw new Error(`The database refused a migration: ${(scriptError as Error).message}`, {
      cause,
    });
  } finally {
    engine.free();
    await pool.end();
  }
}

export function readMigrations(root: string) {
  const folder = path.join(root, MIGRATIONS_PATH);
  const lockPath = path.join(folder, "migration_lock.toml");
  const names = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
  return {
    baseDir: MIGRATIONS_PATH,
    lockfile: {
      path: "migration_lock.toml",
      content: existsSync(lockPath) ? readFileSync(lockPath, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: readFileSync(path.join(folder, name, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}

/** Creates the database of a connection string when its server is there and it is not. */
export async function ensureDatabase(connectionString: string): Promise<void> {
  await besideDatabase(connectionString, async (client, database) => {
    const found = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(database)}`);
    }
  });
}

/** Drops the database of a connection string, whoever is still connected to it. */
export async function dropDatabase(connectionString: string): Promise<void> {
  await besideDatabase(connectionString, async (client, database) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(database)} with (force)`);
  });
}

/** Does something about a database from another one of the same server. */
async function besideDatabase(
  connectionString: string,
  act: (client: pg.Client, database: string) => Promise<void>,
): Promise<void> {
  const url = new URL(connectionString);
  const database = decodeURIComponent(url.pathname.slice(1));
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await act(client, database);
  } finally {
    await client.end();
  }
}

/**
 * Applies what is missing of prisma/migrations and records it in `_prisma_migrations`, as
 * `prisma migrate deploy` would. Several processes may call it at once: an advisory lock lets one at a time in.
 * Returns the names applied now; throws with what to do when an earlier migration failed half-way.
 */
export async function applyMigrations(connectionString: string, root: string): Promise<string[]> {
  const gate = new pg.Client({ connectionString });
  await gate.connect();
  try {
    await gate.query("select pg_advisory_lock(727274)");
    return await withSchemaEngine(connectionString, root, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: readMigrations(root),
        filters: NO_FILTERS,
      });
      return appliedMigrationNames;
    });
  } finally {
    await gate.end();
  }
}

/** The SQL that leads from a database to prisma/schema.prisma; empty when they agree. */
export async function diffDatabaseToSchema(
  connectionString: string,
  root: string,
): Promise<string> {
  const content = readFileSync(path.join(root, SCHEMA_PATH), "utf8");
  return withSchemaEngine(connectionString, root, async (engine) => {
    const { stdout } = await engine.diff({
      from: {
        tag: "schemaDatasource",
        files: [{ path: SCHEMA_PATH, content }],
        configDir: root,
      },
      to: { tag: "schemaDatamodel", files: [{ path: SCHEMA_PATH, content }] },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    const sql = (stdout ?? "").trim();
    return sql === "-- This is an empty migration." ? "" : sql;
  });
}
