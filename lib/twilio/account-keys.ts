import "server-only";

/**
 * One secret that may have signed a request. Auth tokens are all that sign message status
 * callbacks today; another kind becomes another member of this union.
 */
export type AccountKey = {
  kind: "auth_token";
  /** Names the key for people, without a character of its secret. */
  label: string;
  secret: string;
};

export type AccountKeyring = {
  /** The keys of one account, the likeliest first; none when the account is not configured. */
  find(accountSid: string): readonly AccountKey[];
  /** Every key with its account, the main account's first. */
  all(): readonly { accountSid: string; key: AccountKey }[];
};

export type AccountKeySettings = {
  accountSid: string | undefined;
  authToken: string | undefined;
  previousAuthToken: string | undefined;
  /** Account SID → its auth tokens, the current one first. */
  subaccounts: Readonly<Record<string, readonly string[]>>;
};

/**
 * Gathers the keys that may verify a callback. Twilio signs with the auth token of the account in
 * `AccountSid`: a subaccount's traffic with the subaccount's own. Several tokens per account bridge
 * a rotation. An empty token or account SID never becomes a key. Throws nothing.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export function createAccountKeyring(settings: AccountKeySettings): AccountKeyring {
  const keysByAccount = new Map<string, AccountKey[]>();

  const add = (accountSid: string | undefined, secret: string | undefined, label: string) => {
    if (!accountSid || !secret?.trim()) return;
    const keys = keysByAccount.get(accountSid) ?? [];
    if (keys.some((key) => key.secret === secret)) return;
    keysByAccount.set(accountSid, [...keys, { kind: "auth_token", label, secret }]);
  };

  add(settings.accountSid, settings.authToken, "primary");
  add(settings.accountSid, settings.previousAuthToken, "previous");
  for (const [accountSid, tokens] of Object.entries(settings.subaccounts)) {
    const owner =
      accountSid === settings.accountSid ? "main account" : `subaccount ${shortSid(accountSid)}`;
    tokens.forEach((token, index) => {
      add(accountSid, token, index === 0 ? `${owner} primary` : `${owner} ${index + 1}`);
    });
  }

  const all = [...keysByAccount].flatMap(([accountSid, keys]) =>
    keys.map((key) => ({ accountSid, key })),
  );
  return {
    find: (accountSid) => keysByAccount.get(accountSid) ?? [],
    all: () => all,
  };
}

/** An account SID short enough for a sentence: `AC…1234`. SIDs are no secrets. */
export function shortSid(sid: string): string {
  return sid.length > 8 ? `${sid.slice(0, 2)}…${sid.slice(-4)}` : sid;
}
