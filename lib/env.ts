import "server-only";
import * as z from "zod";
import { checkPublicBaseUrl, parseConnectionOverrides } from "@/lib/domain/callback-url";

const blankIsUnset = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;

const optionalText = z.preprocess(blankIsUnset, z.string().trim().optional());

const postgresUrl = z.preprocess(
  blankIsUnset,
  z
    .string()
    .trim()
    .regex(/^postgres(ql)?:\/\/\S+$/, "must be a postgresql:// connection string")
    .optional(),
);

function wholeNumber({ least, most, usually }: { least: number; most: number; usually: number }) {
  const sentence = `must be a whole number from ${least} to ${most}`;
  return z.preprocess(
    blankIsUnset,
    z.coerce
      .number(sentence)
      .int(sentence)
      .min(least, sentence)
      .max(most, sentence)
      .default(usually),
  );
}

const accountSidText = /^AC[0-9a-fA-F]{32}$/;

const subaccountsJson = z.preprocess(
  blankIsUnset,
  z
    .string()
    .optional()
    .transform((text, context): Record<string, string[]> => {
      if (text === undefined) return {};
      const parsed = z
        .record(z.string().regex(accountSidText), z.array(z.string().trim().min(1)).min(1))
        .safeParse(jsonOrUndefined(text));
      if (parsed.success) return parsed.data;
      context.addIssue({
        code: "custom",
        message:
          'must be JSON such as {"AC…32 hex…":["its auth token"]}: each subaccount\'s SID with a list of its tokens',
      });
      return z.NEVER;
    }),
);

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every name Milepost reads from its environment; `.env.example` is tested to list the same. */
export const environmentSchema = z.object({
  DATABASE_URL: postgresUrl,
  DIRECT_URL: postgresUrl,
  PUBLIC_BASE_URL: z.preprocess(
    blankIsUnset,
    z
      .string()
      .trim()
      .optional()
      .superRefine((value, context) => {
        if (value === undefined) return;
        for (const message of checkPublicBaseUrl(value)) {
          context.addIssue({ code: "custom", message });
        }
      }),
  ),
  TWILIO_ACCOUNT_SID: z.preprocess(
    blankIsUnset,
    z.string().trim().regex(accountSidText, "must be AC followed by 32 hex digits").optional(),
  ),
  TWILIO_AUTH_TOKEN: optionalText,
  TWILIO_AUTH_TOKEN_PREVIOUS: optionalText,
  TWILIO_API_KEY_SID: z.preprocess(
    blankIsUnset,
    z
      .string()
      .trim()
      .regex(/^SK[0-9a-fA-F]{32}$/, "must be SK followed by 32 hex digits")
      .optional(),
  ),
  TWILIO_API_KEY_SECRET: optionalText,
  TWILIO_SUBACCOUNTS: subaccountsJson,
  TWILIO_API_BASE_URL: z.preprocess(
    blankIsUnset,
    z.url({ protocol: /^https?$/, error: "must be an absolute http or https address" }).optional(),
  ),
  TWILIO_CALLBACK_OVERRIDES: z
    .string()
    .trim()
    .default("rc=5&rp=all")
    .superRefine((value, context) => {
      const parsed = parseConnectionOverrides(value);
      if (parsed.ok) return;
      for (const message of parsed.faults) context.addIssue({ code: "custom", message });
    }),
  SEND_LIMIT_PER_MINUTE: wholeNumber({ least: 1, most: 100_000, usually: 200 }),
  SEND_CONFIRM_ABOVE: wholeNumber({ least: 0, most: 100_000, usually: 10 }),
  SEND_ALLOWED_PREFIXES: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(
      z.array(
        z.string().regex(/^\+[1-9]\d{0,6}$/, "must list country prefixes such as +1, +44, +353"),
      ),
    ),
  AUTH_SECRET: z.preprocess(
    blankIsUnset,
    z.string().min(32, "must be at least 32 characters").optional(),
  ),
  OWNER_EMAIL: z.preprocess(blankIsUnset, z.email("must be an email address").optional()),
  OWNER_PASSWORD: z.preprocess(
    blankIsUnset,
    z.string().min(12, "must be at least 12 characters").optional(),
  ),
  CRON_SECRET: z.preprocess(
    blankIsUnset,
    z.string().min(16, "must be at least 16 characters").optional(),
  ),
  PORT: z.preprocess(
    blankIsUnset,
    z.coerce
      .number("must be a port number")
      .int("must be a port number")
      .min(1, "must be a port number from 1 to 65535")
      .max(65_535, "must be a port number from 1 to 65535")
      .default(3000),
  ),
  HOST: z.preprocess(blankIsUnset, z.string().trim().default("127.0.0.1")),
  TRUSTED_PROXY_HOPS: z.preprocess(
    blankIsUnset,
    z.coerce
      .number("must be a number of proxies, from 0 to 10")
      .int("must be a number of proxies, from 0 to 10")
      .min(0, "must be a number of proxies, from 0 to 10")
      .max(10, "must be a number of proxies, from 0 to 10")
      .optional(),
  ),
});

