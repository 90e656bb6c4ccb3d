import { createHash, timingSafeEqual } from "node:crypto";
import type { Account } from "./accounts";
import { type ApiError, apiError } from "./api-error";
import type { World } from "./world";

const authenticateError = (): ApiError => apiError(20003, { detail: "Authenticate" });

/** The account whose SID and token, or API key and secret, the Basic header carries. */
export function authenticate(world: World, authorization: string | undefined): Account {
  const encoded = /^Basic\s+(.+)$/i.exec(authorization ?? "")?.[1];
  const credentials = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const separator = credentials.indexOf(":");
  if (separator === -1) throw authenticateError();
  const user = credentials.slice(0, separator);
  const secret = credentials.slice(separator + 1);

  for (const account of world.accounts.values()) {
    if (account.sid === user && isSame(account.authToken, secret)) return account;
    const keySecret = account.apiKeys.get(user);
    if (keySecret !== undefined && isSame(keySecret, secret)) return account;
  }
  throw authenticateError();
}

/** The account in the path: the caller's own or, for a parent, one of its subaccounts. */
export function authorise(world: World, caller: Account, accountSid: string): Account {
  const account = world.accounts.get(accountSid);
  if (account && (account === caller || account.parentSid === caller.sid)) return account;
  throw authenticateError();
}

function isSame(expected: string, given: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(expected), hash(given));
}
