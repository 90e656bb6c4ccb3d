import { describe, expect, test } from "vitest";
import { assertSameOrigin } from "@/lib/http/same-origin";

const asked = (headers: Record<string, string>) =>
  new Request("http://milepost.example/api/x", {
    method: "POST",
    headers: { host: "milepost.example", ...headers },
  });

describe("assertSameOrigin", () => {
  test.each<Record<string, string>>([
    {},
    { "sec-fetch-site": "same-origin", origin: "https://milepost.example" },
    { "sec-fetch-site": "none" },
    { origin: "https://milepost.example" },
  ])("lets %j through", (headers) => {
    expect(() => assertSameOrigin(asked(headers))).not.toThrow();
  });

  test.each<Record<string, string>>([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: "https://other.milepost.example" },
    { origin: "https://evil.example" },
    { origin: "null" },
  ])("refuses %j", (headers) => {
    expect(() => assertSameOrigin(asked(headers))).toThrow("Another site's page may not ask this.");
  });
});
