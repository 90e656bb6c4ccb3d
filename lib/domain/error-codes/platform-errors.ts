import { type ErrorTable, senderMustFix, senderMustWait, twilioTrouble } from "./error-kind";

/** 10xxx and 20xxx: the account, the credentials and the API itself. */
export const platformErrors: ErrorTable = {
  10001: {
    ...senderMustFix,
    meaning: "The Twilio account is suspended or closed, so it cannot send.",
    action: "Open the Twilio Console to see why, then contact Twilio support if it is not clear.",
  },
  10002: {
    ...senderMustFix,
    meaning: "A trial account cannot use this feature.",
    action: "Upgrade the Twilio account, or leave the feature out.",
  },
  20001: {
    ...senderMustFix,
    meaning: "The request has a parameter that Twilio does not know or cannot read.",
    action: "Compare the request with Twilio's Messages API and remove or correct the parameter.",
  },
  20003: {
    ...senderMustFix,
    meaning:
      "Twilio did not accept the credentials: wrong, replaced, of another account, or the account is not active.",
    action:
      "Check TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or the API key pair, against the Console.",
  },
  20004: {
    ...senderMustFix,
    meaning: "This address of the API does not take this HTTP method.",
    action: "Use the method that Twilio documents for the resource.",
  },
  20005: {
    ...senderMustFix,
    meaning: "The account is not active.",
    action: "Open the Twilio Console: billing or a review may be waiting.",
  },
  20006: {
    ...senderMustFix,
    meaning: "These credentials may not use this resource.",
    action: "Use credentials of the account that owns it, or widen the API key's permissions.",
  },
  20007: {
    ...senderMustFix,
    meaning: "The list was asked for more items on one page than Twilio gives.",
    action: "Ask for at most 1,000 items a page.",
  },
  20008: {
    ...senderMustFix,
    meaning: "Test credentials cannot use this resource.",
    action: "Use the live credentials of the account.",
  },
  20009: {
    ...senderMustWait,
    meaning: "The message is not finished yet, so it cannot be deleted.",
    action: "Wait until it is final, then delete it.",
  },
  20010: {
    ...senderMustFix,
    meaning: "This action is switched off for the account.",
    action: "Ask Twilio support to enable it.",
  },
  20011: {
    ...senderMustFix,
    meaning: "The connection used a TLS version that Twilio no longer takes.",
    action: "Connect with TLS 1.2 or newer.",
  },
  20012: {
    ...senderMustFix,
    meaning: "The connection used a TLS cipher that Twilio does not take.",
    action: "Allow one of the TLS 1.2 ciphers on Twilio's list.",
  },
  20403: {
    ...senderMustFix,
    meaning: "Twilio understood the request and does not allow it for this account.",
    action: "Check the account's permissions and the API key's scope.",
  },
  20404: {
    ...senderMustFix,
    meaning: "Nothing exists at this address, or it belongs to another account.",
    action: "Check the SID, and that it belongs to the account that asks.",
  },
  20409: {
    ...senderMustWait,
    meaning: "The resource is in a state that does not allow this change.",
    action: "Read its current state, then try again.",
  },
  20410: {
    ...senderMustFix,
    meaning: "This API no longer exists.",
    action: "Use the one that Twilio's documentation names in its place.",
  },
  20413: {
    ...senderMustFix,
    meaning: "The request is larger than Twilio takes.",
    action: "Shorten the body or the list of parameters.",
  },
  20422: {
    ...senderMustFix,
    meaning: "A parameter has a value that Twilio cannot use.",
    action: "Read Twilio's own message: it names the parameter.",
  },
  20423: {
    ...senderMustFix,
    meaning: "A SID in the request is malformed.",
    action: "A SID is two letters and 32 hexadecimal digits. Copy it again from the Console.",
  },
  20426: {
    ...senderMustFix,
    meaning: "Twilio asks for a newer protocol on this connection.",
    action: "Connect over HTTPS with a current TLS library.",
  },
  20429: {
    side: "sender",
    duration: "temporary",
    retry: "safe",
    meaning:
      "Too many requests of this account were under way at once. This one was never processed.",
    action: "Send it again after a short wait. Milepost does so by itself.",
  },
  20500: {
    ...twilioTrouble,
    meaning: "Twilio failed while it handled the request. The message may or may not exist.",
    action: "Look it up before you send again, so that nobody gets it twice.",
  },
  20503: {
    ...twilioTrouble,
    meaning: "Twilio was not available. The message may or may not exist.",
    action: "Check status.twilio.com, look the message up, then send again if it is not there.",
  },
  20504: {
    ...twilioTrouble,
    meaning: "Twilio had an internal error while it processed the message.",
    action: "Try again later. If it stays, give Twilio support the message SID.",
  },
};
