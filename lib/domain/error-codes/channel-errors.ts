import {
  channelRefuses,
  channelTrouble,
  type ErrorTable,
  notice,
  recipientAway,
  recipientUnreachable,
  senderMustFix,
  senderMustWait,
  twilioTrouble,
} from "./error-kind";

const sampleMedia = {
  ...senderMustFix,
  meaning:
    "The link to a template's sample file did not give the file, so the template was not made.",
  action: "Put the file at a public https address that serves it with its media type.",
} as const;

/** 63xxx: WhatsApp, RCS, Messenger and other channels. */
export const channelErrors: ErrorTable = {
  63001: {
    ...channelRefuses,
    meaning: "The channel did not accept the sender's credentials.",
    action: "Connect the sender again in the Console.",
  },
  63002: {
    ...channelRefuses,
    field: "from",
    meaning: "The channel does not know the From address.",
    action: "Check that the sender is registered and online.",
  },
  63003: {
    ...recipientUnreachable,
    field: "to",
    meaning: "The channel does not know the To address. The person may not use this channel.",
    action: "Check the number, or send by SMS.",
  },
  63005: {
    ...channelRefuses,
    field: "body",
    meaning: "The channel did not accept the content.",
    action: "See the channel's own message in the callback's ChannelStatusMessage.",
  },
  63006: {
    ...channelRefuses,
    field: "body",
    meaning: "The content could not be put into the channel's format.",
    action: "Use content that the channel supports.",
  },
  63007: {
    ...senderMustFix,
    field: "from",
    meaning: "No sender of your account on this channel has this From address.",
    action: "Check the prefix and number of From, and the account that owns it.",
  },
  63008: {
    ...senderMustFix,
    field: "from",
    meaning: "The channel is not configured correctly at Twilio.",
    action: "Check the sender's settings in the Console.",
  },
  63009: {
    ...channelTrouble,
    meaning: "The channel's provider answered with a server error.",
    action: "Try again later.",
  },
  63010: {
    ...twilioTrouble,
    meaning: "Twilio had an internal error with this message.",
    action: "Try again later. If it stays, give Twilio support the message SID.",
  },
  63011: {
    ...channelRefuses,
    meaning: "The channel's provider could not work with the request.",
    action: "Check To and the content. If both are right, ask Twilio support.",
  },
  63012: {
    ...channelTrouble,
    meaning: "The channel's provider had an internal error.",
    action: "Try again later.",
  },
  63013: {
    ...channelRefuses,
    field: "body",
    meaning: "The message breaks a rule of the channel's provider.",
    action:
      "Read the channel's own message and its policy. Runs of blanks in a variable count too.",
  },
  63014: {
    ...recipientUnreachable,
    field: "to",
    meaning: "The recipient has blocked the sender or opted out.",
    action: "Do not send again until they write to you.",
  },
  63015: {
    ...senderMustFix,
    field: "to",
    meaning: "The sandbox writes only to people who have joined it, and this one has not.",
    action: "Have them send the join phrase to the sandbox number.",
  },
  63016: {
    ...channelRefuses,
    field: "contentSid",
    meaning:
      "The recipient has not written to you in the last 24 hours, so the channel takes an approved template only.",
    action: "Send a template with ContentSid, or wait until they write.",
  },
  63017: {
    ...senderMustWait,
    meaning: "Messages were sent faster than allowed.",
    action: "Send more slowly.",
  },
  63018: {
    ...senderMustWait,
    meaning: "The sender went over the channel's rate limit.",
    action: "Wait, then send more slowly.",
  },
  63019: {
    ...senderMustFix,
    field: "mediaUrl",
    meaning: "The media could not be downloaded, or was empty.",
    action: "Check that the URL opens without sign-in and gives the file.",
  },
  63020: {
    ...channelRefuses,
    field: "from",
    meaning: "The Meta business account has a problem, such as a missing payment or acceptance.",
    action: "Open Meta Business Manager and clear what it asks for.",
  },
  63021: {
    ...channelRefuses,
    field: "body",
    meaning:
      "The channel rejects this content: a media type it does not take, or a template text over 1,024 characters.",
    action: "Check the media type and the length with the variables filled in.",
  },
  63022: {
    ...channelRefuses,
    field: "from",
    meaning: "The sender's display-name certificate is not valid.",
    action: "Register the sender again, or ask Twilio support.",
  },
  63023: {
    side: "channel",
    duration: "unknown",
    retry: "later",
    meaning: "The channel failed without a closer reason.",
    action: "Try once more. If it stays, give Twilio support the message SID.",
  },
  63024: {
    ...recipientUnreachable,
    field: "to",
    meaning: "The channel cannot write to this recipient.",
    action: "Check that the number is on the channel, or send by SMS.",
  },
  63025: {
    ...channelTrouble,
    field: "mediaUrl",
    meaning: "The channel already has this media.",
    action: "Try again. If it stays, ask Twilio support.",
  },
  63026: {
    ...channelRefuses,
    field: "body",
    meaning: "The channel marked the sender's content as spam.",
    action: "Stop similar messages and look at consent and wording.",
  },
  63027: {
    ...senderMustFix,
    field: "contentSid",
    meaning: "The template does not exist in this language.",
    action: "Check the template's approval and language for this sender.",
  },
  63028: {
    ...senderMustFix,
    field: "contentVariables",
    meaning: "The number of variables differs from what the template expects.",
    action: "Give one value for each placeholder.",
  },
  63029: {
    ...recipientAway,
    meaning: "The recipient's phone could not load the template.",
    action: "Try again later.",
  },
  63030: {
    ...senderMustFix,
    field: "mediaUrl",
    meaning: "A parameter does not go with this kind of message, such as media with a template.",
    action: "Send the template without extra media.",
  },
  63031: {
    ...senderMustFix,
    field: "to",
    meaning: "To and From are the same address.",
    action: "Change one of them.",
  },
  63032: {
    ...recipientUnreachable,
    field: "to",
    meaning:
      "WhatsApp does not let this user be written to, for instance because of an experiment.",
    action: "Leave this recipient out, or send by SMS.",
  },
  63033: {
    ...recipientUnreachable,
    field: "to",
    meaning: "The recipient has blocked the sender or opted out of such messages.",
    action: "Do not send again.",
  },
  63034: {
    ...senderMustFix,
    field: "mediaUrl",
    meaning: "The media is larger than the channel takes.",
    action: "Send a file of at most 5 MB.",
  },
  63035: {
    ...senderMustFix,
    field: "from",
    meaning:
      "The RCS sender is not launched for this recipient: not a tester, or a region it does not serve.",
    action: "Invite the recipient as a tester, or have the sender launched in the region.",
  },
  63036: {
    ...recipientAway,
    field: "to",
    meaning: "The phone cannot be reached over RCS now: off, or without RCS.",
    action: "Send by SMS, or through a Messaging Service that falls back to SMS.",
  },
  63037: {
    ...channelTrouble,
    field: "mediaUrl",
    meaning: "The media could not be uploaded to the channel. Twilio tries again by itself.",
    action: "Wait for the next status.",
  },
  63038: {
    ...senderMustWait,
    meaning: "The account has sent as many messages as it may in 24 hours. For a trial that is 50.",
    action: "Wait until tomorrow, upgrade the account, or ask for a higher limit.",
  },
  63039: {
    ...senderMustWait,
    meaning: "Facebook warns that the page writes too much outside the 24 h window.",
    action: "Write less to this person, and only in reply.",
  },
  63040: {
    ...channelRefuses,
    field: "contentSid",
    meaning: "WhatsApp rejected the template.",
    action: "Correct it by WhatsApp's guidelines and submit it again.",
  },
  63041: {
    ...channelTrouble,
    field: "contentSid",
    meaning: "WhatsApp paused the template after negative feedback.",
    action: "Use another template, or edit this one and submit it again.",
  },
  63042: {
    ...channelRefuses,
    field: "contentSid",
    meaning: "WhatsApp disabled the template for good after negative feedback.",
    action: "Use another template.",
  },
  63043: sampleMedia,
  63044: sampleMedia,
  63045: sampleMedia,
  63046: {
    ...notice,
    meaning: "WhatsApp approved the template. This is a notice, not a failure.",
    action: "Nothing to do.",
  },
  63047: sampleMedia,
  63049: {
    side: "channel",
    duration: "unknown",
    retry: "later",
    field: "contentSid",
    meaning:
      "Meta chose not to deliver this marketing template. It delivers none to US numbers, and limits how many a person gets elsewhere.",
    action:
      "US: use SMS. Elsewhere: wait days, not minutes. If it is no marketing, recategorise it.",
  },
  63051: {
    ...channelRefuses,
    field: "from",
    meaning: "WhatsApp locked the business account for a breach of its policy.",
    action: "Ask Twilio support to appeal.",
  },
  63052: {
    ...senderMustFix,
    field: "contentSid",
    meaning: "The template was sent as text, which WhatsApp no longer takes.",
    action: "Send it with ContentSid and ContentVariables.",
  },
  63055: {
    ...senderMustFix,
    field: "contentSid",
    meaning: "Only marketing templates can go through the Marketing Messages API.",
    action: "Send other templates the ordinary way.",
  },
  63062: {
    ...senderMustFix,
    meaning: "The terms of the WhatsApp Marketing Messages API are not accepted yet.",
    action: "Accept them in Meta's WhatsApp Manager.",
  },
  63100: {
    ...senderMustFix,
    meaning: "The details of the channel sender are not valid.",
    action: "Correct what Twilio's own message names.",
  },
  63101: {
    ...senderMustFix,
    meaning: "The WhatsApp Business Account ID is not valid or cannot be used.",
    action: "Check the ID in Meta Business Manager.",
  },
  63102: {
    ...senderMustFix,
    meaning: "The account is linked to another WhatsApp Business Account already.",
    action: "Use that one, or another Twilio account.",
  },
  63105: {
    ...senderMustFix,
    meaning: "The channel does not support this action.",
    action: "Use an action that Twilio documents for the channel.",
  },
  63106: {
    ...senderMustFix,
    meaning: "The number cannot receive RCS.",
    action: "Use a phone with RCS switched on.",
  },
  63107: {
    ...senderMustFix,
    meaning: "The phone number is not in E.164 form.",
    action: "Write it as + and country code.",
  },
  63109: {
    ...senderMustFix,
    field: "from",
    meaning: "The sender has been moved to another account.",
    action: "Send with the credentials of that account.",
  },
  63111: {
    ...channelRefuses,
    field: "from",
    meaning: "Meta does not find the sender's number or business account.",
    action: "Check both in Meta Business Manager.",
  },
  63112: {
    ...channelRefuses,
    field: "from",
    meaning: "Meta disabled the business account that this sender belongs to.",
    action: "Ask Meta for a review in Business Support Home.",
  },
};
