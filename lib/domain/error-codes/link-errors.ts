import { type ErrorTable, notice, senderMustFix, twilioTrouble } from "./error-kind";

/** 301xx: link shortening, its domains and certificates, and 10DLC numbers that fail to register. */
export const linkErrors: ErrorTable = {
  30100: {
    ...senderMustFix,
    meaning: "The Domain SID does not belong to your Twilio organization.",
    action: "Copy it again from the list of domains.",
  },
  30101: {
    ...senderMustFix,
    meaning: "The domain for short links is not verified.",
    action: "Finish its verification in the Console.",
  },
  30102: {
    ...senderMustFix,
    meaning: "The certificate of the domain for short links has expired.",
    action: "Upload a new certificate.",
  },
  30103: {
    ...twilioTrouble,
    meaning: "Twilio could not shorten the links.",
    action: "Try again later. If it stays, give Twilio support the message SID.",
  },
  30104: {
    ...notice,
    meaning: "Somebody opened a short link that no longer exists and was sent to the fallback URL.",
    action: "Nothing to do, unless many do.",
  },
  30105: {
    ...senderMustFix,
    meaning: "Somebody opened a short link that no longer exists, and there is no fallback URL.",
    action: "Set a fallback URL for the domain.",
  },
  30106: {
    ...senderMustFix,
    meaning: "Link shortening has no domain for this account.",
    action: "Set one up, or send without ShortenUrls.",
  },
  30107: {
    ...senderMustFix,
    meaning: "The domain for short links has no certificate.",
    action: "Upload its certificate.",
  },
  30108: {
    ...senderMustFix,
    meaning: "The account is not in a Twilio organization, which link shortening needs.",
    action: "Attach it to an organization.",
  },
  30109: {
    ...senderMustFix,
    meaning: "The callback URL for link clicks is not valid.",
    action: "Write it in full, with https:// and a public host name.",
  },
  30110: {
    ...senderMustFix,
    side: "twilio",
    field: "body",
    meaning: "A link in the text points to a domain that Twilio blocks.",
    action: "Use another address, or ask Twilio support to review it.",
  },
  30111: {
    ...senderMustFix,
    side: "twilio",
    field: "body",
    meaning: "A link in the text is on Twilio's deny list.",
    action: "Use another address, or ask Twilio support to review it.",
  },
  30120: {
    ...senderMustFix,
    meaning: "The domain for short links has neither certificate nor key.",
    action: "Upload both.",
  },
  30125: {
    ...senderMustFix,
    meaning:
      "The number could not be registered for US A2P 10DLC: a Sole Proprietor campaign takes one number only.",
    action: "Remove the other number from the campaign, or register a standard one.",
  },
  30126: {
    ...senderMustFix,
    meaning: "The number's US A2P 10DLC registration failed.",
    action: "Remove it from the Messaging Service and add it again. Else ask Twilio support.",
  },
  30131: {
    ...notice,
    meaning: "The certificate of the domain for short links will expire soon.",
    action: "Upload a new one in time.",
  },
  30134: {
    ...senderMustFix,
    meaning: "The DNS records of the domain for short links are not right.",
    action: "Compare them with Twilio's instructions.",
  },
};
