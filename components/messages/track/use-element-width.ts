"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

const useBeforePaint = typeof window === "undefined" ? useEffect : useLayoutEffect;

/** The width of an element in px, kept up to date; `initialPx` until it was measured. */
export function useElementWidth<T extends Element>(
  initialPx: number,
): [RefObject<T | null>, number] {
  const ref = useRef<T>(null);
  const [widthPx, setWidthPx] = useState(initialPx);
  useBeforePaint(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () =>
      setWidthPx(Math.max(Math.floor(element.getBoundingClientRect().width), 1));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, widthPx];
}
