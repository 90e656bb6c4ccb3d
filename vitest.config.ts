import { availableParallelism } from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname ?? process.cwd();

export default defineConfig({
  resolve: {
    alias: {
      "@": root,
      "server-only": path.join(root, "tests/support/server-only.ts"),
    },
  },
  test: {
    setupFiles: ["tests/support/fail-on-console-error.ts"],
    // One less than there are cores, as it is by itself, leaves a machine of two half idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // They share no state, and loading every module anew for each file takes longer than the tests.
          isolate: false,
          include: ["tests/unit/**/*.test.ts", "tests/unit/**/*.test.tsx"],
          // Properties run many cases; on a busy machine that takes a while, and says nothing.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "architecture",
          isolate: false,
          include: ["tests/architecture/**/*.test.ts"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["tests/support/postgres-for-tests.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
