import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLiveUpdates, showList } from "@/lib/browser/live-updates";
import { messageKey } from "@/lib/browser/message-keys";
import type { MessageRow } from "@/lib/contracts/message";
import type { MessageList } from "@/lib/contracts/message-list";
import { messageList, messageRow, trackEvent } from "../../support/message-row-factory";

const LIST = "/api/messages";

let frames: (() => void)[];
let cache: Map<string, { data?: unknown }>;
let told: string[];
let hide: () => void;

/** Stands in for SWR: keeps what it is given, and notes which keys were told. */
function open() {
  const mutate = async (key: string, data?: unknown) => {
    told.push(key);
    if (data !== undefined) cache.set(key, { data });
  };
  return createLiveUpdates(cache as never, mutate as never);
}

/** A list of one row that follows the stream. */
function openList() {
  const row = messageRow();
  cache.set(LIST, { data: messageList([row]) });
  return { row, updates: open() };
}

/** The same while it draws that row's first status. */
async function openDrawingList() {
  const { row, updates } = openList();
  updates.onRows([moved(row, "queued")]);
  await vi.advanceTimersByTimeAsync(0);
  return { row, updates };
}

const rowsInView = () => (cache.get(LIST)?.data as MessageList | undefined)?.items ?? [];
const drawings = () => told.filter((key) => key === LIST).length;

/** The page's frame comes, `afterMs` from now. */
async function frame(afterMs: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(afterMs);
  const due = frames;
  frames = [];
  for (const callback of due) callback();
  await vi.advanceTimersByTimeAsync(0);
}

function moved(row: MessageRow, ...statuses: string[]): MessageRow {
  const events = statuses.map((status) => trackEvent({ status }));
  return { ...row, status: statuses.at(-1) ?? row.status, events };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  frames = [];
  told = [];
  cache = new Map();
  hide = showList(LIST);
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => frames.push(callback));
});

afterEach(() => {
  hide();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("changed rows", () => {
  test("are drawn at once when the page is at rest", async () => {
    const { row, updates } = openList();

    updates.onRows([moved(row, "sent")]);
    await vi.advanceTimersByTimeAsync(0);

    expect(rowsInView().map(({ status }) => status)).toEqual(["sent"]);
  });

  test("that come while the page draws are drawn together, after a rest by the drawing's length", async () => {
    const { row, updates } = await openDrawingList();

    updates.onRows([moved(row, "queued", "sending")]);
    updates.onRows([moved(row, "queued", "sending", "sent")]);
    await frame(40);
    await vi.advanceTimersByTimeAsync(9);
    expect(drawings()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);

    expect(drawings()).toBe(2);
    expect(rowsInView().map(({ status }) => status)).toEqual(["sent"]);
  });

  test("do not wait once that rest has passed", async () => {
    const { row, updates } = await openDrawingList();
    await frame(40);
    await vi.advanceTimersByTimeAsync(10);

    updates.onRows([moved(row, "queued", "sent")]);
    await vi.advanceTimersByTimeAsync(0);

    expect(drawings()).toBe(2);
  });

  test("rest a tenth of a second at most, however long the page draws", async () => {
    const { row, updates } = await openDrawingList();

    updates.onRows([moved(row, "queued", "sent")]);
    await frame(480);
    await vi.advanceTimersByTimeAsync(99);
    expect(drawings()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);

    expect(drawings()).toBe(2);
  });

  test("wait half a second at most for a frame that does not come", async () => {
    const { row, updates } = await openDrawingList();

    updates.onRows([moved(row, "queued", "sent")]);
    await vi.advanceTimersByTimeAsync(500);

    expect(rowsInView().map(({ status }) => status)).toEqual(["sent"]);
  });

  test("have a message that is open fetched again, by its id and by its SID, and no other", async () => {
    const [byId, bySid, closed] = [
      messageRow(),
      messageRow({ sid: `SM${"1".repeat(32)}` }),
      messageRow(),
    ];
    cache.set(messageKey(byId.id), {});
    cache.set(messageKey(bySid.sid ?? ""), {});
    const updates = open();

    updates.onRows([byId, bySid, closed]);
    await vi.advanceTimersByTimeAsync(0);

    expect(told.sort()).toEqual([messageKey(byId.id), messageKey(bySid.sid ?? "")].sort());
  });
});

describe("the list itself", () => {
  /** New messages in an endless stream, while each fetch takes `tookMs`; how often the list is fetched in 20 s. */
  async function fetchesWhileStreaming(tookMs: number): Promise<number> {
    let count = 0;
    vi.stubGlobal("fetch", async () => {
      count += 1;
      await new Promise((resolve) => setTimeout(resolve, tookMs));
      return Response.json(messageList([]));
    });
    cache.set(LIST, { data: messageList([]) });
    const updates = open();
    for (let second = 0; second < 20; second += 1) {
      updates.onRows([messageRow()]);
      await frame(0);
      await vi.advanceTimersByTimeAsync(1000);
    }
    return count;
  }

  test("is fetched again every two seconds while new messages come", async () => {
    expect(await fetchesWhileStreaming(20)).toBeGreaterThanOrEqual(6);
  });

  test("is fetched less often where that takes long, but does not go stale", async () => {
    const count = await fetchesWhileStreaming(400);
    expect(count).toBeGreaterThanOrEqual(3);
    expect(count).toBeLessThanOrEqual(4);
  });
});
