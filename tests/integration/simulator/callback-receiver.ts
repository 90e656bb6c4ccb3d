import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import twilio from "twilio";

type ReceivedCallback = {
  path: string;
  headers: IncomingHttpHeaders;
  rawBody: string;
  params: Record<string, string | string[]>;
  status: string;
  /** Checked by Twilio's own helper with the receiver's token. */
  hasValidSignature: boolean;
};

export type CallbackReceiver = {
  url: string;
  origin: string;
  received: ReceivedCallback[];
  statuses(): string[];
  /** How to answer; 200 unless set. */
  answerWith(answer: (callback: ReceivedCallback, response: ServerResponse) => void): void;
  close(): Promise<void>;
};

/** A receiver of status callbacks as a user of Twilio would write one. */
export async function startCallbackReceiver(authToken: string): Promise<CallbackReceiver> {
  const received: ReceivedCallback[] = [];
  let answer = (_callback: ReceivedCallback, response: ServerResponse) => {
    response.end();
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const rawBody = Buffer.concat(chunks).toString("utf8");
    const form = new URLSearchParams(rawBody);
    const params: ReceivedCallback["params"] = {};
    for (const name of new Set(form.keys())) {
      const values = form.getAll(name);
      params[name] = values.length === 1 ? (values[0] as string) : values;
    }
    const callback: ReceivedCallback = {
      path: request.url ?? "",
      headers: request.headers,
      rawBody,
      params,
      status: String(params.MessageStatus),
      hasValidSignature: twilio.validateRequest(
        authToken,
        String(request.headers["x-twilio-signature"]),
        `http://${request.headers.host}${request.url}`,
        params,
      ),
    };
    received.push(callback);
    answer(callback, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/status`,
    origin,
    received,
    statuses: () => received.map(({ status }) => status),
    answerWith(next) {
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
