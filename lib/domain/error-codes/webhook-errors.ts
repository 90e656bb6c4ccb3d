import { type ErrorTable, senderMustFix, senderMustWait, twilioTrouble } from "./error-kind";

const certificateFault = { ...senderMustFix, field: "statusCallback" } as const;
const unreachable = { ...senderMustWait, field: "statusCallback" } as const;
const wrongAnswer = { ...senderMustFix, field: "statusCallback" } as const;

/** 11xxx, 12xxx, 14xxx and 57012: what Twilio met when it called a webhook or read its answer. */
export const webhookErrors: ErrorTable = {
  11100: {
    ...wrongAnswer,
    meaning: "The URL is not valid.",
    action: "Write it in full, with https:// and a public host name.",
  },
  11200: {
    ...unreachable,
    meaning:
      "Twilio called the URL and got no usable answer: an error status, a broken connection, or none in 15 seconds.",
    action: "Check that the URL answers 200 from the internet. The lost callback can be recovered.",
  },
  11201: {
    ...unreachable,
    meaning: "No TCP connection to the server came about in time.",
    action: "Check that the server is up, and that no firewall is in between.",
  },
  11202: {
    ...unreachable,
    meaning: "The server refused the TCP connection.",
    action: "Check that something listens on that host and port.",
  },
  11203: {
    ...unreachable,
    meaning: "The whole exchange took longer than allowed.",
    action: "Answer sooner, or raise tt in the URL's connection overrides up to 15,000.",
  },
  11205: {
    ...unreachable,
    meaning: "Twilio could not connect: the network was down, or the URL is private.",
    action: "Check that the URL opens from the internet.",
  },
  11206: {
    ...wrongAnswer,
    meaning: "What came back was not valid HTTP.",
    action: "Check that http:// does not point at an HTTPS port, and look at the proxy.",
  },
  11210: {
    ...wrongAnswer,
    meaning: "The host name of the URL does not resolve.",
    action: "Check its spelling and its public DNS record.",
  },
  11215: {
    ...wrongAnswer,
    meaning: "The URL redirected too often.",
    action: "Use the final URL. A missing or extra slash at the end is a common cause.",
  },
  11216: {
    ...wrongAnswer,
    meaning: "The URL answered with a redirect that is not valid.",
    action: "Answer 200 without a redirect.",
  },
  11217: {
    ...wrongAnswer,
    meaning: "The server answered with a 4xx or 5xx status.",
    action: "403: check the signature settings. 404: the URL. 5xx: the server's log.",
  },
  11220: {
    ...certificateFault,
    meaning: "The TLS handshake failed.",
    action: "Offer TLS 1.2 with a cipher on Twilio's list.",
  },
  11235: {
    ...certificateFault,
    meaning: "The certificate is for another host name.",
    action: "Install one for the host in the URL.",
  },
  11236: {
    ...certificateFault,
    meaning: "The certificate has expired.",
    action: "Renew it.",
  },
  11237: {
    ...certificateFault,
    meaning: "Twilio could not trace the certificate to an authority it trusts.",
    action: "Send the intermediate certificates too. Self-signed ones are refused.",
  },
  11240: {
    ...wrongAnswer,
    meaning: "The edge (e) in the URL's connection overrides is not valid.",
    action: "Correct or remove e after the #.",
  },
  11241: {
    ...wrongAnswer,
    meaning: "The edge (e) in the URL's connection overrides is not supported.",
    action: "Correct or remove e after the #.",
  },
  11242: {
    ...wrongAnswer,
    meaning: "The account may not call this URL over Twilio Interconnect.",
    action: "Use a public edge.",
  },
  11243: {
    ...wrongAnswer,
    meaning: "The retry policy (rp) in the URL's connection overrides is not valid.",
    action: "Use a list of 4xx, 5xx, ct, rt or all after the #.",
  },
  11251: {
    ...wrongAnswer,
    meaning: "The server broke the protocol, so Twilio hung up.",
    action: "Check the server and the proxy in front of it.",
  },
  11321: {
    ...wrongAnswer,
    meaning: "A message came in, but the webhook URL of the number is malformed.",
    action: "Correct it on the number or the Messaging Service.",
  },
  11322: {
    ...wrongAnswer,
    meaning: "A message came in, but the webhook's HTTP method is not right.",
    action: "Choose GET or POST as the server expects.",
  },
  11750: {
    ...wrongAnswer,
    meaning: "The answer to the webhook was larger than 64 kB.",
    action: "Answer with less. A status callback needs no body at all.",
  },
  11751: {
    ...senderMustFix,
    field: "mediaUrl",
    meaning:
      "The media together is larger than the channel takes: 5 MB for MMS, 16 MB for WhatsApp.",
    action: "Send smaller files, or fewer with one message.",
  },
  11770: {
    ...wrongAnswer,
    meaning: "The answer was empty where Twilio expected TwiML.",
    action: "Answer with TwiML, or with 204.",
  },
  12100: {
    ...wrongAnswer,
    meaning: "The answer was not XML that Twilio can read.",
    action: "Answer with TwiML, or with an empty 200.",
  },
  12102: {
    ...wrongAnswer,
    meaning: "The TwiML does not begin with Response.",
    action: "Put everything inside <Response>.",
  },
  12200: {
    ...wrongAnswer,
    meaning: "The TwiML does not follow its schema.",
    action: "Check spelling and case at the line that Twilio names.",
  },
  12300: {
    ...wrongAnswer,
    meaning: "The answer or the media had a Content-Type that Twilio does not take here.",
    action: "Send the Content-Type that belongs to the content.",
  },
  12400: {
    ...twilioTrouble,
    meaning: "Twilio failed inside while it read the answer.",
    action: "Try again later.",
  },
  14101: {
    ...senderMustFix,
    field: "to",
    meaning: "The TwiML message has a To that is not valid.",
    action: "Write it as + and country code.",
  },
  14102: {
    ...senderMustFix,
    field: "from",
    meaning: "The TwiML message has a From that cannot send.",
    action: "Use an SMS-capable number of the account.",
  },
  14103: {
    ...senderMustFix,
    field: "body",
    meaning: "The TwiML message has a body that is not valid.",
    action: "Check its length and that it is not empty.",
  },
  14104: {
    ...wrongAnswer,
    meaning: "The TwiML message has a method that is not valid.",
    action: "Use GET or POST.",
  },
  14105: {
    ...wrongAnswer,
    meaning: "The TwiML message has a statusCallback that is not a valid URL.",
    action: "Write it in full, with https:// and a public host name.",
  },
  14107: {
    ...senderMustWait,
    field: "to",
    meaning:
      "More than 30 replies went between two numbers within 30 seconds. It looked like an endless loop.",
    action: "Check for a loop. Messages go through again after 30 seconds.",
  },
  14108: {
    ...senderMustFix,
    field: "from",
    meaning: "The TwiML message is from a number that cannot send SMS.",
    action: "Use an SMS-capable number of the account.",
  },
  14109: {
    ...senderMustFix,
    meaning: "An incoming message was answered with more than 10 TwiML replies.",
    action: "Send further messages through the API.",
  },
  14110: {
    ...wrongAnswer,
    meaning: "The TwiML has a verb that cannot be in a reply to a message.",
    action: "Use Message and Redirect only.",
  },
  14111: {
    ...senderMustFix,
    field: "to",
    meaning: "A trial account can reply only to verified numbers.",
    action: "Verify the number, or upgrade the account.",
  },
  57012: {
    ...senderMustFix,
    meaning: "A request that was sent to Twilio carried a signature that does not match it.",
    action: "Check the secret and the exact text that is signed.",
  },
};
