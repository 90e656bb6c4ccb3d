import { describe, expect, test } from "vitest";
import { applyLiveRows, MAX_KEPT_ROWS, reconcileList } from "@/lib/browser/apply-live-rows";
import type { MessageRow } from "@/lib/contracts/message";
import { type MessageFilters, PAGE_SIZE } from "@/lib/contracts/message-list";
import { encodeMessageCursor } from "@/lib/domain/message-cursor";
import { messageList, messageRow, trackEvent } from "../../support/message-row-factory";

const ALL: MessageFilters = { range: "24h" };

describe("a row that is in the list", () => {
  test("is replaced in its place, and the others stay the very same objects", () => {
    const [oldest, middle, newest] = [messageRow(), messageRow(), messageRow()];
    const list = messageList([newest, middle, oldest]);
    const changed = { ...middle, status: "sent", outcome: "sent" as const, events: [trackEvent()] };

    const result = applyLiveRows(list, ALL, [changed]);

    expect(result.list.items).toEqual([newest, changed, oldest]);
    expect(result.list.items[0]).toBe(newest);
    expect(result.list.items[2]).toBe(oldest);
  });

  test("makes the counts stale when its outcome changes, and only then", () => {
    const row = messageRow();
    const list = messageList([row]);
    const moved = { ...row, status: "sending", events: [trackEvent()] };
    const delivered = { ...moved, status: "delivered", outcome: "delivered" as const };

    expect(applyLiveRows(list, ALL, [moved]).isStale).toBe(false);
    expect(applyLiveRows(list, ALL, [delivered]).isStale).toBe(true);
  });

  test("is not put back by an update that knows fewer events", () => {
    const row = messageRow({
      status: "delivered",
      outcome: "delivered",
      events: [trackEvent(), trackEvent({ seq: "2", status: "delivered" })],
    });
    const late = {
      ...row,
      status: "queued",
      outcome: "in_flight" as const,
      events: [trackEvent()],
    };

    expect(applyLiveRows(messageList([row]), ALL, [late]).list.items).toEqual([row]);
  });

  test("stays although it no longer fits the filters", () => {
    const row = messageRow();
    const delivered = {
      ...row,
      status: "delivered",
      outcome: "delivered" as const,
      events: [trackEvent()],
    };
    const result = applyLiveRows(messageList([row]), { ...ALL, outcome: "in_flight" }, [delivered]);

    expect(result).toMatchObject({ isStale: true, list: { items: [delivered] } });
  });
});

describe("a row that is not in the list", () => {
  test("stands on top of the newest page, newest first, and is counted", () => {
    const shown = messageRow();
    const [first, second] = [messageRow(), messageRow()];
    const result = applyLiveRows(messageList([shown]), ALL, [first, second]);

    expect(result.list.items).toEqual([second, first, shown]);
    expect(result.list.total).toEqual({ count: 3, isMore: false });
    expect(result.isStale).toBe(true);
  });

  test("is not added to a count that stopped at its limit", () => {
    const list = messageList([messageRow()], { total: { count: 10_000, isMore: true } });

    expect(applyLiveRows(list, ALL, [messageRow()]).list.total.count).toBe(10_000);
  });

  test("is counted in the tab that is open", () => {
    const failed = messageRow({ status: "failed", outcome: "failed" });
    const result = applyLiveRows(messageList([]), { ...ALL, outcome: "failed" }, [failed]);

    expect(result.list.counts.failed.count).toBe(1);
  });

  test("changes nothing on a page further down", () => {
    const list = messageList([messageRow()]);
    const result = applyLiveRows(list, { ...ALL, cursor: "abc" }, [messageRow()]);

    expect(result).toEqual({ list, isStale: false });
    expect(result.list).toBe(list);
  });

  test("is left to the server when it is older than the newest one shown", () => {
    const older = messageRow();
    const shown = messageRow();
    const result = applyLiveRows(messageList([shown]), ALL, [older]);

    expect(result).toMatchObject({ isStale: true, list: { items: [shown] } });
  });

  test.each<[string, MessageFilters]>([
    ["words", { ...ALL, q: "appointment" }],
    ["a recipient", { ...ALL, to: "+14155550100" }],
    ["a sender", { ...ALL, from: "+15005550006" }],
    ["a service", { ...ALL, service: "MG1" }],
    ["a custom range", { ...ALL, after: "2026-11-23T00:00:00Z" }],
    ["missing receipts", { ...ALL, outcome: "no_receipt" }],
  ])("is left to the server when the list is narrowed by %s", (_name, filters) => {
    const result = applyLiveRows(messageList([]), filters, [messageRow()]);

    expect(result).toMatchObject({ isStale: true, list: { items: [] } });
  });

  test.each<[MessageFilters, boolean]>([
    [{ ...ALL, channel: "sms" }, true],
    [{ ...ALL, channel: "whatsapp" }, false],
    [{ ...ALL, status: ["queued", "sent"] }, true],
    [{ ...ALL, status: ["delivered"] }, false],
    [{ ...ALL, error: 30003 }, false],
    [{ ...ALL, outcome: "in_flight" }, true],
    [{ ...ALL, outcome: "delivered" }, false],
  ])("is shown under %j: %s", (filters, isShown) => {
    const { list } = applyLiveRows(messageList([]), filters, [messageRow()]);

    expect(list.items).toHaveLength(isShown ? 1 : 0);
  });
});

