"use client";

import { useEffect, useState } from "react";

/** Our idea of the server's clock minus this machine's. */
let offsetMs = 0;

/**
 * Ages are told by the server's clock, since a viewer's may be minutes off. Call once per full page load with
 * the moment at which the server rendered it.
 */
export function alignClock(renderedAtMs: number): void {
  const [navigation] = performance.getEntriesByType("navigation");
  if (!(navigation instanceof PerformanceNavigationTiming)) return;
  offsetMs = renderedAtMs - (performance.timeOrigin + navigation.responseStart);
}

export function nowUs(): number {
  return (Date.now() + offsetMs) * 1000;
}

/**
 * Now, in microseconds since 1970, anew every `stepMs`. While hydrating it is the moment of the server's
 * rendering, so that both draw the same.
 */
export function useNowUs(renderedAtUs: number, stepMs = 1000): number {
  const [atUs, setAtUs] = useState(renderedAtUs);
  useEffect(() => {
    setAtUs(nowUs());
    const timer = setInterval(() => setAtUs(nowUs()), stepMs);
    return () => clearInterval(timer);
  }, [stepMs]);
  return atUs;
}

const watchers = new Set<() => void>();
let secondTimer: ReturnType<typeof setInterval> | undefined;

/** Calls back every second, all who ask by one timer. Returns how to end it. */
export function onEverySecond(tick: () => void): () => void {
  watchers.add(tick);
  secondTimer ??= setInterval(() => {
    for (const watcher of watchers) watcher();
  }, 1000);
  return () => {
    watchers.delete(tick);
    if (watchers.size > 0) return;
    clearInterval(secondTimer);
    secondTimer = undefined;
  };
}
