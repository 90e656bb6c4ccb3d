/** Alphanumeric sender ID: up to eleven letters, digits and spaces, at least one letter. */
export const alphanumericPattern = /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/;
export const shortCodePattern = /^\d{5,6}$/;

export type AddressChannel = "phone" | "whatsapp" | "rcs" | "other";

export function channelOf(address: string): AddressChannel {
  const prefix = /^([a-z]+):/.exec(address)?.[1];
  if (prefix === undefined) return "phone";
  return prefix === "whatsapp" || prefix === "rcs" ? prefix : "other";
}

/** The address without its channel prefix. */
export function numberOf(address: string): string {
  return address.replace(/^[a-z]+:/, "");
}

/** `(415) 555-0100` → `+14155550100`; a channel prefix stays. */
export function normaliseAddress(address: string): string {
  const prefix = /^[a-z]+:/.exec(address)?.[0] ?? "";
  const rest = address.slice(prefix.length).trim();
  if (alphanumericPattern.test(rest) || prefix === "rcs:") {
    const digits = rest.replace(/[\s().-]/g, "");
    return /^\+\d+$/.test(digits) ? `${prefix}${digits}` : address.trim();
  }
  const digits = rest.replace(/[\s().-]/g, "");
  return `${prefix}${/^[2-9]\d{9}$/.test(digits) ? `+1${digits}` : digits}`;
}
