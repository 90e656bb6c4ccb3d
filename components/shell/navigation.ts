import { FlaskConical, List, type LucideIcon, Send, SlidersHorizontal, Undo2 } from "lucide-react";
import type { Route } from "next";
import type { ShellInfo } from "@/lib/contracts/session";

export type Place = {
  href: Route;
  label: string;
  icon: LucideIcon;
  /** Keys that lead there. */
  keys: string;
  /** A count that waits for somebody. */
  badge?: "refused_callbacks";
  /** Where messages go to Twilio there is no such place. */
  isSimulatorOnly?: boolean;
};

/** Where the rail, the palette and the keys lead, in this order. */
const places: readonly Place[] = [
  { href: "/messages", label: "Messages", icon: List, keys: "g m" },
  { href: "/send", label: "Send", icon: Send, keys: "g s" },
  { href: "/callbacks", label: "Callbacks", icon: Undo2, keys: "g c", badge: "refused_callbacks" },
  {
    href: "/simulator",
    label: "Simulator",
    icon: FlaskConical,
    keys: "g x",
    isSimulatorOnly: true,
  },
  { href: "/settings", label: "Settings", icon: SlidersHorizontal, keys: "g e" },
];

/** The places that there are in this mode. */
export function placesIn(mode: ShellInfo["mode"]): readonly Place[] {
  return places.filter((place) => mode === "simulator" || !place.isSimulatorOnly);
}

export const composePlace: Route = "/send";

/** True for the place itself and for every page below it. */
export function isWithin(pathname: string, place: Place): boolean {
  return pathname === place.href || pathname.startsWith(`${place.href}/`);
}
