import type { LoadAccount } from "../load/signed-callbacks";
import { checkRecord, type RecordCheck } from "./callback-record";
import { journeyCallbacks } from "./journey-callbacks";
import { sendAsTwilio } from "./twilio-sender";

export type CrashPlace = {
  account: LoadAccount;
  publicBaseUrl: string;
  databaseUrl: string;
  /** Where the doors listen, before and after each crash. */
  ports: readonly number[];
  /** Each ends something with SIGKILL and resolves when it runs again. */
  crashes: readonly { name: string; killAndRestart: () => Promise<void> }[];
};

export type CrashPlan = {
  /** How many callbacks are answered or given up before each crash, and after the last. */
  callbacksBetween: number;
  connections: number;
  /** How often each of the crashes happens, in turn. */
  rounds: number;
  seed: number;
  retryAfterMs: number;
};

export type CrashReport = {
  crashes: {
    name: string;
    answeredBefore: number;
    failuresMeanwhile: number;
    check: RecordCheck;
  }[];
  answered: number;
  givenUp: number;
  outcomes: Record<string, number>;
  final: RecordCheck;
  faults: string[];
};

/**
 * Sends really signed callbacks as Twilio does while servers and database are killed again and again, and holds the
 * database after each restart, and at the end, against what was answered 200.
 */
export async function runCrashes(
  place: CrashPlace,
  plan: CrashPlan,
  tell: (crash: CrashReport["crashes"][number]) => void = () => undefined,
): Promise<CrashReport> {
  const { account, publicBaseUrl } = place;
  let isOver = false;
  function* whileNeeded() {
    for (const callback of journeyCallbacks({ ...account, publicBaseUrl, seed: plan.seed })) {
      if (isOver) return;
      yield callback;
    }
  }
  const sender = sendAsTwilio(whileNeeded(), {
    ports: place.ports,
    host: new URL(publicBaseUrl).host,
    connections: plan.connections,
    retryAfterMs: plan.retryAfterMs,
  });
  const someMore = () =>
    sender.reaches(sender.answered.size + sender.givenUp.size + plan.callbacksBetween);
  const failures = () =>
    Object.entries(sender.outcomes).reduce(
      (sum, [outcome, count]) => sum + (outcome === "200" ? 0 : count),
      0,
    );

  const sequence = Array.from({ length: plan.rounds }, () => place.crashes).flat();
  const crashes: CrashReport["crashes"] = [];
  const faults: string[] = [];
  for (const [index, { name, killAndRestart }] of sequence.entries()) {
    await someMore();
    const [answeredBefore, failuresBefore] = [sender.answered.size, failures()];
    await killAndRestart();
    const check = await checkRecord(place.databaseUrl, new Map(sender.answered));
    const crash = {
      name,
      answeredBefore,
      failuresMeanwhile: failures() - failuresBefore,
      check,
    };
    if (crash.failuresMeanwhile === 0) faults.push(`Crash ${index + 1} (${name}) met no load`);
    faults.push(...check.faults.map((fault) => `After crash ${index + 1} (${name}): ${fault}`));
    crashes.push(crash);
    tell(crash);
  }
  await someMore();
  isOver = true;
  await sender.done;
  const final = await checkRecord(place.databaseUrl, sender.answered);
  faults.push(...final.faults.map((fault) => `At the end: ${fault}`));
  const unexpected = Object.keys(sender.outcomes).filter(
    (outcome) => !["200", "503", "broken"].includes(outcome),
  );
  faults.push(...unexpected.map((outcome) => `${outcome} was answered to a valid callback`));
  return {
    crashes,
    answered: sender.answered.size,
    givenUp: sender.givenUp.size,
    outcomes: sender.outcomes,
    final,
    faults,
  };
}
