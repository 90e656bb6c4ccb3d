import { test as base } from "./fixtures";
import { type FreshServer, startFreshServer } from "./fresh-server";
import { OWNER, signInOwner } from "./sign-in-owner";

/** Each test has a server of its own over an empty database, with the settings that it is about, and is its owner. */
export const test = base.extend<{ settings: Record<string, string>; server: FreshServer }>({
  settings: [{}, { option: true }],
  server: async ({ settings }, use) => {
    const server = await startFreshServer(process.env.E2E_DATABASE_URL ?? "", {
      OWNER_EMAIL: OWNER.email,
      OWNER_PASSWORD: OWNER.password,
      ...settings,
    });
    await use(server);
    await server.stop();
  },
  baseURL: async ({ server }, use) => use(server.baseUrl),
  storageState: async ({ server }, use, testInfo) => {
    const file = testInfo.outputPath("owner.json");
    await signInOwner(server.baseUrl, file);
    await use(file);
  },
});
