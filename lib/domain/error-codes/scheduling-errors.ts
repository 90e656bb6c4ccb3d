import { type ErrorTable, senderMustFix, senderMustWait } from "./error-kind";

const outsideWindow = {
  ...senderMustFix,
  field: "sendAt",
  meaning: "The send time must be more than 5 minutes and at most 35 days ahead.",
  action: "Choose a time in that window, written in UTC.",
} as const;

/** 35xxx: scheduling. Three codes stand for the same window. */
export const schedulingErrors: ErrorTable = {
  35111: {
    ...senderMustFix,
    field: "sendAt",
    meaning: "The message is to be scheduled, but has no time to send at.",
    action: "Choose a time, or send it now.",
  },
  35114: outsideWindow,
  35115: outsideWindow,
  35117: outsideWindow,
  35118: {
    ...senderMustFix,
    field: "messagingServiceSid",
    meaning: "Only a Messaging Service can schedule a message.",
    action: "Choose a Messaging Service, or send now.",
  },
  35125: {
    ...senderMustWait,
    field: "sendAt",
    meaning: "The account already has 500,000 scheduled messages, which is the limit.",
    action: "Wait until some are sent, or cancel some.",
  },
  35126: {
    ...senderMustFix,
    field: "sendAt",
    meaning: "The channel does not support this ScheduleType. Twilio knows only 'fixed'.",
    action: "Use 'fixed', or send now.",
  },
};
