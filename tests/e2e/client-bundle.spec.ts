import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { BUILD_CANARIES } from "../support/build-canaries";
import { expect, test } from "./support/fixtures";

const folder = path.join(process.cwd(), ".next", "static");

/** What only the server's code says; one of each room that a browser must not be sent. */
const SERVER_WORDS = [
  "must be a postgresql:// connection string",
  "INSERT INTO",
  "advisory_xact_lock",
  "PrismaClient",
  "better-auth.session",
  "scrypt",
];

test("no secret, and nothing of the server's code, is in what browsers are sent", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(js|css|json|map)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(10);
  const found = files.flatMap((file) => {
    const text = readFileSync(path.join(folder, file), "utf8");
    return [...Object.values(BUILD_CANARIES), ...SERVER_WORDS]
      .filter((word) => text.includes(word))
      .map((word) => `${file}: ${word}`);
  });
  expect(found).toEqual([]);
  expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
});
