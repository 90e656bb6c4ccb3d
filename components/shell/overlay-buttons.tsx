"use client";

import { CircleQuestionMark, Search } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useOpenOverlay } from "./overlays";

export function HelpButton() {
  const open = useOpenOverlay();
  return (
    <IconButton label="Keys" keyHint="?" onPress={() => open("keys")} className="max-tablet:hidden">
      <CircleQuestionMark aria-hidden="true" />
    </IconButton>
  );
}

/** On phones the palette is the search field too. */
export function PaletteButton() {
  const open = useOpenOverlay();
  return (
    <IconButton
      label="Search and commands"
      onPress={() => open("palette")}
      className="tablet:hidden"
    >
      <Search aria-hidden="true" />
    </IconButton>
  );
}
