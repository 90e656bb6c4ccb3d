import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { environment } from "@/lib/env";
import { log } from "@/lib/log";
import { PrismaClient } from "./generated/client";

export type Database = PrismaClient;

/** Opens a client of its own over a connection string; the caller disconnects it. */
export function openDatabase(connectionString: string, poolSize = 10): Database {
  const adapter = new PrismaPg(
    {
      connectionString,
      max: poolSize,
      connectionTimeoutMillis: 3_000,
      idleTimeoutMillis: 30_000,
      statement_timeout: 15_000,
      query_timeout: 20_000,
      keepAlive: true,
    },
    {
      onPoolError: (err) => log.warn({ err }, "A database connection was lost"),
      statementNameGenerator: ({ sql }) => statementName(sql),
    },
  );
  return new PrismaClient({ adapter });
}

const names = new Map<string, string>();
const MAX_STATEMENT_NAMES = 200;

/** Statements that recur are prepared once per connection; the map is bounded against generated SQL. */
function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= MAX_STATEMENT_NAMES) return "";
  const name = `m${names.size}`;
  names.set(sql, name);
  return name;
}

const globalForDatabase = globalThis as { milepostDatabase?: Database };

/** The process's database client, opened on first use. Throws when DATABASE_URL is not set. */
export function database(): Database {
  if (globalForDatabase.milepostDatabase) return globalForDatabase.milepostDatabase;
  const { DATABASE_URL } = environment();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set.");
  globalForDatabase.milepostDatabase = openDatabase(DATABASE_URL);
  return globalForDatabase.milepostDatabase;
}
