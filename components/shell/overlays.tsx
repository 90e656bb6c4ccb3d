"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useShortcuts } from "@/lib/browser/shortcuts";
import type { ShellInfo } from "@/lib/contracts/session";
import { composePlace, placesIn } from "./navigation";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const KeyList = dynamic(() => import("./key-list").then((module) => module.KeyList), {
  ssr: false,
});

type Overlay = "palette" | "keys";

const OpenOverlayContext = createContext<(overlay: Overlay) => void>(() => {});

/** Opens the command palette or the list of keys. */
export function useOpenOverlay() {
  return useContext(OpenOverlayContext);
}

/** The keys that work on every page, and the windows they open. Those are loaded when first opened. */
export function Overlays({ mode, children }: { mode: ShellInfo["mode"]; children: ReactNode }) {
  const router = useRouter();
  const [opened, setOpened] = useState<ReadonlySet<Overlay>>(new Set());
  const [current, setCurrent] = useState<Overlay | null>(null);

  const open = useMemo(
    () => (overlay: Overlay) => {
      setOpened((before) => new Set([...before, overlay]));
      setCurrent(overlay);
    },
    [],
  );
  const onOpenChange = (isOpen: boolean) => {
    if (!isOpen) setCurrent(null);
  };

  useShortcuts("Everywhere", [
    { keys: "mod+k", label: "Commands", run: () => open("palette") },
    { keys: "?", label: "This list of keys", run: () => open("keys") },
    { keys: "c", label: "Write a message", run: () => router.push(composePlace) },
    ...placesIn(mode).map((place) => ({
      keys: place.keys,
      label: `Go to ${place.label}`,
      run: () => router.push(place.href),
    })),
  ]);

  return (
    <OpenOverlayContext value={open}>
      {children}
      {opened.has("palette") && (
        <Palette
          mode={mode}
          isOpen={current === "palette"}
          onOpenChange={onOpenChange}
          onShowKeys={() => open("keys")}
        />
      )}
      {opened.has("keys") && <KeyList isOpen={current === "keys"} onOpenChange={onOpenChange} />}
    </OpenOverlayContext>
  );
}
