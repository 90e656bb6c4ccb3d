import "server-only";
import type { DoorCheck } from "@/lib/contracts/send-settings";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { STATUS_CALLBACK_PATH } from "@/lib/twilio/public-url";
import { rememberFor } from "./remember";

const PATIENCE_MS = 4_000;
const MAX_AGE_MS = 60_000;
const METHOD_NOT_ALLOWED = 405;

/**
 * Asks our own public address, as Twilio would find it, whether the callback door stands there. A GET is enough: the
 * door knows only POST and says so, and nothing is recorded. Throws nothing.
 */
export async function askDoor(publicBaseUrl: string | undefined): Promise<DoorCheck> {
  if (!publicBaseUrl) return { verdict: "unknown", sentence: "PUBLIC_BASE_URL is not set" };
  const address = publicBaseUrl.replace(/\/+$/, "") + STATUS_CALLBACK_PATH;
  const begunMs = performance.now();
  try {
    const { status } = await fetch(address, {
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const tookMs = Math.round(performance.now() - begunMs);
    if (status === METHOD_NOT_ALLOWED) return { verdict: "answered", tookMs };
    return { verdict: "wrong", sentence: sentenceOf(status) };
  } catch {
    const sentence = "PUBLIC_BASE_URL did not answer from here; Twilio may still reach it";
    return { verdict: "unknown", sentence };
  }
}

function sentenceOf(status: number): string {
  if (status >= 300 && status < 400)
    return "PUBLIC_BASE_URL redirects, and Twilio's call would end";
  if (status === 404) return "something else answers at PUBLIC_BASE_URL";
  if (status === 401 || status === 403) return "something at PUBLIC_BASE_URL asks for a sign-in";
  return `PUBLIC_BASE_URL answers with ${status}`;
}

const remembered = rememberFor(MAX_AGE_MS, (_asker: object, publicBaseUrl: string | undefined) =>
  askDoor(publicBaseUrl),
);
const thisProcess = {};

/** The same, as it stood at most a minute ago. Throws `forbidden`. */
export function checkDoor(viewer: Viewer): Promise<DoorCheck> {
  assertCan(viewer, "messages.send");
  return remembered(thisProcess, environment().PUBLIC_BASE_URL);
}
