import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  buildStatusCallbackUrl,
  checkCallbackUrl,
  checkPublicBaseUrl,
  parseConnectionOverrides,
} from "@/lib/domain/callback-url";

const path = "/api/webhooks/twilio/message-status";

function faultsOf(url: string, { live }: { live: boolean }): string[] {
  const check = checkCallbackUrl(url, { live });
  return check.ok ? [] : check.problems.map(({ fault }) => fault);
}

describe("checkCallbackUrl", () => {
  test.each([
    "https://example.com",
    "https://example.com/",
    "http://example.com/status",
    "https://example.com:8443/status?message=1&x=%C3%A9#rc=5&rp=all",
    "https://sub-domain.example.co.uk./status",
    "https://xn--bcher-kva.example.com/",
    "https://93.184.216.34/status",
    "https://[2606:2800:220:1:248:1893:25c8:1946]/status",
    "https://example.com/a_b?c_d=e_f",
    "HTTPS://EXAMPLE.COM/status",
  ])("takes %s and hands it back unchanged", (url) => {
    expect(checkCallbackUrl(url, { live: true })).toEqual({ ok: true, url });
  });

  test.each([
    ["", "not_absolute"],
    ["/status", "not_absolute"],
    ["example.com/status", "not_absolute"],
    ["example.com:8080/status", "not_absolute"],
    ["//example.com/status", "not_absolute"],
    ["https:/example.com", "not_absolute"],
    ["ftp://example.com", "not_http"],
    ["javascript://example.com/%0aalert(1)", "not_http"],
    ["https://", "no_host"],
    ["https:///status", "no_host"],
    ["https://?x=1", "no_host"],
    ["https://-a.example.com", "no_host"],
    ["https://a..example.com", "no_host"],
    ["https://exa$mple.com", "no_host"],
    ["https://example.com/?x={1}", "not_encoded"],
    ["https://example.com/?x=100%", "not_encoded"],
    ["https://example.com:99999/", "no_host"],
    [`https://${"a".repeat(64)}.com`, "no_host"],
    ["https://my_host.example.com/", "underscore_in_host"],
    ["https://my%5Fhost.example.com/", "underscore_in_host"],
    ["https://user:secret@example.com/", "has_credentials"],
    ["https://user@example.com/", "has_credentials"],
    [" https://example.com/", "has_whitespace,not_absolute"],
    ["https://example.com/a b", "has_whitespace"],
    ["https://example.com/a\tb", "has_whitespace"],
    ["https://example.com/a\u0000", "has_whitespace"],
    ["https://example.com/\u00a0", "has_whitespace"],
    ["https://example.com/é", "not_encoded"],
    ["https://example.com/\u212a", "not_encoded"],
    ["https://example.com\\status", "not_encoded"],
  ])("refuses %j as %s, whether live or not", (url, faults) => {
    expect(faultsOf(url, { live: false }).join()).toBe(faults);
    expect(faultsOf(url, { live: true }).join()).toBe(faults);
  });

  test("takes 4,000 characters and refuses 4,001, the fragment included", () => {
    const url = `https://example.com/${"a".repeat(3980)}`;
    expect(url).toHaveLength(4000);
    expect(faultsOf(url, { live: true })).toEqual([]);
    expect(faultsOf(`${url}#`, { live: true })).toEqual(["too_long"]);
  });

  test.each([
    "http://localhost:3000",
    "http://app.localhost",
    "http://LOCALHOST./",
    "http://127.0.0.1:3000",
    "http://127.1/",
    "http://0x7f.0.0.1/",
    "http://2130706433/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://100.64.0.1/",
    "http://169.254.169.254/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.10/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::]/",
    "http://[::1]/",
    "http://[fe80::1]/",
    "http://[fd12:3456::1]/",
    "http://[2001:db8::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::192.168.0.1]/",
    "http://printer.local/",
    "http://db.internal/",
    "http://milepost.test/",
    "http://milepost/",
  ])("refuses %s only when the real Twilio must reach it", (url) => {
    expect(faultsOf(url, { live: false })).toEqual([]);
    expect(faultsOf(url, { live: true })).toEqual(["unreachable_host"]);
  });

  test.each([
    "http://9.255.255.255/",
    "http://11.0.0.0/",
    "http://172.15.0.1/",
    "http://172.32.0.1/",
    "http://100.63.0.1/",
    "http://100.128.0.1/",
    "http://192.167.1.1/",
    "http://[::ffff:8.8.8.8]/",
    "http://[64:ff9b::808:808]/",
    "http://[2001:4860:4860::8888]/",
    "http://localhost.example.com/",
  ])("takes the public neighbour %s", (url) => {
    expect(faultsOf(url, { live: true })).toEqual([]);
  });

  test("names every fault of one URL in a sentence of its own", () => {
    const check = checkCallbackUrl("http://u:p@my_host.local/a b", { live: true });
    expect(check).toEqual({
      ok: false,
      problems: [
        {
          fault: "has_whitespace",
          message: "The URL must not contain blanks, line breaks or control characters.",
        },
        {
          fault: "has_credentials",
          message: "The URL must not contain a user name or password.",
        },
        {
          fault: "underscore_in_host",
          message:
            "The URL must not have an underscore in its host name: Twilio does not accept my_host.local.",
        },
        {
          fault: "unreachable_host",
          message:
            "Twilio cannot reach the URL from the internet: my_host.local is a name for local use. Set PUBLIC_BASE_URL to a public address.",
        },
      ],
    });
  });

  test("never throws, and what it takes has a host and at most 4,000 characters", () => {
    const nearlyUrls = fc
      .tuple(fc.constantFrom("http://", "https://", "HTTP://", ""), fc.string({ unit: "binary" }))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), nearlyUrls), fc.boolean(), (url, live) => {
        const check = checkCallbackUrl(url, { live });
        const isUsable =
          check.ok && URL.canParse(url) && url.length <= 4000 && /^https?:/i.test(url);
        expect(check.ok).toBe(isUsable);
      }),
    );
  });

  test("never repeats a password in its sentences", () => {
    const check = checkCallbackUrl("https://user:hunter2@my_host/ x", { live: true });
    expect(JSON.stringify(check)).not.toContain("hunter2");
  });
});

