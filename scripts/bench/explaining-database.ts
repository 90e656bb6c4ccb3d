import pg from "pg";
import type { Database } from "@/lib/db/prisma";

/** What a plan reads: the node and the index, or the table where it reads all of it. */
export type Reads = { node: string; on: string }[];

type PlanNode = {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  Plans?: PlanNode[];
};

function readsOf(plan: PlanNode): Reads {
  const below = (plan.Plans ?? []).flatMap(readsOf);
  const node = plan["Node Type"];
  const on = plan["Index Name"] ?? (node === "Seq Scan" ? plan["Relation Name"] : undefined);
  return on === undefined ? below : [{ node, on }, ...below];
}

/** A stand-in for the database that runs raw statements and keeps what PostgreSQL's plans for them read. */
export async function explainingDatabase(url: string): Promise<{
  collect(work: (db: Database) => Promise<unknown>): Promise<Reads>;
  close(): Promise<void>;
}> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let reads: Reads = [];

  async function run(sql: string, values: unknown[]): Promise<unknown[]> {
    const explained = await client.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
      `EXPLAIN (FORMAT JSON) ${sql}`,
      values,
    );
    for (const row of explained.rows) reads.push(...readsOf(row["QUERY PLAN"][0].Plan));
    return (await client.query(sql, values)).rows;
  }

  const db = {
    $queryRawUnsafe: (sql: string, ...values: unknown[]) => run(sql, values),
    $queryRaw: (parts: TemplateStringsArray, ...values: unknown[]) =>
      run(
        parts.reduce((sql, part, index) => `${sql}$${index}${part}`),
        values,
      ),
  } as unknown as Database;

  return {
    collect: async (work) => {
      reads = [];
      await work(db);
      return reads;
    },
    close: () => client.end(),
  };
}
