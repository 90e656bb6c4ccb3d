const reservedSuffixes = [
  "localhost",
  "local",
  "internal",
  "lan",
  "home.arpa",
  "test",
  "invalid",
  "example",
];

const closedIpv4Networks: readonly (readonly [network: string, bits: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/**
 * Why a host, as `new URL().hostname` writes it, cannot be called from the internet; null when
 * nothing speaks against it. Judges the name alone and resolves nothing.
 * Source: IANA special-purpose address registries and special-use domain names.
 */
export function whyUnreachable(hostname: string): string | null {
  const host = hostname.toLowerCase().replace(/\.$/, "");
  if (host.startsWith("[")) {
    return isClosedIpv6(host.slice(1, -1)) ? `${host} is not a public address` : null;
  }
  if (isIpv4(host)) return isClosedIpv4(host) ? `${host} is not a public address` : null;
  const suffix = reservedSuffixes.find((name) => host === name || host.endsWith(`.${name}`));
  if (suffix) return `${host} is a name for local use`;
  return host.includes(".") ? null : `${host} is a single word, which public DNS does not know`;
}

function isIpv4(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

function isClosedIpv4(address: string): boolean {
  const value = ipv4Value(address);
  return closedIpv4Networks.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(value / size) === Math.floor(ipv4Value(network) / size);
  });
}

function ipv4Value(address: string): number {
  return address.split(".").reduce((value, octet) => value * 256 + Number(octet), 0);
}

function isClosedIpv6(address: string): boolean {
  const groups = ipv6Groups(address);
  const [first = 0, second = 0] = groups;
  const embeddedIpv4 = groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join(".");
  const leading = groups.slice(0, 6).join(":");
  if (leading === "0:0:0:0:0:65535" || leading === "100:65435:0:0:0:0") {
    return isClosedIpv4(embeddedIpv4);
  }
  const isGlobalUnicast = first >= 0x2000 && first <= 0x3fff;
  const isDocumentation = first === 0x2001 && second === 0x0db8;
  return !isGlobalUnicast || isDocumentation;
}

function ipv6Groups(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const numbers = (part: string) =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const before = numbers(head);
  const after = numbers(tail ?? "");
  const gap = new Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...gap, ...after];
}
