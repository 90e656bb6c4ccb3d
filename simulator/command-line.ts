import { parseArgs } from "node:util";
import type { SimulatorOptions } from "./options";

/** Each option of the command line and the environment variable that stands in for it. */
const flags = {
  port: "SIMULATOR_PORT",
  host: "SIMULATOR_HOST",
  seed: "SIMULATOR_SEED",
  preset: "SIMULATOR_PRESET",
  "time-scale": "SIMULATOR_TIME_SCALE",
  "account-sid": "SIMULATOR_ACCOUNT_SID",
  "auth-token": "SIMULATOR_AUTH_TOKEN",
  "callback-url": "SIMULATOR_CALLBACK_URL",
  "control-token": "SIMULATOR_CONTROL_TOKEN",
  "run-id": "SIMULATOR_RUN_ID",
} as const;
type Flag = keyof typeof flags;

export const usage = `Usage: simulator [options]

  --port <number>          port to listen on (4010; 0 takes a free one)
  --host <address>         address to listen on (127.0.0.1)
  --preset <id>            calm, bad-day or chaos (calm)
  --seed <text>            the same seed makes the same decisions (1)
  --time-scale <number>    multiplies every delay: 0.1 is ten times as fast (1)
  --account-sid <sid>      AC and 32 hexadecimal digits
  --auth-token <token>     the account's auth token, which signs the callbacks
  --callback-url <url>     status_callback of the first Messaging Service
  --control-token <token>  bearer token of the control API (open to loopback without it)
  --run-id <hex>           eight hexadecimal digits: fixes SIDs and tokens too
  --help                   show this

Each option may be given in the environment: --time-scale as SIMULATOR_TIME_SCALE, and so on.`;

export type CommandLine = { help: true } | { help: false; options: SimulatorOptions };

/** Reads arguments, then environment. Throws an Error that says what is wrong and with which. */
export function readCommandLine(
  args: readonly string[],
  environment: Record<string, string | undefined>,
): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: false,
    options: {
      help: { type: "boolean", short: "h" },
      ...Object.fromEntries(Object.keys(flags).map((flag) => [flag, { type: "string" as const }])),
    },
  });
  if (values.help) return { help: true };

  const read = (flag: Flag): string | undefined => {
    const given = (values as Record<string, string | undefined>)[flag];
    return given ?? (environment[flags[flag]] || undefined);
  };
  const readNumber = (flag: Flag): number | undefined => {
    const text = read(flag);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value)) {
      throw new Error(`--${flag} (${flags[flag]}) must be a number, not "${text}"`);
    }
    return value;
  };
  const options: Record<string, unknown> = {
    port: readNumber("port") ?? 4010,
    host: read("host"),
    seed: read("seed"),
    preset: read("preset"),
    timeScale: readNumber("time-scale"),
    accountSid: read("account-sid"),
    authToken: read("auth-token"),
    serviceStatusCallback: read("callback-url"),
    controlToken: read("control-token"),
    runId: read("run-id"),
  };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return {
    help: false,
    options: Object.fromEntries(given) as SimulatorOptions,
  };
}
