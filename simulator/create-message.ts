import { acceptMessage } from "./accept-message";
import type { Account } from "./accounts";
import { normaliseAddress } from "./address";
import { ApiError, apiError } from "./api-error";
import { planCreate } from "./create-behaviour";
import { type CreateRequest, checkCreate } from "./create-request";
import { createDraws, hashOf } from "./draws";
import { errorReply, type Reply } from "./http-exchange";
import type { RefusedCreate } from "./ledger";
import type { Lifecycle } from "./lifecycle";
import type { Message } from "./message";
import { messageResource } from "./message-resource";
import type { Outbox } from "./outbox";
import { countPending, type World } from "./world";

/** The longest the create call waits for the first callback when it is to be answered after it. */
const longestHoldMs = 10_000;

/**
 * `POST Messages.json`. What goes wrong is drawn from seed, content and attempt: the second try of
 * the same content is another attempt, and order of arrival does not matter.
 */
export async function createMessage(
  world: World,
  lifecycle: Lifecycle,
  account: Account,
  form: URLSearchParams,
): Promise<Reply> {
  const now = world.clock.now();
  const to = normaliseAddress(form.get("To") ?? "");
  const contentKey = contentKeyOf(account.sid, to, form);
  const attempt = (world.attempts.get(contentKey) ?? 0) + 1;
  world.attempts.set(contentKey, attempt);
  const draws = createDraws(hashOf(world.settings.seed, contentKey, String(attempt)));
  const behaviour = planCreate(to, attempt, draws, world.settings.misbehaviour);

  const refuse = (
    reason: RefusedCreate["reason"],
    httpStatus: number | null,
    code: number | null,
  ) => {
    const known = { contentKey, attempt };
    world.ledger.refused.push({
      at: now,
      accountSid: account.sid,
      to,
      ...known,
      reason,
      httpStatus,
      code,
    });
  };

  if (behaviour === "too-many-requests") {
    refuse(behaviour, 429, 20429);
    return errorReply(apiError(20429, { detail: "Too Many Requests" }));
  }
  if (behaviour === "server-error") {
    refuse(behaviour, 503, null);
    return { status: 503, text: "Service Unavailable" };
  }
  if (behaviour === "cut-before-accepting") {
    refuse(behaviour, null, null);
    return { status: 0, cut: "before-answer" };
  }

  let request: CreateRequest;
  try {
    request = checkCreate(world, account, form, now);
  } catch (error) {
    if (error instanceof ApiError) refuse("invalid", error.httpStatus, error.code);
    throw error;
  }
  const message = acceptMessage(world, account, request, {
    contentKey,
    attempt,
    draws,
    behaviour,
    now,
  });
  return answerFor(world, lifecycle, message);
}

async function answerFor(world: World, lifecycle: Lifecycle, message: Message): Promise<Reply> {
  const { pending, clock } = world;
  const json = messageResource(message, true);
  const { create } = message;
  const answered = () => {
    message.ledger.create.answeredAt = clock.now();
  };
  countPending(pending, "creates", 1);
  const start = (): Outbox | null => {
    const isOfThisRun = world.pending === pending;
    const outbox = isOfThisRun ? lifecycle.start(message) : null;
    countPending(pending, "creates", -1);
    return outbox;
  };

  if (create === "server-error-after-accepting") {
    start();
    return errorReply(apiError(20500, { detail: "An internal server error has occurred" }));
  }
  if (create === "cut-after-accepting") {
    start();
    return { status: 0, cut: "before-answer" };
  }
  if (create === "cut-mid-answer") {
    start();
    return { status: 201, json, cut: "mid-answer" };
  }
  if (create === "answer-after-first-callback") {
    const outbox = start();
    const limit = timeLimit(longestHoldMs);
    await Promise.race([outbox?.firstSent, limit.reached]);
    limit.stop();
    return { status: 201, json, afterwards: answered };
  }
  return {
    status: 201,
    json,
    afterwards: () => {
      answered();
      start();
    },
  };
}

function timeLimit(ms: number) {
  let timeout: NodeJS.Timeout | undefined;
  const reached = new Promise<void>((resolve) => {
    timeout = setTimeout(resolve, ms).unref();
  });
  return { reached, stop: () => clearTimeout(timeout) };
}

function contentKeyOf(accountSid: string, to: string, form: URLSearchParams): string {
  const names = ["From", "MessagingServiceSid", "Body", "ContentSid", "ContentVariables"];
  const parts = names.map((name) => form.get(name) ?? "");
  return hashOf(accountSid, to, ...parts, ...form.getAll("MediaUrl"));
}
