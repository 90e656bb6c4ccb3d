import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SimulatorPage } from "@/components/simulation/simulator-page";
import { countMarks, marksOf } from "@/components/simulation/simulator-words";
import { TruthPage } from "@/components/simulation/truth-page";
import { truthRows } from "@/components/simulation/truth-rows";
import {
  type SimulatedMessage,
  type SimulatorCallback,
  simulatorSettingsSchema,
  simulatorSummarySchema,
} from "@/lib/contracts/simulator";
import { startSimulator } from "../../../../simulator/server";

const SID = `SM${"a1".repeat(16)}`;

function callback(overrides: Partial<SimulatorCallback> = {}): SimulatorCallback {
  return {
    index: 0,
    kind: "callback",
    status: "sent",
    queuedAt: 1_795_442_283_997,
    outcome: "answered",
    attempts: [{ endedAt: 1_795_442_284_000, responseStatus: 200 }],
    isLate: false,
    wrongSignature: false,
    changedFrom: false,
    unknownParameter: false,
    slowBody: false,
    ...overrides,
  };
}

function message(overrides: Partial<SimulatedMessage> = {}): SimulatedMessage {
  return {
    entry: {
      ordinal: 4,
      sid: SID,
      to: "+14155550100",
      body: "Hello",
      create: {
        behaviour: "normal",
        initialStatus: "queued",
        at: 1_795_442_283_000,
        answeredAt: null,
      },
      statuses: [
        { status: "queued", errorCode: null, at: 1_795_442_283_000 },
        { status: "sent", errorCode: null, at: 1_795_442_283_900 },
        { status: "delivered", errorCode: null, at: 1_795_442_284_900 },
      ],
      callbacks: [
        callback({ index: 0, wrongSignature: true, outcome: "refused" }),
        callback({ index: 1, status: "delivered", outcome: "lost-on-purpose", attempts: [] }),
        callback({ index: 2, status: "teleported", kind: "invented-status" }),
      ],
    },
    shown: { messageId: "msg_1", status: "queued", outcome: "in_flight", hasConflict: false },
    events: [
      {
        seq: "1",
        status: "queued",
        source: "create_response",
        receivedAt: "2026-11-23T13:58:03.100000Z",
        deliveries: 1,
      },
    ],
    quarantined: [],
    ...overrides,
  };
}

test("every status has one row: the true ones in their order, then words that only callbacks have", () => {
  const rows = truthRows(message());
  expect(rows.map(({ status }) => status)).toEqual(["queued", "sent", "delivered", "teleported"]);
  expect(rows.map(({ trueAt }) => trueAt !== null)).toEqual([true, true, true, false]);
  expect(rows[0]?.events).toHaveLength(1);
  expect(rows[2]?.callbacks[0]?.outcome).toBe("lost-on-purpose");
});

test("the status that the create call answered with was true, though no step led to it", () => {
  const { entry, ...rest } = message();
  const create = { ...entry.create, initialStatus: "accepted" };
  const [first] = truthRows({ ...rest, entry: { ...entry, create } });
  expect(first).toMatchObject({ status: "accepted", trueAt: entry.create.at });
});

test.each<[Partial<SimulatorCallback>, string]>([
  [{ outcome: "lost-on-purpose" }, "lost"],
  [{ outcome: "failed" }, "never reached Milepost"],
  [{ wrongSignature: true }, "forged"],
  [{ isLate: true }, "late"],
  [{ kind: "repeat" }, "repeated"],
  [{ kind: "resend" }, "sent again"],
  [{ kind: "invented-status" }, "made up"],
  [{ changedFrom: true }, "another From"],
  [{ unknownParameter: true }, "new parameter"],
  [{ slowBody: true }, "slow body"],
])("a callback with %j is marked: %s", (overrides, word) => {
  expect(marksOf(callback(overrides)).map((mark) => mark.word)).toEqual([word]);
});

test("a callback that went as it should has no mark, and equal marks are counted", () => {
  expect(marksOf(callback())).toEqual([]);
  expect(
    countMarks([callback({ isLate: true }), callback({ isLate: true, kind: "repeat" })]),
  ).toMatchObject([
    { word: "late", times: 2 },
    { word: "repeated", times: 1 },
  ]);
});

test("the page of one message says that Milepost is behind, and why", () => {
  const page = renderToStaticMarkup(<TruthPage rendered={message()} />);
  for (const words of ["behind", "forged", "lost", "made up", "never so", "not recorded"]) {
    expect(page).toContain(words);
  }
});

test("the simulator's page can be read without the right to change anything", async () => {
  const simulator = await startSimulator();
  const summary = await fetch(new URL("/simulator/summary", simulator.url));
  const state = {
    settings: simulatorSettingsSchema.parse(simulator.settings()),
    summary: simulatorSummarySchema.parse(await summary.json()),
  };
  await simulator.close();
  const { entry, shown } = message();
  const ledger = { items: [{ entry, shown }], total: 1, olderBefore: null };
  const render = (actions: Parameters<typeof SimulatorPage>[0]["actions"]) =>
    renderToStaticMarkup(<SimulatorPage rendered={{ state, ledger }} actions={actions} />);
  expect(render({})).not.toContain("Start campaign");
  expect(render({})).toMatch(/<input[^>]* disabled=""/);
  const allowed = render({
    change: async () => ({ ok: true, data: state.settings }),
    startCampaign: async () => ({ ok: true, data: { batchId: "batch_1" } }),
  });
  expect(allowed).toContain("Start campaign");
  expect(allowed).not.toMatch(/<input[^>]* disabled=""/);
  expect(allowed).toContain(`/simulator/${SID}`);
});
