import { existsSync } from "node:fs";
import path from "node:path";

/** Reads `.env` of the project folder; what the shell has set stands. */
export function loadDotenv(root: string): void {
  const file = path.join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}
