import { newSendKey } from "@/lib/browser/send-key";
import { type SendForm, sendFormSchema } from "@/lib/contracts/send-form";

const STORAGE_NAME = "milepost.send-draft";

/** An untouched form. */
export function emptyDraft(sendKey: string): SendForm {
  return {
    sendKey,
    channel: "sms",
    to: "",
    defaultCountry: null,
    sender: "number",
    from: "",
    messagingServiceSid: "",
    callback: "message",
    content: "text",
    body: "",
    isSmartEncoded: false,
    mediaUrls: [],
    contentSid: "",
    contentVariables: [],
    sendAt: null,
    validityPeriodSeconds: null,
    reference: "",
    tags: [],
  };
}

/** What stands filled in after one was sent: whom it comes from stays chosen. */
export function nextDraft({ channel, sender, from, messagingServiceSid, callback }: SendForm) {
  return {
    ...emptyDraft(newSendKey()),
    channel,
    sender,
    from,
    messagingServiceSid,
    callback,
  };
}

/** The tab's draft, key included, so that a reload cannot send a second time; null when there is none. */
export function readDraft(): SendForm | null {
  try {
    const parsed = sendFormSchema.safeParse(JSON.parse(sessionStorage.getItem(STORAGE_NAME) ?? ""));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function keepDraft(draft: SendForm): void {
  try {
    sessionStorage.setItem(STORAGE_NAME, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the draft lives as long as the page.
  }
}
