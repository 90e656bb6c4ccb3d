/**
 * What Twilio charged, for eyes: `$0.0079`. Twilio writes a charge as a negative decimal (`-0.00790`) and its
 * currency as an ISO 4217 code in any case; an unknown currency stands behind the number.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource
 */
export function formatPrice(price: string, unit: string | null): string {
  const amount = Math.abs(Number(price));
  if (Number.isNaN(amount)) return price;
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 6 };
  const currency = unit?.toUpperCase() ?? "";
  if (!/^[A-Z]{3}$/.test(currency)) {
    return `${new Intl.NumberFormat("en-US", digits).format(amount)} ${unit ?? ""}`.trim();
  }
  return new Intl.NumberFormat("en-US", { style: "currency", currency, ...digits }).format(amount);
}
