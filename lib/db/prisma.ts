import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { environment } from "@/lib/env";
import { log } from "@/lib/log";
import { PrismaClient } from "./generated/client";

export type Database = PrismaClient;

/** Of the process, as the client is: the server in front of Next.js is built apart and has its own copy of this module. */
const globalForDatabase = globalThis as {
  milepostDatabase?: Database;
  milepostPools?: WeakMap<Database, pg.Pool>;
};
globalForDatabase.milepostPools ??= new WeakMap();
const pools = globalForDatabase.milepostPools;

/**
 * Opens a client of its own over a connection string; the caller disconnects it. Statements are not named: a plan
 * kept from when a table was small would scan it when it is large, and transaction poolers lose named statements.
 * For their sake nothing is set at the start of a connection either.
 */
export function openDatabase(connectionString: string, poolSize = 10): Database {
  const pool = new pg.Pool({
    connectionString,
    max: poolSize,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    query_timeout: 20_000,
    keepAlive: true,
  });
  pool.on("error", (err) => {
    if (!pool.ending) log.warn({ err }, "A database connection was lost");
  });
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  const disconnect = db.$disconnect.bind(db);
  db.$disconnect = async () => {
    await disconnect();
    if (!pool.ending) await pool.end();
  };
  pools.set(db, pool);
  return db;
}

/**
 * The connections that a client uses, for the one statement that is run thousands of times a second: Prisma's own way
 * costs as much as the statement. Throws for a client that was not opened here.
 */
export function poolOf(db: Database): pg.Pool {
  const pool = pools.get(db);
  if (!pool) throw new Error("This client was not opened by openDatabase.");
  return pool;
}

/** The process's database client, opened on first use. Throws when DATABASE_URL is not set. */
export function database(): Database {
  if (globalForDatabase.milepostDatabase) return globalForDatabase.milepostDatabase;
  const { DATABASE_URL } = environment();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set.");
  globalForDatabase.milepostDatabase = openDatabase(DATABASE_URL);
  return globalForDatabase.milepostDatabase;
}