describe("a list that was fetched", () => {
  test("never takes a row back to an older state", () => {
    const fetched = messageRow();
    const live = { ...fetched, status: "sent", outcome: "sent" as const, events: [trackEvent()] };

    const list = reconcileList(messageList([live]), messageList([fetched]), { keepsTail: false });

    expect(list.items).toEqual([live]);
  });

  test("takes the place of what was there", () => {
    const [old, fresh] = [messageRow(), messageRow()];
    const list = reconcileList(messageList([old]), messageList([fresh], { nextCursor: "next" }), {
      keepsTail: false,
    });

    expect(list).toMatchObject({ items: [fresh], nextCursor: "next" });
  });

  test("keeps the rows that slid off the page while somebody reads, and the way on from there", () => {
    const [slidOff, kept, fresh] = [messageRow(), messageRow(), messageRow()];
    const current = messageList([kept, slidOff], { nextCursor: "after-slid-off" });
    const list = reconcileList(current, messageList([fresh, kept], { nextCursor: "after-kept" }), {
      keepsTail: true,
    });

    expect(list).toMatchObject({ items: [fresh, kept, slidOff], nextCursor: "after-slid-off" });
  });
});

describe("a full page that follows along", () => {
  const rows = Array.from({ length: PAGE_SIZE }, () => messageRow()).reverse();
  const full = messageList(rows, { nextCursor: "after-the-fiftieth" });

  test("lets as many rows slide off its end as came on top, and goes on from the last one kept", () => {
    const [first, second] = [messageRow(), messageRow()];
    const { list } = applyLiveRows(full, ALL, [first, second]);

    expect(list.items).toEqual([second, first, ...rows.slice(0, -2)]);
    const last = list.items.at(-1) as MessageRow;
    expect(list.nextCursor).toBe(encodeMessageCursor("olderThan", last));
  });

  test("is not grown by a later change of a row that slid off", () => {
    const { list } = applyLiveRows(full, ALL, [messageRow()]);
    const slidOff = rows.at(-1) as MessageRow;
    const changed = { ...slidOff, status: "sent", events: [trackEvent()] };

    expect(applyLiveRows(list, ALL, [changed]).list.items).toEqual(list.items);
  });

  test("keeps every row, and its way on, while somebody reads", () => {
    const { list } = applyLiveRows(full, ALL, [messageRow()], { isHeld: true });

    expect(list.items).toHaveLength(PAGE_SIZE + 1);
    expect(list.nextCursor).toBe("after-the-fiftieth");
  });
});

test("a list that somebody reads for hours does not grow without end", () => {
  const rows = Array.from({ length: MAX_KEPT_ROWS }, () => messageRow()).reverse();
  const full = messageList(rows, { nextCursor: "end" });
  const fresh = messageRow();

  expect(applyLiveRows(full, ALL, [fresh])).toEqual({ list: full, isStale: true });
  expect(reconcileList(full, messageList([fresh]), { keepsTail: true })).toMatchObject({
    items: rows,
    nextCursor: "end",
  });
});

describe("a row that comes out of turn", () => {
  const at = (second: number) => `2026-11-23T14:00:${String(second).padStart(2, "0")}.000000Z`;
  const newest = messageRow({ createdAt: at(30) });
  const oldest = messageRow({ createdAt: at(10) });
  const between = messageRow({ createdAt: at(20) });
  const list = messageList([newest, oldest]);

  test("goes to its place, but not under the eyes of somebody who reads", () => {
    expect(applyLiveRows(list, ALL, [between]).list.items).toEqual([newest, between, oldest]);
    expect(applyLiveRows(list, ALL, [between], { isHeld: true }).list.items).toEqual([
      newest,
      oldest,
    ]);
  });

  test("while the list is fetched stays, although the answer does not know it", () => {
    const latest = messageRow({ createdAt: at(40) });
    const current = messageList([latest, newest, oldest]);
    const arrived = new Set([latest.id]);
    expect(reconcileList(current, list, { keepsTail: false, arrived }).items).toEqual([
      latest,
      newest,
      oldest,
    ]);
    expect(reconcileList(current, list, { keepsTail: false }).items).toEqual([newest, oldest]);
  });

  test("that the answer left behind below its last row stays away", () => {
    const below = messageRow({ createdAt: at(5) });
    const current = messageList([newest, oldest, below]);
    const arrived = new Set([below.id]);
    expect(reconcileList(current, list, { keepsTail: false, arrived }).items).toEqual([
      newest,
      oldest,
    ]);
  });
});
