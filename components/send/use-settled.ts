"use client";

import { useEffect, useState } from "react";

/** What a promise from the server came to; null until then. The page stands and works meanwhile. */
export function useSettled<Value>(promise: Promise<Value>): Value | null {
  const [value, setValue] = useState<Value | null>(null);
  useEffect(() => {
    let isCurrent = true;
    promise.then(
      (settled) => isCurrent && setValue(settled),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [promise]);
  return value;
}
