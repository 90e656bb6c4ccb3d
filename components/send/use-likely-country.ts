"use client";

import { useEffect, useState } from "react";

/** ISO code of the country that the browser's language names, such as `IE` of `en-IE`; null where none does. */
export function useLikelyCountry(): string | null {
  const [country, setCountry] = useState<string | null>(null);
  useEffect(() => {
    const languages = navigator.languages.map((tag) => new Intl.Locale(tag).region);
    setCountry(languages.find(Boolean) ?? null);
  }, []);
  return country;
}
