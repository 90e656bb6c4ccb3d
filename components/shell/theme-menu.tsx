"use client";

import { Moon } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { chooseTheme, currentTheme, parseTheme, THEMES, type Theme } from "@/lib/browser/theme";

const WORDS: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

export function ThemeMenu() {
  const [theme, setTheme] = useState<Theme>("system");
  return (
    <Menu
      aria-label="Theme"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[theme]}
      onSelectionChange={(keys) => {
        const chosen = parseTheme(keys === "all" ? undefined : String([...keys][0]));
        chooseTheme(chosen);
        setTheme(chosen);
      }}
      trigger={
        <IconButton label="Theme" onPressStart={() => setTheme(currentTheme())}>
          <Moon aria-hidden="true" />
        </IconButton>
      }
    >
      {THEMES.map((name) => (
        <MenuItem key={name} id={name}>
          {WORDS[name]}
        </MenuItem>
      ))}
    </Menu>
  );
}
