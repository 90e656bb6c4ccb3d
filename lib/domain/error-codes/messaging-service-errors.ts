import { type ErrorTable, senderMustFix, senderMustWait } from "./error-kind";

/** 217xx and 219xx: Messaging Services, their senders and their registrations. */
export const messagingServiceErrors: ErrorTable = {
  21701: {
    ...senderMustFix,
    field: "messagingServiceSid",
    meaning: "No Messaging Service of this account has this SID.",
    action: "Check the SID and the account it belongs to.",
  },
  21702: {
    ...senderMustFix,
    field: "messagingServiceSid",
    meaning: "The Messaging Service is not available for sending.",
    action: "Check it in the Console, or send with another one.",
  },
  21703: {
    ...senderMustFix,
    field: "messagingServiceSid",
    meaning: "No sender in the Messaging Service can reach this recipient with this message.",
    action: "Add a sender for the country, or one that can send media if there is media.",
  },
  21704: {
    ...senderMustFix,
    field: "messagingServiceSid",
    meaning: "The Messaging Service has no senders.",
    action: "Add a number, short code or sender ID to its sender pool.",
  },
  21705: {
    ...senderMustFix,
    field: "messagingServiceSid",
    meaning: "The Messaging Service SID is malformed.",
    action: "It is MG and 32 hexadecimal digits. Copy it again from the Console.",
  },
  21708: {
    ...senderMustFix,
    meaning: "The request to add a sender ID does not contain one.",
    action: "Give the sender ID to add.",
  },
  21709: {
    ...senderMustFix,
    meaning: "The sender ID is not valid, or the account may not use sender IDs in this service.",
    action: "Use at most 11 letters, digits and spaces, with one letter. Else ask Twilio support.",
  },
  21710: {
    ...senderMustFix,
    meaning: "The sender is already in the Messaging Service.",
    action: "Nothing to do.",
  },
  21711: {
    ...senderMustFix,
    field: "from",
    meaning: "From is not in the sender pool of this Messaging Service.",
    action: "Add it to the pool, or leave From out and let the service choose.",
  },
  21712: {
    ...senderMustFix,
    meaning: "The number is in the sender pool of another Messaging Service.",
    action: "Remove it there first.",
  },
  21713: {
    ...senderMustFix,
    meaning: "The Messaging Service's use case is not one that Twilio knows.",
    action: "Use one of the documented words, in lower case.",
  },
  21714: {
    ...senderMustFix,
    meaning: "The Messaging Service's sender pool is full. The usual limit is 400.",
    action: "Remove senders, or use one with more throughput.",
  },
  21715: {
    ...senderMustFix,
    meaning: "The number has neither SMS nor MMS, so it cannot join a Messaging Service.",
    action: "Choose a number that can send.",
  },
  21717: {
    ...senderMustFix,
    meaning: "The US A2P brand is not registered, or not valid for this use case.",
    action: "Check that the brand is approved, then register the campaign again.",
  },
  21719: {
    ...senderMustFix,
    meaning: "The Messaging Service's use case does not fit its US A2P use case.",
    action: "Choose a pair that is compatible.",
  },
  21720: {
    ...senderMustFix,
    meaning: "The US A2P use case is not one that Twilio knows.",
    action: "Use one of the documented words, in upper case.",
  },
  21729: {
    ...senderMustFix,
    meaning: "The US A2P campaign is suspended.",
    action: "Contact Twilio support.",
  },
  21730: {
    ...senderMustWait,
    side: "twilio",
    meaning: "Twilio is under scheduled maintenance.",
    action: "Try again when it is over. status.twilio.com has the times.",
  },
  21731: {
    ...senderMustFix,
    meaning: "The US A2P brand is suspended.",
    action: "Contact Twilio support.",
  },
  21900: {
    ...senderMustFix,
    meaning: "The Indian DLT entity ID is malformed.",
    action: "Copy it again from the DLT registration.",
  },
  21901: {
    ...senderMustFix,
    meaning: "The Indian DLT template ID is malformed or too long.",
    action: "Copy it again from the DLT registration.",
  },
  21902: {
    ...senderMustFix,
    meaning: "The invoice tag is longer than 32 characters.",
    action: "Shorten it.",
  },
};
