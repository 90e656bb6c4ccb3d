import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { environment } from "@/lib/env";
import { log } from "@/lib/log";
import { PrismaClient } from "./generated/client";

export type Database = PrismaClient;

/**
 * Opens a client of its own over a connection string; the caller disconnects it. Statements are not named: a plan
 * kept from when a table was small would scan it when it is large, and transaction poolers lose named statements.
 * For their sake nothing is set at the start of a connection either.
 */
export function openDatabase(connectionString: string, poolSize = 10): Database {
  const adapter = new PrismaPg(
    {
      connectionString,
      max: poolSize,
      connectionTimeoutMillis: 3_000,
      idleTimeoutMillis: 30_000,
      query_timeout: 20_000,
      keepAlive: true,
    },
    {
      onPoolError: (err) => log.warn({ err }, "A database connection was lost"),
    },
  );
  return new PrismaClient({ adapter });
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
