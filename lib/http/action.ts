import "server-only";
import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import * as z from "zod";
import { requireViewer } from "@/lib/auth/current-viewer";
import type { ActionFailure, ActionResult } from "@/lib/contracts/action-result";
import { AppError } from "@/lib/domain/app-error";
import type { Permission } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { log } from "@/lib/log";

/**
 * The frame of every server action, each of which is a public endpoint: who asks and whether they may, whether
 * the input fits its contract, the work, and its errors as a value. What is not an AppError stays opaque and is logged once.
 */
export async function runAction<Shape extends z.core.$ZodType, Data>(
  permission: Permission,
  contract: Shape,
  input: unknown,
  work: (viewer: Viewer, input: z.output<Shape>) => Promise<Data>,
): Promise<ActionResult<Data>> {
  return answerAction(() => requireViewer(permission), contract, input, work);
}

/** The same frame for the few actions of somebody who is not signed in: sign-in, set-up, joining. */
export async function runPublicAction<Shape extends z.core.$ZodType, Data>(
  contract: Shape,
  input: unknown,
  work: (input: z.output<Shape>) => Promise<Data>,
): Promise<ActionResult<Data>> {
  return answerAction(
    async () => null,
    contract,
    input,
    (_nobody, parsed) => work(parsed),
  );
}

/** The frame for whoever `findWho` finds; it throws where nobody may ask. */
export async function answerAction<Who, Shape extends z.core.$ZodType, Data>(
  findWho: () => Promise<Who>,
  contract: Shape,
  input: unknown,
  work: (who: Who, input: z.output<Shape>) => Promise<Data>,
): Promise<ActionResult<Data>> {
  try {
    const who = await findWho();
    const parsed = z.safeParse(contract, input);
    if (!parsed.success) return toInvalidInput(parsed.error);
    return { ok: true, data: await work(who, parsed.data) };
  } catch (error) {
    unstable_rethrow(error);
    return toFailure(error);
  }
}

function toInvalidInput(error: z.core.$ZodError): ActionFailure {
  const fieldErrors: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "form");
    fieldErrors[field] = [...(fieldErrors[field] ?? []), issue.message];
  }
  return {
    ok: false,
    code: "invalid_input",
    message: "Some of this is not valid. Nothing was done.",
    fieldErrors,
  };
}

function toFailure(error: unknown): ActionFailure {
  if (error instanceof AppError && error.code !== "internal") {
    const { code, message, fieldErrors } = error;
    return { ok: false, code, message, ...(fieldErrors ? { fieldErrors } : {}) };
  }
  const requestId = randomUUID();
  log.error({ err: error, requestId }, "A server action failed");
  const message = `Something went wrong here. Reference ${requestId}.`;
  return { ok: false, code: "internal", message };
}
