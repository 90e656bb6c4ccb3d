"use client";

import { useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import { chooseTheme, THEME_WORDS, THEMES, type Theme } from "@/lib/browser/theme";
import { SettingsSection } from "./settings-section";

/** Light, dark, or as the system; kept in this browser. */
export function Appearance({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme);
  return (
    <SettingsSection title="Appearance" lead="Kept in this browser.">
      <Segmented
        label="Theme"
        className="self-start"
        value={chosen}
        options={THEMES.map((value) => ({ value, label: THEME_WORDS[value] }))}
        onChange={(value) => {
          setChosen(value);
          chooseTheme(value);
        }}
      />
    </SettingsSection>
  );
}
