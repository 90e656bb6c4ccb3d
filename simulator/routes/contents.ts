import * as z from "zod";
import type { Content } from "../accounts";
import { apiError } from "../api-error";
import { hashOf } from "../draws";
import { notFound } from "../http-exchange";
import { iso8601 } from "../message-resource";
import { pageOfMeta } from "../paging";
import { sidOf } from "../world";
import type { Route, RouteContext, RoutedRequest } from "./routes";

const origin = "https://content.twilio.com";

const createContentSchema = z.object({
  friendly_name: z.string().default(""),
  language: z.string().min(2),
  variables: z.record(z.string(), z.string()).default({}),
  types: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .refine((types) => Object.keys(types).length > 0, { message: "must have a content type" }),
});

/** https://www.twilio.com/docs/content/content-api-resources */
export function contentRoutes({ world }: RouteContext): Route[] {
  return [
    {
      path: "/v1/Content",
      handlers: {
        get: ({ caller, path, query }) => ({
          status: 200,
          json: pageOfMeta(
            origin,
            path,
            query,
            "contents",
            [...caller.contents.values()].reverse(),
            (content) => contentResource(caller.sid, content),
          ),
        }),
        post({ caller, text }) {
          const now = world.clock.now();
          const content = {
            sid: sidOf("HX", world.runId, hashOf(caller.sid, String(caller.contents.size), text)),
            ...readContent(text),
            createdAt: now,
            updatedAt: now,
          };
          caller.contents.set(content.sid, content);
          return { status: 201, json: contentResource(caller.sid, content) };
        },
      },
    },
    {
      path: "/v1/Content/{Sid}",
      handlers: {
        get: (request) => ({
          status: 200,
          json: contentResource(request.caller.sid, contentOf(request)),
        }),
        delete(request) {
          request.caller.contents.delete(contentOf(request).sid);
          return { status: 204 };
        },
      },
    },
  ];
}

function contentOf({ caller, params, path }: RoutedRequest): Content {
  const content = caller.contents.get(params.Sid ?? "");
  if (!content) throw notFound(path);
  return content;
}

function readContent(text: string) {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw apiError(20001, { detail: "The body must be JSON" });
  }
  const result = createContentSchema.safeParse(body);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw apiError(20001, { detail: `${issue?.path.join(".")}: ${issue?.message}` });
  }
  const { friendly_name: friendlyName, ...rest } = result.data;
  return { friendlyName, ...rest };
}

function contentResource(accountSid: string, content: Content) {
  const url = `${origin}/v1/Content/${content.sid}`;
  return {
    date_created: iso8601(content.createdAt),
    date_updated: iso8601(content.updatedAt),
    sid: content.sid,
    account_sid: accountSid,
    friendly_name: content.friendlyName,
    language: content.language,
    variables: content.variables,
    types: content.types,
    url,
    links: {
      approval_create: `${url}/ApprovalRequests/whatsapp`,
      approval_fetch: `${url}/ApprovalRequests`,
    },
  };
}
