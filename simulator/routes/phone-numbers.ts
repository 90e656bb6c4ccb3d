import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Account, PhoneNumber } from "../accounts";
import { authorise } from "../authenticate";
import { notFound } from "../http-exchange";
import { rfc2822 } from "../message-resource";
import { pageOfUris } from "../paging";
import { usualRate } from "../sender-queues";
import type { Route, RouteContext, RoutedRequest } from "./routes";

const base = "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers";

/** https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export function phoneNumberRoutes({ world }: RouteContext): Route[] {
  const accountOf = ({ caller, params }: RoutedRequest) =>
    authorise(world, caller, params.AccountSid ?? "");
  return [
    {
      path: `${base}.json`,
      handlers: {
        get(request) {
          const account = accountOf(request);
          const isWanted = phoneNumberFilter(request.query);
          return {
            status: 200,
            json: pageOfUris(
              request.path,
              request.query,
              "incoming_phone_numbers",
              longNumbers(account).filter(isWanted),
              (number) => phoneNumberResource(account, number),
            ),
          };
        },
      },
    },
    {
      path: `${base}/{Sid}.json`,
      handlers: {
        get(request) {
          const account = accountOf(request);
          const number = longNumbers(account).find(({ sid }) => sid === request.params.Sid);
          if (!number) throw notFound(request.path);
          return { status: 200, json: phoneNumberResource(account, number) };
        },
      },
    },
  ];
}

/** Short codes are no IncomingPhoneNumbers. */
function longNumbers(account: Account): PhoneNumber[] {
  return account.phoneNumbers.filter(({ phoneNumber }) => phoneNumber.startsWith("+"));
}

/** Part of a number, `*` for any digit; the whole friendly name. */
function phoneNumberFilter(query: URLSearchParams): (number: PhoneNumber) => boolean {
  const friendlyName = query.get("FriendlyName");
  const digits = (query.get("PhoneNumber") ?? "").replace(/[^\d*]/g, "");
  const pattern = new RegExp(digits.replaceAll("*", "\\d"));
  return (number) =>
    pattern.test(number.phoneNumber) && (!friendlyName || friendlyNameOf(number) === friendlyName);
}

function friendlyNameOf({ phoneNumber, friendlyName }: PhoneNumber): string {
  return friendlyName ?? parsePhoneNumberFromString(phoneNumber)?.formatNational() ?? phoneNumber;
}

function phoneNumberResource(account: Account, number: PhoneNumber) {
  return {
    account_sid: account.sid,
    address_sid: null,
    address_requirements: "none",
    api_version: "2010-04-01",
    beta: false,
    capabilities: { voice: false, sms: true, mms: number.mms, fax: false },
    date_created: rfc2822(number.createdAt),
    date_updated: rfc2822(number.createdAt),
    friendly_name: friendlyNameOf(number),
    identity_sid: null,
    phone_number: number.phoneNumber,
    origin: "twilio",
    sid: number.sid,
    sms_application_sid: "",
    sms_fallback_method: "POST",
    sms_fallback_url: "",
    sms_method: "POST",
    sms_url: "",
    status_callback: "",
    status_callback_method: "POST",
    trunk_sid: null,
    uri: `/2010-04-01/Accounts/${account.sid}/IncomingPhoneNumbers/${number.sid}.json`,
    voice_receive_mode: "voice",
    voice_application_sid: null,
    voice_caller_id_lookup: false,
    voice_fallback_method: "POST",
    voice_fallback_url: "",
    voice_method: "POST",
    voice_url: "",
    emergency_status: "Inactive",
    emergency_address_sid: null,
    emergency_address_status: "unregistered",
    bundle_sid: null,
    status: "in-use",
    type: usualRate(number.phoneNumber) === 3 ? "toll-free" : "local",
  };
}
