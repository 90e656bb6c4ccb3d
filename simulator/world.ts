import { randomBytes } from "node:crypto";
import { type Account, createAccounts } from "./accounts";
import type { Alert } from "./alerts";
import { type CallbackClient, createCallbackClient } from "./callback-client";
import { type Clock, createClock } from "./clock";
import { hashOf } from "./draws";
import { createLedger, type Ledger } from "./ledger";
import type { Message } from "./message";
import type { ResolvedOptions } from "./options";
import { createSenderQueues, type SenderQueues } from "./sender-queues";
import { applySettings, presets, type Settings } from "./settings";

export type Logger = {
  info(message: string): void;
  warn(message: string): void;
};

/** Everything the simulator holds; nothing of it outlives the process. */
export type World = {
  options: ResolvedOptions;
  settings: Settings;
  clock: Clock;
  client: CallbackClient;
  log: Logger;
  runId: string;
  startedAt: number;
  accounts: Map<string, Account>;
  messages: Map<string, Message>;
  /** How often each content was asked for. */
  attempts: Map<string, number>;
  queues: SenderQueues;
  /** `account|sender or service|recipient` of those who texted STOP. */
  optOuts: Set<string>;
  ledger: Ledger;
  alerts: Alert[];
  pending: Pending;
  openRequests: Map<string, number>;
};

/** What still has to happen. `scheduled` messages do not keep the simulator from being idle. */
export type Pending = {
  creates: number;
  steps: number;
  callbacks: number;
  scheduled: number;
  waiters: Set<() => void>;
};

export function isIdle(
  { creates, steps, callbacks, scheduled }: Pending,
  includeScheduled = false,
) {
  return creates + steps + callbacks + (includeScheduled ? scheduled : 0) === 0;
}

/** Counts one more (or one less) thing to happen and wakes those who wait for quiet. */
export function countPending(
  pending: Pending,
  what: "creates" | "steps" | "callbacks" | "scheduled",
  by: 1 | -1,
) {
  pending[what] += by;
  if (by < 0) for (const wake of [...pending.waiters]) wake();
}

export function createWorld(options: ResolvedOptions, log: Logger): World {
  const world: World = {
    options,
    settings: applySettings(
      {
        preset: options.preset,
        seed: options.seed,
        timeScale: options.timeScale,
        ...presets[options.preset],
      },
      {},
    ),
    clock: createClock(),
    client: createCallbackClient(options.callbackSockets),
    log,
    runId: "",
    startedAt: Date.now(),
    accounts: new Map(),
    messages: new Map(),
    attempts: new Map(),
    queues: createSenderQueues(),
    optOuts: new Set(),
    ledger: createLedger(),
    alerts: [],
    pending: {
      creates: 0,
      steps: 0,
      callbacks: 0,
      scheduled: 0,
      waiters: new Set(),
    },
    openRequests: new Map(),
  };
  resetWorld(world);
  return world;
}

/**
 * Forgets every message, opt-out and ledger entry and begins a new run; what was under way is
 * dropped. Accounts return to their configuration, settings stay.
 */
export function resetWorld(world: World): void {
  world.clock.stop();
  world.client.close();
  world.clock = createClock();
  world.client = createCallbackClient(world.options.callbackSockets);
  world.runId = world.options.runId ?? randomBytes(4).toString("hex");
  world.accounts = createAccounts(world.options, world.clock.now(), (prefix, name) =>
    sidOf(prefix, "00000000", hashOf("resource", name)),
  );
  world.messages = new Map();
  world.attempts = new Map();
  world.queues = createSenderQueues();
  world.optOuts = new Set();
  world.ledger = createLedger();
  world.alerts = [];
  const { waiters } = world.pending;
  world.pending = {
    creates: 0,
    steps: 0,
    callbacks: 0,
    scheduled: 0,
    waiters: new Set(),
  };
  for (const wake of [...waiters]) wake();
}

/** Prefix, run and content: unique over runs, repeatable within a fixed run. */
export function sidOf(prefix: string, runId: string, hash: string): string {
  return `${prefix}${runId}${hash.slice(0, 24)}`;
}
