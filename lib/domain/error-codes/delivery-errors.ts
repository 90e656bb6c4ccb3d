import {
  carrierRefuses,
  carrierTrouble,
  type ErrorTable,
  notice,
  recipientAway,
  recipientUnreachable,
  senderMustFix,
  senderMustWait,
  twilioTrouble,
} from "./error-kind";

const outsideQuietHours = {
  ...senderMustWait,
  meaning:
    "The recipient's local time is outside the hours in which this kind of message may be sent, 8 a.m. to 9 p.m. in the US.",
  action: "Send it in those hours.",
} as const;

const suspectedFraud = {
  ...senderMustWait,
  side: "twilio",
  field: "to",
  meaning:
    "Twilio suspects SMS pumping fraud towards this destination and holds it back for up to a few hours.",
  action: "Wait. For a recipient you know, set RiskCheck to disable or use the Global Safe List.",
} as const;

/** 30xxx: Twilio accepted the message and could not deliver it. */
export const deliveryErrors: ErrorTable = {
  30001: {
    ...senderMustWait,
    meaning: "More messages were handed in than the sender could send in 10 hours.",
    action: "Send more slowly, or add senders to the Messaging Service.",
  },
  30002: {
    ...senderMustFix,
    meaning: "The account was suspended between queueing and sending.",
    action: "Check billing and Twilio's mails, then send again when the account is active.",
  },
  30003: {
    ...recipientAway,
    field: "to",
    meaning:
      "The phone was off or out of coverage when the carrier tried. Nothing is wrong with your account or the text.",
    action: "Try again in an hour. If it fails for a day, check the number.",
  },
  30004: {
    ...recipientUnreachable,
    field: "to",
    meaning:
      "The number is blocked from receiving this message, by the recipient or by the carrier.",
    action: "Do not repeat it. Ask the recipient in another way.",
  },
  30005: {
    ...recipientUnreachable,
    field: "to",
    meaning: "The carrier does not know this number. It may be wrong or no longer in use.",
    action: "Check the number with the recipient, or with Lookup.",
  },
  30006: {
    ...recipientUnreachable,
    field: "to",
    meaning: "The number is a landline, or its carrier cannot be reached from this sender.",
    action: "Check with Lookup. If it is a mobile number, try another kind of sender.",
  },
  30007: {
    ...carrierRefuses,
    field: "body",
    meaning: "The carrier or Twilio took the message for spam or a breach of its rules.",
    action: "Look at links, wording and consent. With three message SIDs, Twilio support can tell.",
  },
  30008: {
    side: "carrier",
    duration: "unknown",
    retry: "later",
    meaning: "The carrier reported a failure without a reason.",
    action: "Try once more. If it stays with one carrier, give Twilio support the message SIDs.",
  },
  30009: {
    side: "carrier",
    duration: "temporary",
    retry: "later",
    meaning: "A part of an incoming long message never arrived.",
    action: "Ask the person to send it again.",
  },
  30010: {
    ...senderMustFix,
    meaning: "The price was above the MaxPrice of the request. Twilio has retired the parameter.",
    action: "Leave MaxPrice out.",
  },
  30011: {
    ...carrierRefuses,
    field: "mediaUrl",
    meaning: "The receiving number does not support MMS in this region.",
    action: "Send it without media, with a link in the text.",
  },
  30012: {
    ...senderMustFix,
    field: "validityPeriod",
    meaning: "The time to live is too small.",
    action: "Set a longer validity period.",
  },
  30013: {
    ...senderMustFix,
    field: "validityPeriod",
    meaning: "The time to live is too big.",
    action: "Set at most 36,000 seconds.",
  },
  30014: {
    ...senderMustFix,
    field: "to",
    meaning: "The To attributes are not valid.",
    action: "Check how To is written.",
  },
  30015: {
    ...senderMustFix,
    field: "to",
    meaning: "The channel is not supported.",
    action: "Check the prefix of To and From.",
  },
  30016: {
    ...senderMustFix,
    field: "from",
    meaning: "To and From are on channels that do not go together.",
    action: "Give both the same prefix, or neither.",
  },
  30017: {
    ...carrierTrouble,
    meaning: "The carrier's network was congested. Twilio tried and was turned away.",
    action: "Try again later, and spread large sends over more time.",
  },
  30018: {
    ...senderMustFix,
    field: "from",
    meaning:
      "The country wants sender IDs to be registered beforehand, and yours is not. Delivery is not assured.",
    action: "Register the sender ID for the country with Twilio.",
  },
  30019: {
    ...carrierRefuses,
    field: "body",
    meaning: "The message is larger than the carrier takes.",
    action: "Shorten the text or use smaller media.",
  },
  30020: {
    ...twilioTrouble,
    meaning: "Twilio's scheduling failed, so the message was not sent.",
    action: "Schedule it again. If it stays, give Twilio support the message SID.",
  },
  30021: {
    ...twilioTrouble,
    meaning: "Twilio's Messaging Service failed inside.",
    action: "Try again later. If it stays, give Twilio support the message SID.",
  },
  30022: {
    ...senderMustWait,
    meaning: "The US carriers turned it away: your campaign sent faster than its rate allows.",
    action: "Send more slowly, also to any one number.",
  },
  30023: {
    ...senderMustWait,
    meaning: "Your brand has used up its daily limit with the US carrier.",
    action: "Go on after midnight US Pacific time. A higher trust score raises the limit.",
  },
  30024: {
    ...carrierRefuses,
    field: "from",
    meaning: "The carrier has not set up this sender yet, or has switched it off.",
    action: "If it was just registered, wait a day. Else give Twilio support three message SIDs.",
  },
  30025: {
    ...notice,
    meaning: "Half of the day's T-Mobile limit is used. This is a notice, not a failure.",
    action: "Nothing to do.",
  },
  30026: {
    ...notice,
    meaning: "70% of the day's T-Mobile limit is used. This is a notice, not a failure.",
    action: "Keep the rest for what matters most today.",
  },
  30027: {
    ...senderMustWait,
    meaning: "All of the day's T-Mobile limit is used. Further messages there are likely filtered.",
    action: "Go on after midnight US Pacific time.",
  },
  30028: {
    ...senderMustFix,
    meaning: "The API version is not valid.",
    action: "Use 2010-04-01.",
  },
  30029: {
    ...senderMustFix,
    meaning: "ContentRetention is not valid, or message privacy is not enabled for the account.",
    action: "Use retain or discard, and check the account's message privacy.",
  },
  30030: {
    ...senderMustFix,
    meaning: "AddressRetention is not valid, or message privacy is not enabled for the account.",
    action: "Use retain or obfuscate, and check the account's message privacy.",
  },
  30031: {
    ...senderMustFix,
    meaning: "MaxRate is not a positive number.",
    action: "Correct it or leave it out.",
  },
  30032: {
    ...senderMustFix,
    field: "from",
    meaning: "The toll-free number is not verified, so US and Canadian carriers block it.",
    action: "Submit the toll-free verification in the Console, or send from another number.",
  },
  30033: {
    ...senderMustFix,
    field: "from",
    meaning: "The sender's US A2P 10DLC campaign is suspended.",
    action: "Contact Twilio support about the campaign.",
  },
  30034: {
    ...senderMustFix,
    field: "from",
    meaning: "The US blocks this number: it is not registered with an approved A2P 10DLC campaign.",
    action: "Register the number in the Console, or send from one that is.",
  },
  30035: {
    ...senderMustWait,
    field: "from",
    meaning: "The number's US A2P 10DLC registration is still being set up.",
    action: "Wait until the Console shows it as registered.",
  },
  30036: {
    ...senderMustWait,
    field: "validityPeriod",
    meaning: "The message waited in the queue longer than its validity period, so it was not sent.",
    action: "Send again with a longer period, or send fewer messages at once.",
  },
  30037: {
    ...senderMustFix,
    meaning: "Sending is switched off for this account.",
    action: "Contact Twilio support.",
  },
  30038: {
    ...recipientUnreachable,
    meaning:
      "An incoming message had a one-time passcode in it. Twilio numbers do not receive those.",
    action: "Have passcodes sent to a mobile number.",
  },
  30039: {
    ...notice,
    meaning:
      "An incoming message looked machine-made, so Twilio did not pass it on, lest two machines answer each other for ever.",
    action: "Nothing to do.",
  },
  30040: {
    ...senderMustFix,
    field: "from",
    meaning: "The carrier blocks this sender ID: the country wants it registered beforehand.",
    action: "Register the sender ID for the country with Twilio.",
  },
  30041: {
    ...senderMustFix,
    field: "from",
    meaning: "The sender must be registered to reach United Kingdom numbers, and is not.",
    action: "Register it with Twilio, or send from a registered one.",
  },
  30042: {
    ...senderMustFix,
    field: "from",
    meaning: "The sender ID is blocked: too generic, or with characters that are not allowed.",
    action: "Use a name that is clearly yours, of plain letters and digits.",
  },
  30043: {
    ...carrierRefuses,
    meaning: "The carrier saw an international message on a domestic route.",
    action: "Ask Twilio support to route it as international, or to show that it is domestic.",
  },
  30044: {
    ...senderMustFix,
    field: "body",
    meaning: "A trial account may not send a message of this many segments.",
    action: "Shorten the text, or upgrade the account.",
  },
  30045: {
    ...senderMustFix,
    field: "validityPeriod",
    meaning: "The validity period is not in the range from 1 to 36,000 seconds.",
    action: "Correct it on the message or on the Messaging Service.",
  },
  30047: {
    ...twilioTrouble,
    meaning: "Twilio could not move the message to permitted hours, so it was not sent.",
    action: "Send it again.",
  },
  30400: {
    ...senderMustFix,
    meaning: "The update is not valid: a message can be canceled or its text removed, not both.",
    action: "Do one after the other.",
  },
  30404: {
    ...senderMustFix,
    meaning: "What was asked for does not exist under this account.",
    action: "Check the Account SID and the Messaging Service SID.",
  },
  30409: {
    ...senderMustFix,
    meaning: "The message is final already, so it cannot be canceled.",
    action: "Nothing to do: cancel earlier next time.",
  },
  30410: {
    ...carrierTrouble,
    meaning:
      "Twilio's provider did not answer in time. Twilio did not repeat it, so that nobody gets it twice.",
    action: "Send it again later.",
  },
  30450: suspectedFraud,
  30453: suspectedFraud,
  30454: {
    ...senderMustFix,
    meaning: "The trial account has sent as many messages as it may.",
    action: "Upgrade the account. It can take some hours to take effect.",
  },
  30485: suspectedFraud,
  30500: {
    ...twilioTrouble,
    meaning: "Twilio had an internal error with this message.",
    action: "Send it again. If that fails too, give Twilio support the message SIDs.",
  },
  30610: outsideQuietHours,
  30615: outsideQuietHours,
  30620: {
    ...senderMustFix,
    field: "from",
    meaning: "The message does not fit the use case that its sender is registered for.",
    action: "Send it from a sender registered for this use.",
  },
  30630: {
    ...recipientUnreachable,
    field: "to",
    meaning: "The recipient has opted out of your messages.",
    action: "Do not send again. They can opt back in by replying START.",
  },
};
