import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  HIDDEN_BEFORE_PAUSE_MS,
  type LiveHandlers,
  type LiveState,
  LONGEST_SILENCE_MS,
  openLiveConnection,
} from "@/lib/browser/live-connection";
import { messageRow } from "../../support/message-row-factory";

/** The browser's side of a stream, driven by hand. */
class StreamDouble extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly CLOSED = 2;
  static opened: StreamDouble[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(readonly url: string) {
    super();
    StreamDouble.opened.push(this);
  }

  close() {
    this.readyState = StreamDouble.CLOSED;
  }

  answer() {
    this.readyState = 1;
    this.onopen?.();
  }

  breakOff(readyState: number) {
    this.readyState = readyState;
    this.onerror?.();
  }

  say(event: string, data: string) {
    this.dispatchEvent(Object.assign(new Event(event), { data }));
  }
}

class PageDouble extends EventTarget {
  visibilityState: "visible" | "hidden" = "visible";

  show(state: "visible" | "hidden") {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

let page: PageDouble;
let browser: EventTarget;
let states: LiveState[];
let handlers: LiveHandlers;
let close: () => void;

const pulse = () => latest().say("pulse", JSON.stringify({ refusedCount: 3 }));

function beatFor(durationMs: number) {
  for (let beat = 0; beat < durationMs / 10_000; beat += 1) {
    vi.advanceTimersByTime(10_000);
    pulse();
  }
}

const latest = () => StreamDouble.opened.at(-1) as StreamDouble;

beforeEach(() => {
  vi.useFakeTimers();
  StreamDouble.opened = [];
  page = new PageDouble();
  browser = new EventTarget();
  states = [];
  vi.stubGlobal("EventSource", StreamDouble);
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", browser);
  vi.stubGlobal("navigator", { onLine: true });
  handlers = {
    onState: (state) => states.push(state),
    onRows: vi.fn(),
    onRefusedCount: vi.fn(),
    onResync: vi.fn(),
  };
  close = openLiveConnection("/api/live", handlers);
});

afterEach(() => {
  close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a stream that opens", () => {
  test("is live, and what was missed before it is fetched", () => {
    latest().answer();

    expect(states).toEqual(["connecting", "live"]);
    expect(handlers.onResync).toHaveBeenCalledTimes(1);
  });

  test("hands on rows, and asks for a fetch when it cannot read them", () => {
    latest().answer();
    const row = messageRow();
    latest().say("messages", JSON.stringify({ rows: [row] }));
    latest().say("messages", "{");
    latest().say("resync", JSON.stringify({ reason: "listening again" }));

    expect(handlers.onRows).toHaveBeenCalledExactlyOnceWith([row]);
    expect(handlers.onResync).toHaveBeenCalledTimes(3);
  });
});

describe("a stream that breaks off", () => {
  test("is resumed by the browser without fetching everything again", () => {
    latest().answer();
    latest().breakOff(StreamDouble.CONNECTING);
    latest().answer();

    expect(states).toEqual(["connecting", "live", "reconnecting", "live"]);
    expect(handlers.onResync).toHaveBeenCalledTimes(1);
    expect(StreamDouble.opened).toHaveLength(1);
  });

  test("is opened anew when the browser gave up, each time after a longer wait", () => {
    latest().breakOff(StreamDouble.CLOSED);
    vi.advanceTimersByTime(1000);
    expect(StreamDouble.opened).toHaveLength(2);

    latest().breakOff(StreamDouble.CLOSED);
    vi.advanceTimersByTime(1999);
    expect(StreamDouble.opened).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(StreamDouble.opened).toHaveLength(3);
  });

  test("counts as not to be had after three failures, and is live again as soon as it answers", () => {
    for (const delayMs of [1000, 2000, 4000]) {
      latest().breakOff(StreamDouble.CLOSED);
      vi.advanceTimersByTime(delayMs);
    }
    expect(states.at(-1)).toBe("unavailable");

    latest().answer();
    expect(states.at(-1)).toBe("live");
    expect(handlers.onResync).toHaveBeenCalledTimes(1);
  });
});

describe("a stream that falls silent", () => {
  test("stays live as long as its pulse is heard, which also tells what was refused", () => {
    latest().answer();
    beatFor(90_000);
    expect(states.at(-1)).toBe("live");
    expect(StreamDouble.opened).toHaveLength(1);
    expect(handlers.onRefusedCount).toHaveBeenLastCalledWith(3);
  });

  test("is taken for dead, said so, and opened anew with a fetch of what was missed", () => {
    latest().answer();
    pulse();
    vi.advanceTimersByTime(LONGEST_SILENCE_MS);
    expect(states.at(-1)).toBe("reconnecting");
    expect(StreamDouble.opened[0]?.readyState).toBe(StreamDouble.CLOSED);

    latest().answer();
    expect(states.at(-1)).toBe("live");
    expect(handlers.onResync).toHaveBeenCalledTimes(2);
  });

  test("that is never answered ends in polling, and is tried further", () => {
    vi.advanceTimersByTime(LONGEST_SILENCE_MS * 3);
    expect(states.at(-1)).toBe("unavailable");
    expect(StreamDouble.opened).toHaveLength(4);
  });
});

describe("a tab out of sight", () => {
  test("gives its stream up after a while, and catches up when it is looked at", () => {
    latest().answer();
    page.show("hidden");
    vi.advanceTimersByTime(HIDDEN_BEFORE_PAUSE_MS);
    expect(states.at(-1)).toBe("paused");
    expect(latest().readyState).toBe(StreamDouble.CLOSED);

    page.show("visible");
    latest().answer();
    expect(states.slice(-2)).toEqual(["reconnecting", "live"]);
    expect(handlers.onResync).toHaveBeenCalledTimes(2);
  });

  test("keeps its stream when it is looked at again in time", () => {
    latest().answer();
    page.show("hidden");
    beatFor(HIDDEN_BEFORE_PAUSE_MS - 10_000);
    vi.advanceTimersByTime(9_999);
    page.show("visible");
    beatFor(HIDDEN_BEFORE_PAUSE_MS);

    expect(states.at(-1)).toBe("live");
    expect(StreamDouble.opened).toHaveLength(1);
  });
});

test("without a network it is offline, and back at once when there is one", () => {
  latest().answer();
  browser.dispatchEvent(new Event("offline"));
  expect(states.at(-1)).toBe("offline");
  expect(latest().readyState).toBe(StreamDouble.CLOSED);

  browser.dispatchEvent(new Event("online"));
  latest().answer();
  expect(states.slice(-2)).toEqual(["reconnecting", "live"]);
});

test("once closed it never opens again", () => {
  latest().breakOff(StreamDouble.CLOSED);
  close();
  vi.advanceTimersByTime(60_000);
  page.show("hidden");
  page.show("visible");

  expect(StreamDouble.opened).toHaveLength(1);
});
