import { liveMessagesSchema, livePulseSchema } from "@/lib/contracts/live-event";
import type { MessageRow } from "@/lib/contracts/message";

/**
 * What the stream is doing. `reconnecting`: it broke off and may be back at once. `unavailable`: it is not to be
 * had for now, so pages poll. `offline`: this machine has no network. `paused`: nobody looks at this tab.
 */
export type LiveState =
  | "connecting"
  | "live"
  | "reconnecting"
  | "unavailable"
  | "offline"
  | "paused";

export type LiveHandlers = {
  onState: (state: LiveState) => void;
  onRows: (rows: MessageRow[]) => void;
  onRefusedCount: (count: number) => void;
  /** Something may have been missed: what is in view has to be fetched again. */
  onResync: () => void;
};

/** From here on a broken stream counts as not to be had; it is tried further all the same. */
const FAILURES_BEFORE_POLLING = 3;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
export const HIDDEN_BEFORE_PAUSE_MS = 60_000;
/** The server says something at least every 10 s: a stream that is quiet for longer than this is dead. */
export const LONGEST_SILENCE_MS = 25_000;

/** Keeps one stream of changes open as long as it makes sense. Returns how to end it. */
export function openLiveConnection(url: string, handlers: LiveHandlers): () => void {
  let source: EventSource | null = null;
  let failures = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let pauseTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let heardAtMs = 0;

  function connect(state: LiveState): void {
    disconnect();
    handlers.onState(state);
    const opened = new EventSource(url);
    source = opened;
    hear();
    let isResumed = false;
    opened.onopen = () => {
      hear();
      failures = 0;
      handlers.onState("live");
      // A browser that reconnects by itself sends Last-Event-ID and misses nothing; a new stream starts at now.
      if (!isResumed) handlers.onResync();
      isResumed = true;
    };
    opened.onerror = () => {
      failures += 1;
      handlers.onState(failures < FAILURES_BEFORE_POLLING ? "reconnecting" : "unavailable");
      if (opened.readyState === EventSource.CLOSED) retryLater();
    };
    opened.addEventListener("messages", (event) => {
      hear();
      const message = liveMessagesSchema.safeParse(readJson(event.data));
      if (message.success) handlers.onRows(message.data.rows);
      else handlers.onResync();
    });
    opened.addEventListener("resync", () => {
      hear();
      handlers.onResync();
    });
    opened.addEventListener("pulse", (event) => {
      hear();
      const pulse = livePulseSchema.safeParse(readJson(event.data));
      const count = pulse.success ? pulse.data.refusedCount : null;
      if (count !== null) handlers.onRefusedCount(count);
    });
  }

  function hear(): void {
    heardAtMs = Date.now();
    silenceTimer ??= setTimeout(listen, LONGEST_SILENCE_MS);
  }

  /** A proxy or a lost network can leave a stream open for ever that carries nothing. */
  function listen(): void {
    silenceTimer = undefined;
    if (source === null) return;
    const silentForMs = Date.now() - heardAtMs;
    if (silentForMs < LONGEST_SILENCE_MS) {
      silenceTimer = setTimeout(listen, LONGEST_SILENCE_MS - silentForMs);
      return;
    }
    failures += 1;
    connect(failures < FAILURES_BEFORE_POLLING ? "reconnecting" : "unavailable");
  }

  function disconnect(): void {
    clearTimeout(retryTimer);
    clearTimeout(silenceTimer);
    silenceTimer = undefined;
    source?.close();
    source = null;
  }

  function retryLater(): void {
    const delayMs = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
    clearTimeout(retryTimer);
    retryTimer = setTimeout(
      () => connect(failures < FAILURES_BEFORE_POLLING ? "reconnecting" : "unavailable"),
      delayMs,
    );
  }

  function onVisibility(): void {
    clearTimeout(pauseTimer);
    if (document.visibilityState === "hidden") {
      pauseTimer = setTimeout(() => {
        disconnect();
        handlers.onState("paused");
      }, HIDDEN_BEFORE_PAUSE_MS);
    } else if (source === null && navigator.onLine) {
      connect("reconnecting");
    }
  }

  function onOffline(): void {
    disconnect();
    handlers.onState("offline");
  }

  function onOnline(): void {
    failures = 0;
    connect("reconnecting");
  }

  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("offline", onOffline);
  window.addEventListener("online", onOnline);
  connect("connecting");

  return () => {
    clearTimeout(pauseTimer);
    disconnect();
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("offline", onOffline);
    window.removeEventListener("online", onOnline);
  };
}

function readJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
