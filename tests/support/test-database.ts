import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Database, openDatabase } from "@/lib/db/prisma";

export type TestDatabase = {
  db: Database;
  url: string;
  /** Plain SQL, for looking at what was written. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Another client of the same database, as another process would have. */
  connect(): Database;
  drop(): Promise<void>;
};

/** A database of the test file's own, copied from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const url = new URL(inject("postgresUrl"));
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(
    `CREATE DATABASE ${admin.escapeIdentifier(name)} TEMPLATE ${admin.escapeIdentifier(inject("templateDatabase"))}`,
  );
  url.pathname = `/${name}`;
  const clients = [openDatabase(url.href)];
  const reader = new pg.Pool({ connectionString: url.href, max: 2 });
  // pg tells of a pool's end before its sockets are closed, so dropping the database may still meet one.
  reader.on("error", () => undefined);
  return {
    db: clients[0] as Database,
    url: url.href,
    query: async (sql, values) => (await reader.query(sql, values)).rows,
    connect: () => {
      const client = openDatabase(url.href);
      clients.push(client);
      return client;
    },
    drop: async () => {
      await Promise.all(clients.map((client) => client.$disconnect()));
      await reader.end();
      await admin.query(`DROP DATABASE ${admin.escapeIdentifier(name)} WITH (FORCE)`);
      await admin.end();
    },
  };
}