describe("checkPublicBaseUrl", () => {
  test.each([
    "https://example.com",
    "https://example.com/",
    "https://example.com/milepost/",
    "http://127.0.0.1:3000",
    "http://localhost:3000",
  ])("takes %s", (text) => {
    expect(checkPublicBaseUrl(text)).toEqual([]);
  });

  test.each([
    ["example.com", "be absolute"],
    ["https://my_app.example.com", "underscore"],
    ["https://example.com?x=1", "query"],
    ["https://example.com/#top", "fragment"],
    ["https://u:p@example.com", "user name or password"],
    ["https://example.com/a b", "blanks"],
    ["https://", "host name"],
  ])("says of %s in one sentence what is wrong: %s", (text, words) => {
    expect(checkPublicBaseUrl(text)).toEqual([
      expect.stringMatching(new RegExp(`^PUBLIC_BASE_URL must .*${words}.*\\.$`)),
    ]);
  });
});

describe("buildStatusCallbackUrl", () => {
  test.each([
    ["https://example.com", `https://example.com${path}?message=m1#rc=5&rp=all`],
    ["https://example.com/", `https://example.com${path}?message=m1#rc=5&rp=all`],
    ["https://example.com/mp", `https://example.com/mp${path}?message=m1#rc=5&rp=all`],
    ["https://example.com/mp//", `https://example.com/mp${path}?message=m1#rc=5&rp=all`],
  ])("puts path, id and overrides behind %s", (publicBaseUrl, expected) => {
    const parts = { publicBaseUrl, path, messageId: "m1", overrides: "rc=5&rp=all" };
    expect(buildStatusCallbackUrl(parts)).toBe(expected);
  });

  test("leaves the fragment out when there are no overrides", () => {
    const parts = { publicBaseUrl: "https://example.com", path, messageId: "m1", overrides: "" };
    expect(buildStatusCallbackUrl(parts)).toBe(`https://example.com${path}?message=m1`);
  });

  test("carries any id to the other side, and Twilio would take the URL", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (messageId) => {
        const url = buildStatusCallbackUrl({
          publicBaseUrl: "https://example.com/base/",
          path,
          messageId,
          overrides: "rc=5&rp=all",
        });
        expect(checkCallbackUrl(url, { live: true }).ok).toBe(true);
        expect(new URL(url).searchParams.get("message")).toBe(messageId);
        expect(new URL(url).hash).toBe("#rc=5&rp=all");
      }),
    );
  });
});

