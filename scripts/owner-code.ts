import { database } from "@/lib/db/prisma";
import { environment } from "@/lib/env";
import { issueSetUpCode } from "@/lib/services/entry-codes";
import { isSetUp } from "@/lib/services/set-up-owner";
import { loadDotenv } from "./setup/load-dotenv";

// For a server that starts where nobody reads what it prints.
loadDotenv(process.cwd());
if (!process.env.DATABASE_URL) {
  console.error("DATABASE_URL is not set. With the database in .data/, npm start prints the code.");
  process.exit(2);
}
const db = database();
const { PUBLIC_BASE_URL, PORT } = environment();
const address = PUBLIC_BASE_URL ?? `http://127.0.0.1:${PORT}`;
const code = (await isSetUp(db)) ? null : await issueSetUpCode(db);
await db.$disconnect();
console.log(
  code
    ? `${address}/set-up?code=${code}\nmakes you the owner, once, within a day`
    : `Somebody has a password already: ${address}/sign-in`,
);