export type Environment = Omit<
  z.infer<typeof environmentSchema>,
  "DIRECT_URL" | "TRUSTED_PROXY_HOPS"
> & {
  /** How many proxies in front wrote themselves into X-Forwarded-For; 0 means that nobody's word is taken. */
  TRUSTED_PROXY_HOPS: number;
  /** For LISTEN and migrations; DATABASE_URL when not set on its own. */
  DIRECT_URL?: string | undefined;
  /** Where Milepost's Twilio calls go. */
  mode: "simulator" | "twilio";
  /** Whether a connection for LISTEN is to be had; where not, pages poll. */
  canListen: boolean;
};

/** One clear sentence per fault of the configuration. */
export class EnvironmentError extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(
      `The configuration has ${faults.length === 1 ? "a fault" : "faults"}:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
    );
    this.name = "EnvironmentError";
    this.faults = faults;
  }
}

/** Reads a set of variables; throws `EnvironmentError` that names every fault, never a value that may be secret. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const parsed = environmentSchema.safeParse(variables);
  const faults = parsed.success ? [] : parsed.error.issues.map(sentenceOf);
  const given = (name: string) => (variables[name] ?? "").trim() !== "";
  const needs = (name: string, other: string, why: string) => {
    if (given(name) && !given(other)) faults.push(`${name} is set but ${other} is not: ${why}`);
  };
  if (!given("TWILIO_API_KEY_SID")) {
    needs(
      "TWILIO_ACCOUNT_SID",
      "TWILIO_AUTH_TOKEN",
      "callbacks are signed with the auth token, so both are needed.",
    );
  } else {
    needs(
      "TWILIO_API_KEY_SID",
      "TWILIO_ACCOUNT_SID",
      "an API key belongs to an account, so its SID is needed.",
    );
    needs(
      "TWILIO_API_KEY_SID",
      "TWILIO_AUTH_TOKEN",
      "an API key can send, but only the auth token verifies callbacks.",
    );
  }
  needs(
    "TWILIO_AUTH_TOKEN",
    "TWILIO_ACCOUNT_SID",
    "a token belongs to an account, so its SID is needed.",
  );
  needs(
    "TWILIO_AUTH_TOKEN_PREVIOUS",
    "TWILIO_AUTH_TOKEN",
    "the previous token is only a companion of the current one.",
  );
  needs("TWILIO_API_KEY_SID", "TWILIO_API_KEY_SECRET", "an API key is its SID and its secret.");
  needs("TWILIO_API_KEY_SECRET", "TWILIO_API_KEY_SID", "an API key is its SID and its secret.");
  needs("OWNER_EMAIL", "OWNER_PASSWORD", "the first owner needs both.");
  needs("OWNER_PASSWORD", "OWNER_EMAIL", "the first owner needs both.");
  if (!parsed.success || faults.length > 0) throw new EnvironmentError([...new Set(faults)]);

  const env = parsed.data;
  const announced = variables.VERCEL_PROJECT_PRODUCTION_URL?.trim();
  return {
    ...env,
    DIRECT_URL: env.DIRECT_URL ?? env.DATABASE_URL,
    PUBLIC_BASE_URL: env.PUBLIC_BASE_URL ?? (announced ? `https://${announced}` : undefined),
    // Vercel overwrites what a client sends in X-Forwarded-For.
    TRUSTED_PROXY_HOPS: env.TRUSTED_PROXY_HOPS ?? (given("VERCEL") ? 1 : 0),
    mode: env.TWILIO_API_BASE_URL ? "simulator" : "twilio",
    canListen: env.DIRECT_URL !== undefined || !(given("VERCEL") || isPooled(env.DATABASE_URL)),
  };
}

/** Transaction poolers (PgBouncer and its kin) drop LISTEN silently; their addresses say what they are. */
function isPooled(url: string | undefined): boolean {
  return /-pooler\.|pgbouncer=true|:6543\//.test(url ?? "");
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0] ?? "environment");
  return `${name} ${issue.message.startsWith(name) ? issue.message.slice(name.length).trim() : issue.message}${/[.!?]$/.test(issue.message) ? "" : "."}`;
}

let cached: Environment | undefined;

/** The environment of this process, read once. */
export function environment(): Environment {
  cached ??= readEnvironment(process.env);
  return cached;
}

/** Which build of the process this is, for what differs between them. */
export function isProduction(): boolean {
  return process.env.NODE_ENV === "production";
}
