"use client";

import { FlaskConical } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { OutcomeNumber } from "@/lib/contracts/outcome-number";

export type OutcomeNumberMenuProps = {
  numbers: readonly OutcomeNumber[];
  onChoose: (number: string) => void;
};

/** The simulator's numbers, by what becomes of a message to them. */
export function OutcomeNumberMenu({ numbers, onChoose }: OutcomeNumberMenuProps) {
  return (
    <Menu
      aria-label="Simulator numbers"
      placement="bottom start"
      onAction={(key) => onChoose(String(key))}
      trigger={
        <Button variant="bare" className="-ml-2.5 self-start">
          <FlaskConical aria-hidden="true" />
          Simulator numbers
        </Button>
      }
    >
      {numbers.map(({ number, does }) => (
        <MenuItem key={number} id={number} textValue={`${number} ${does}`}>
          <span className="mono shrink-0 text-small">{number}</span>
          <span className="truncate text-ink-2">{does.replaceAll("`", "")}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
