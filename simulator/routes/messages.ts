import type { Account } from "../accounts";
import { apiError } from "../api-error";
import { authorise } from "../authenticate";
import { createMessage } from "../create-message";
import { notFound, type Reply } from "../http-exchange";
import type { Media, Message } from "../message";
import { listMessages } from "../message-list";
import { mediaResource, messageResource, messageUri, rfc2822 } from "../message-resource";
import { pageOfUris } from "../paging";
import type { World } from "../world";
import type { Route, RouteContext, RoutedRequest } from "./routes";

const base = "/2010-04-01/Accounts/{AccountSid}/Messages";
const unfinished: ReadonlySet<string> = new Set(["accepted", "scheduled", "queued", "sending"]);

/** https://www.twilio.com/docs/messaging/api/message-resource */
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
        get: (request) => ({ status: 200, json: messageResource(messageOf(request)) }),
        post(request) {
          const message = messageOf(request);
          const change = readUpdate(request.form);
          if (change === "redact") redact(world, message);
          else if (!lifecycle.cancel(message)) throw apiError(30409);
          return { status: 200, json: messageResource(message) };
        },
        delete(request) {
          const message = messageOf(request);
          if (unfinished.has(message.status)) {
            throw apiError(20009, { detail: "Cannot delete this resource before it is complete" });
          }
          world.messages.delete(message.sid);
          return { status: 204 };
        },
      },
    },
    {
      path: `${base}/{Sid}/Media.json`,
      handlers: { get: (request) => listMedia(messageOf(request), request) },
    },
    {
      path: `${base}/{Sid}/Media/{MediaSid}.json`,
      handlers: {
        get(request) {
          const message = messageOf(request);
          return { status: 200, json: mediaResource(message, mediaOf(message, request)) };
        },
        delete(request) {
          const message = messageOf(request);
          const media = mediaOf(message, request);
          message.media = message.media.filter((other) => other !== media);
          return { status: 204 };
        },
      },
    },
    {
      path: `${base}/{Sid}/Feedback.json`,
      handlers: { post: (request) => createFeedback(world, messageOf(request), request) },
    },
  ];
}

function findMessage(world: World, account: Account, sid: string, path: string): Message {
  const message = world.messages.get(sid);
  if (!message || message.accountSid !== account.sid) throw notFound(path);
  return message;
}

function readUpdate(form: URLSearchParams): "redact" | "cancel" {
  const body = form.get("Body");
  const status = form.get("Status");
  if (body !== null && status !== null) {
    throw apiError(30400, { detail: "Body and Status cannot be updated in one request" });
  }
  if (body === "") return "redact";
  if (status === "canceled") return "cancel";
  throw apiError(30400, {
    detail:
      body !== null
        ? "Body can only be updated to an empty string"
        : "Either Body must be empty or Status must be canceled",
  });
}

function redact(world: World, message: Message) {
  if (unfinished.has(message.status)) {
    throw apiError(20009, { detail: "Cannot modify this resource before it is complete" });
  }
  message.body = "";
  message.updatedAt = world.clock.now();
}

function listMedia(message: Message, { path, query }: RoutedRequest): Reply {
  const day = (name: string) => query.get(name)?.slice(0, 10) || null;
  const [on, upTo, since] = [day("DateCreated"), day("DateCreated<"), day("DateCreated>")];
  const wanted = message.media.filter(({ createdAt }) => {
    const created = new Date(createdAt).toISOString().slice(0, 10);
    return !(on && created !== on) && !(upTo && created > upTo) && !(since && created < since);
  });
  const toResource = (media: Media) => mediaResource(message, media);
  return { status: 200, json: pageOfUris(path, query, "media_list", wanted, toResource) };
}

function mediaOf(message: Message, { params, path }: RoutedRequest): Media {
  const media = message.media.find(({ sid }) => sid === params.MediaSid);
  if (!media) throw notFound(path);
  return media;
}

function createFeedback(world: World, message: Message, { form }: RoutedRequest): Reply {
  const outcome = form.get("Outcome") || "confirmed";
  if (outcome !== "confirmed" && outcome !== "unconfirmed") {
    throw apiError(20001, { detail: "Outcome must be confirmed or unconfirmed" });
  }
  const now = rfc2822(world.clock.now());
  return {
    status: 200,
    json: {
      account_sid: message.accountSid,
      date_created: now,
      date_updated: now,
      message_sid: message.sid,
      outcome,
      uri: messageUri(message, "/Feedback.json"),
    },
  };
}
