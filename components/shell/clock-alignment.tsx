"use client";

import { useEffect, useRef } from "react";
import { alignClock } from "@/lib/browser/clock";

/** Sets this machine's idea of the server's clock, once per full page load. */
export function ClockAlignment({ renderedAtMs }: { renderedAtMs: number }) {
  const first = useRef(renderedAtMs);
  useEffect(() => alignClock(first.current), []);
  return null;
}
