import type { Account } from "../accounts";
import { authorise } from "../authenticate";
import { createMessage } from "../create-message";
import { notFound } from "../http-exchange";
import type { Message } from "../message";
import { listMessages } from "../message-list";
import { messageResource } from "../message-resource";
import type { World } from "../world";
import type { Route, RouteContext, RoutedRequest } from "./routes";

const base = "/2010-04-01/Accounts/{AccountSid}/Messages";

export function messageRoutes({ world, lifecycle }: RouteContext): Route[] {
  const accountOf = ({ caller, params }: RoutedRequest) =>
    authorise(world, caller, params.AccountSid ?? "");
  const messageOf = (request: RoutedRequest) =>
    findMessage(world, accountOf(request), request.params.Sid ?? "", request.path);

  return [
    {
      path: `${base}.json`,
      handlers: {
        post: (request) => createMessage(world, lifecycle, accountOf(request), request.form),
        get: (request) => ({
          status: 200,
          json: listMessages(world, accountOf(request), request.path, request.query),
        }),
      },
    },
    {
      path: `${base}/{Sid}.json`,
      handlers: {
        get: (request) => ({
          status: 200,
          json: messageResource(messageOf(request)),
        }),
      },
    },
  ];
}

export function findMessage(world: World, account: Account, sid: string, path: string): Message {
  const message = world.messages.get(sid);
  if (!message || message.accountSid !== account.sid) throw notFound(path);
  return message;
}
