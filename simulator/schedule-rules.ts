import { apiError } from "./api-error";

const minScheduleMs = 300_000;
const maxScheduleMs = 35 * 24 * 3_600_000;

export function checkValidity(form: URLSearchParams, ofService = 36_000): number {
  const text = form.get("ValidityPeriod");
  if (text === null || text === "") return ofService;
  const seconds = /^\d+$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > 36_000) throw apiError(21624, { detail: text });
  return seconds;
}

/** SendAt's window: https://www.twilio.com/docs/api/errors/35114, 35115 and 35117. */
export function checkSchedule(form: URLSearchParams, family: string, now: number): number | null {
  const scheduleType = form.get("ScheduleType") || null;
  const sendAtText = form.get("SendAt") || null;
  if (scheduleType === null) return null;
  if (scheduleType !== "fixed") {
    throw apiError(20001, {
      detail: `ScheduleType ${scheduleType} is not supported`,
    });
  }
  if (!form.get("MessagingServiceSid")) throw apiError(35118);
  if (sendAtText === null) throw apiError(35111);
  if (family === "rcs") throw apiError(35126);
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(sendAtText);
  const sendAt = isIso ? Date.parse(sendAtText) : Number.NaN;
  if (Number.isNaN(sendAt)) throw apiError(35115);
  if (sendAt - now < minScheduleMs) throw apiError(35114);
  if (sendAt - now > maxScheduleMs) throw apiError(35117);
  return sendAt;
}
