import type { CallbackAddress } from "./callback";

/** How this Milepost is configured, as the settings show it. It comes from the environment; nothing in it is secret. */
export type Installation = {
  mode: "simulator" | "twilio";
  /** Last 4 of the account SID; null when no account is configured. */
  accountLast4: string | null;
  /** What messages are sent with. */
  sendsWith: "auth token" | "API key" | null;
  /** Another server that speaks Twilio's protocol, in place of Twilio's. */
  apiBaseUrl: string | null;
  callback: CallbackAddress;
  limits: {
    perPersonPerMinute: number;
    confirmAbove: number;
    /** Beginnings of numbers that may be sent to; none: all may. */
    allowedPrefixes: string[];
  };
};
