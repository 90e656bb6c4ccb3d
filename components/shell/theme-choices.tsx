"use client";

import type { RefObject } from "react";
import { Menu } from "react-aria-components/Menu";
import { MenuItem } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { chooseTheme, currentTheme, parseTheme, THEME_WORDS, THEMES } from "@/lib/browser/theme";

export type ThemeChoicesProps = {
  trigger: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

export function ThemeChoices({ trigger, isOpen, onOpenChange }: ThemeChoicesProps) {
  return (
    <Popover
      aria-label="Theme"
      triggerRef={trigger}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      placement="bottom end"
      className="min-w-40"
    >
      <Menu
        aria-label="Theme"
        autoFocus="first"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[currentTheme()]}
        onSelectionChange={(keys) => {
          chooseTheme(parseTheme(keys === "all" ? undefined : String([...keys][0])));
        }}
        onClose={() => onOpenChange(false)}
        className="py-1 outline-none"
      >
        {THEMES.map((name) => (
          <MenuItem key={name} id={name}>
            {THEME_WORDS[name]}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
