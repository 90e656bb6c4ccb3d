import { parseArgs } from "node:util";
import { startDurablePostgres } from "../load/durable-postgres";
import { freshAccount } from "../load/signed-callbacks";
import { writeBenchmark } from "./benchmark-page";
import { buildContenders, CONTENDERS, type ContenderKey } from "./callback-contenders";
import { type FloodResult, measureFlood } from "./callback-flood";
import {
  measureSlice,
  type RunningContender,
  type Slice,
  startContender,
  warmUp,
} from "./callback-rounds";
import { sharesByOwner } from "./profile-shares";
import { describeMachine, median } from "./statistics";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    seconds: { type: "string", default: "2" },
    "warm-up": { type: "string", default: "8000" },
    connections: { type: "string", default: "128" },
    /** Contenders to run, such as `ab`; fewer than all of them are not written to the page. */
    only: { type: "string", default: Object.keys(CONTENDERS).join("") },
    "no-flood": { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const durationMs = Number(values.seconds) * 1000;
const connections = Number(values.connections);
const isWhole = Object.keys(CONTENDERS).every((key) => values.only.includes(key));

const RATIOS: readonly { of: ContenderKey; to: ContenderKey; goal: number }[] = [
  { of: "b", to: "a", goal: 0.9 },
  { of: "d", to: "c", goal: 0.8 },
  { of: "d", to: "e", goal: 5 },
];
const FLOOD_GOAL = 0.5;

function contenderTable(runs: readonly RunningContender[]): string[] {
  const lines = [
    "| | callbacks/s | p50 ms | p99 ms | server µs | PostgreSQL µs | generator µs |",
    "|---|---|---|---|---|---|---|",
  ];
  for (const { key, slices } of runs) {
    const of = (pick: (slice: Slice) => number, digits = 0) =>
      median(slices.map(pick)).toFixed(digits);
    lines.push(
      `| ${key}: ${CONTENDERS[key]} | ${of((s) => s.perSecond)} | ${of((s) => s.p50Ms, 1)} | ${of((s) => s.p99Ms, 1)} | ${of((s) => s.serverUs)} | ${of((s) => s.postgresUs)} | ${of((s) => s.generatorUs)} |`,
    );
  }
  return lines;
}

const PROFILED: readonly ContenderKey[] = ["a", "b", "c", "d"];

async function describeProfile({ key, generator, server, slices }: RunningContender) {
  await generator.prepare(Math.ceil((slices.at(-1)?.perSecond ?? 0) * (durationMs / 1000)));
  await server.startProfile();
  await generator.run(durationMs);
  const shares = sharesByOwner(await server.stopProfile());
  const parts = shares.map(({ owner, share }) => `${owner} ${(share * 100).toFixed(0)} %`);
  return `- ${key}: ${parts.join(" · ")}`;
}

function ratioTable(runs: readonly RunningContender[], flood: FloodResult | null): string[] {
  const lines = ["| ratio of callbacks/s | measured | by server CPU | goal |", "|---|---|---|---|"];
  const slicesOf = (key: ContenderKey) => runs.find((run) => run.key === key)?.slices;
  for (const { of, to, goal } of RATIOS) {
    const [over, under] = [slicesOf(of), slicesOf(to)];
    if (!over || !under) continue;
    const each = (pick: (one: Slice, other: Slice) => number) =>
      median(over.flatMap((one, round) => (under[round] ? [pick(one, under[round])] : [])));
    const measured = each((one, other) => one.perSecond / other.perSecond);
    const byCpu = each((one, other) => other.serverUs / one.serverUs);
    lines.push(
      `| ${of} ÷ ${to} | ${measured.toFixed(2)}${measured < goal ? " ✗" : ""} | ${byCpu.toFixed(2)} | ${goal} |`,
    );
  }
  if (flood) {
    const mark = flood.ratio < FLOOD_GOAL ? " ✗" : "";
    lines.push(
      `| d: valid ones during a flood ÷ without | ${flood.ratio.toFixed(2)}${mark} | | ${FLOOD_GOAL} |`,
    );
  }
  return lines;
}

/** What the goal of b ÷ a leaves to the route handler, and what it takes: Next.js works on one thread. */
function roomInNextJs(runs: readonly RunningContender[]): string[] {
  const [empty, ours] = (["a", "b"] as const).map((wanted) =>
    median(runs.find(({ key }) => key === wanted)?.slices.map((s) => s.serverUs) ?? []),
  );
  if (!empty || !ours) return [];
  const room = empty / 0.9 - empty;
  return [
    "",
    `Next.js works on one thread, and its empty handler takes ${empty.toFixed(0)} µs of it: a ratio of 0.9 leaves ${room.toFixed(0)} µs for reading the body, verifying, recording and answering. They take ${(ours - empty).toFixed(0)} µs.`,
  ];
}

const CONTENDERS_EXPLAINED = `Each contender is a process of its own with a database of its own in one PostgreSQL that flushes every commit, and takes its turn while the others are idle; the generator and PostgreSQL share the processors with it. The callbacks are Twilio's form with real signatures, four statuses for each SID. The empty handler is an app of its own, so that no such route is ever part of the product; it and ours run under \`next start\`. c calls \`recordStatusEvents\` through the same group commit as the doors. e writes one row into a table with two indexes, without a headline.`;

const root = process.cwd();
const contenders = await buildContenders(root, values.only);
const postgres = await startDurablePostgres(root);
const runs: RunningContender[] = [];
try {
  const account = freshAccount();
  for (const contender of contenders) {
    runs.push(await startContender(contender, { postgres, account, connections }));
  }
  for (const run of runs) await warmUp(run, Number(values["warm-up"]));
  for (let round = 0; round < rounds; round += 1) {
    // Every other round backwards, so that nobody always comes after the same one.
    for (const run of round % 2 === 0 ? runs : runs.toReversed()) {
      const { dataDir: postgresDataDir } = postgres.postgres;
      run.slices.push(await measureSlice(run, { durationMs, postgresDataDir }));
    }
  }
  const profiles: string[] = [];
  for (const run of runs.filter(({ key }) => PROFILED.includes(key))) {
    profiles.push(await describeProfile(run));
  }
  const door = runs.find(({ key }) => key === "d");
  const perSecond = median(door?.slices.map((slice) => slice.perSecond) ?? []);
  const flood =
    door && !values["no-flood"]
      ? await measureFlood(door, { rounds: Math.ceil(rounds / 2), durationMs, perSecond })
      : null;

  const lines = [
    ...contenderTable(runs),
    "",
    ...ratioTable(runs, flood),
    ...(flood
      ? [
          "",
          `Flood: ${flood.alonePerSecond.toFixed(0)} valid callbacks/s alone, ${flood.floodedPerSecond.toFixed(0)} beside ${flood.forgedPerSecond.toFixed(0)} forged requests/s.`,
        ]
      : []),
    ...roomInNextJs(runs),
    "",
    "Where the servers' processor time goes, by a sampling profile of one more round each; what Node.js does for somebody is counted as theirs:",
    "",
    ...profiles,
  ];
  console.log(`\n${lines.join("\n")}`);
  if (isWhole && flood) {
    const conditions = `${rounds} interleaved rounds of ${durationMs / 1000} s each, ${connections} connections, on ${describeMachine()}. Medians; µs are processor time per callback.`;
    writeBenchmark("Callbacks", `${conditions}\n\n${CONTENDERS_EXPLAINED}\n\n${lines.join("\n")}`);
  }
} finally {
  for (const run of runs) await run.stop();
  await postgres.close();
}
