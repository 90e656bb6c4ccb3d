import * as z from "zod";
import { apiSendSchema } from "./api-send";
import { messageDetailSchema } from "./message";
import { messageFiltersSchema, messageListSchema } from "./message-list";
import { problemSchema } from "./problem";
import { sendOutcomeSchema } from "./send-message";

const inputOf = (schema: z.core.$ZodType) =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
const outputOf = (schema: z.core.$ZodType) => z.toJSONSchema(schema, { unrepresentable: "any" });

const json = (description: string, name: string) => ({
  description,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

const refusals = {
  "401": problem("No valid token or session."),
  "403": problem("The token's scope or the role does not reach."),
};

function filterParameters() {
  const { properties = {} } = inputOf(messageFiltersSchema);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: false,
    schema,
  }));
}

/** What programs may ask, as OpenAPI 3.1; made from the contracts that the routes themselves answer by. */
export function openApiDocument(serverUrl: string | null) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Milepost",
      version: "1",
      description:
        "Messages sent through Twilio, with every status they had. Errors are RFC 9457 problem details.",
    },
    ...(serverUrl ? { servers: [{ url: serverUrl }] } : {}),
    security: [{ token: [] }],
    paths: {
      "/api/messages": {
        get: {
          operationId: "listMessages",
          summary: "A page of messages, newest first; filters as in the page's address.",
          parameters: filterParameters(),
          responses: {
            "200": json("The page.", "MessageList"),
            "400": problem("A filter is not valid."),
            ...refusals,
          },
        },
        post: {
          operationId: "sendMessage",
          summary: "Sends one message. The same Idempotency-Key never sends a second one.",
          parameters: [
            {
              name: "Idempotency-Key",
              in: "header",
              required: true,
              schema: { type: "string", minLength: 8, maxLength: 128 },
            },
          ],
          requestBody: {
            required: true,
            content: { "application/json": { schema: { $ref: "#/components/schemas/Send" } } },
          },
          responses: {
            "200": json("What became of it; isNew is false for a repeated key.", "SendOutcome"),
            "400": problem("It cannot be sent as it is; nothing was sent."),
            ...refusals,
            "429": problem("More was sent in a minute than one may."),
          },
        },
      },
      "/api/messages/{messageId}": {
        get: {
          operationId: "getMessage",
          summary: "One message with its events.",
          parameters: [
            {
              name: "messageId",
              in: "path",
              required: true,
              description: "Our id (msg_…) or Twilio's SID.",
              schema: { type: "string" },
            },
          ],
          responses: {
            "200": json("The message.", "Message"),
            "404": problem("There is no such message."),
            ...refusals,
          },
        },
      },
    },
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "An API token from the settings." },
      },
      schemas: {
        MessageList: outputOf(messageListSchema),
        Message: outputOf(messageDetailSchema),
        Send: inputOf(apiSendSchema),
        SendOutcome: outputOf(sendOutcomeSchema),
        Problem: outputOf(problemSchema),
      },
    },
  };
}
