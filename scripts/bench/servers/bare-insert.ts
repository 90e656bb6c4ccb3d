import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { isBadInput } from "@/lib/db/database-error";
import { createGroupCommit } from "@/lib/db/group-commit";
import type { NewStatusEvent } from "@/lib/db/new-status-event";
import { openDatabase } from "@/lib/db/prisma";
import { type RecordedStatusEvent, recordStatusEvents } from "@/lib/db/status-events";

/** What the self-hosted door is measured against: the same batched insert, and nothing is verified or examined. */
const db = openDatabase(process.env.DATABASE_URL ?? "");
const commits = createGroupCommit<NewStatusEvent, RecordedStatusEvent>({
  write: (events) => recordStatusEvents(db, events),
  maxBatch: 200,
  maxWaiting: 5_000,
  overlapFrom: 32,
  isItemFault: isBadInput,
});

const server = createServer(async (request, response) => {
  const receivedAt = new Date().toISOString();
  const rawBody = await readAll(request);
  const params = [...new URLSearchParams(rawBody.toString("latin1"))];
  const { MessageSid = "", MessageStatus = "", ...values } = Object.fromEntries(params);
  await commits.add({
    messageId: null,
    sid: MessageSid,
    accountSid: values.AccountSid ?? null,
    to: values.To ?? null,
    toDigits: values.To ?? null,
    toCountry: null,
    from: values.From ?? null,
    messagingServiceSid: values.MessagingServiceSid ?? null,
    channel: "sms",
    eventKey: randomUUID(),
    source: "callback",
    status: MessageStatus,
    errorCode: null,
    params,
    rawBody,
    query: "",
    headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    keyLabel: null,
    receivedAt,
  });
  response.writeHead(200, { "content-length": "0" });
  response.end();
});

function readAll(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
  });
}

server.listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
