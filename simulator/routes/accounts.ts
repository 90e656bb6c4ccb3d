import type { Account } from "../accounts";
import { authorise } from "../authenticate";
import { rfc2822 } from "../message-resource";
import { pageOfUris } from "../paging";
import type { Route, RouteContext } from "./routes";

const base = "/2010-04-01/Accounts";

/** https://www.twilio.com/docs/iam/api/account */
export function accountRoutes({ world }: RouteContext): Route[] {
  return [
    {
      path: `${base}.json`,
      handlers: {
        get({ caller, path, query }) {
          const accounts = [...world.accounts.values()].filter(
            (account) => account === caller || account.parentSid === caller.sid,
          );
          const toResource = (account: Account) => accountResource(account, world.startedAt);
          return { status: 200, json: pageOfUris(path, query, "accounts", accounts, toResource) };
        },
      },
    },
    {
      path: `${base}/{AccountSid}.json`,
      handlers: {
        get: ({ caller, params }) => ({
          status: 200,
          json: accountResource(authorise(world, caller, params.AccountSid ?? ""), world.startedAt),
        }),
      },
    },
  ];
}

function accountResource(account: Account, createdAt: number) {
  const uri = `${base}/${account.sid}`;
  return {
    auth_token: account.authToken,
    date_created: rfc2822(createdAt),
    date_updated: rfc2822(createdAt),
    friendly_name: account.friendlyName,
    owner_account_sid: account.parentSid ?? account.sid,
    sid: account.sid,
    status: "active",
    subresource_uris: {
      incoming_phone_numbers: `${uri}/IncomingPhoneNumbers.json`,
      messages: `${uri}/Messages.json`,
    },
    type: "Full",
    uri: `${uri}.json`,
  };
}
