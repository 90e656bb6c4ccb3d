import { List, type LucideIcon, Send, SlidersHorizontal, Undo2 } from "lucide-react";
import type { Route } from "next";

export type Place = {
  href: Route;
  label: string;
  icon: LucideIcon;
  /** Keys that lead there. */
  keys: string;
  /** A count that waits for somebody. */
  badge?: "refused_callbacks";
};

/** Where the rail, the palette and the keys lead, in this order. */
export const places: readonly Place[] = [
  { href: "/messages", label: "Messages", icon: List, keys: "g m" },
  { href: "/send", label: "Send", icon: Send, keys: "g s" },
  { href: "/callbacks", label: "Callbacks", icon: Undo2, keys: "g c", badge: "refused_callbacks" },
  { href: "/settings", label: "Settings", icon: SlidersHorizontal, keys: "g e" },
];

export const composePlace: Route = "/send";

/** True for the place itself and for every page below it. */
export function isWithin(pathname: string, place: Place): boolean {
  return pathname === place.href || pathname.startsWith(`${place.href}/`);
}