describe("parseConnectionOverrides", () => {
  test.each([
    ["", {}],
    ["rc=5&rp=all", { rc: 5, rp: ["all"] }],
    ["ct=100&rt=15000&tt=15000&rc=0", { ct: 100, rt: 15000, tt: 15000, rc: 0 }],
    ["rp=4xx,5xx,ct,rt&sni=n", { rp: ["4xx", "5xx", "ct", "rt"], sni: "n" }],
    ["e=ashburn,dublin-ix", { e: ["ashburn", "dublin-ix"] }],
  ])("reads %j", (text, overrides) => {
    expect(parseConnectionOverrides(text)).toEqual({ ok: true, overrides });
  });

  test.each([
    ["rc=6", 'rc must be a whole number from 0 to 5, not "6".'],
    ["rc=", 'rc must be a whole number from 0 to 5, not "".'],
    ["rc=1.5", 'rc must be a whole number from 0 to 5, not "1.5".'],
    ["rc=-1", 'rc must be a whole number from 0 to 5, not "-1".'],
    ["ct=99", 'ct must be a whole number from 100 to 10000 milliseconds, not "99".'],
    ["ct=10001", 'ct must be a whole number from 100 to 10000 milliseconds, not "10001".'],
    ["rt=15001", 'rt must be a whole number from 100 to 15000 milliseconds, not "15001".'],
    ["tt=0", 'tt must be a whole number from 100 to 15000 milliseconds, not "0".'],
    ["rp=3xx", 'rp must be a list of 4xx, 5xx, ct, rt, all, not "3xx".'],
    ["rp=", 'rp must be a list of 4xx, 5xx, ct, rt, all, not "".'],
    ["sni=yes", 'sni must be y or n, not "yes".'],
    ["rc=1&rc=2", "rc is given twice."],
    ["#rc=5", '"#rc" is not a connection override.'],
    ["rc=5&", '"" is not a connection override.'],
    ["e=paris", 'not "paris".'],
  ])("says what is wrong with %j", (text, sentence) => {
    const check = parseConnectionOverrides(text);
    expect(check).toEqual({ ok: false, faults: [expect.stringContaining(sentence)] });
  });

  test("never throws, and what it takes is safe in a URL", () => {
    const pairs = fc
      .array(
        fc.tuple(
          fc.constantFrom("ct", "rt", "tt", "rc", "rp", "sni", "e", "x", "__proto__"),
          fc.oneof(fc.nat(20_000).map(String), fc.constantFrom("all", "4xx,ct", "y", "tokyo")),
        ),
      )
      .map((list) => list.map((pair) => pair.join("=")).join("&"));
    fc.assert(
      fc.property(fc.oneof(fc.string(), pairs), (text) => {
        const check = parseConnectionOverrides(text);
        const url = `https://example.com/#${text}`;
        expect(check.ok && faultsOf(url, { live: true }).length > 0).toBe(false);
      }),
    );
  });
});
