"use client";

import { Moon } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";

const load = () => import("./theme-choices").then((module) => module.ThemeChoices);
const ThemeChoices = dynamic(load, { ssr: false });

export function ThemeMenu() {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <>
      <IconButton
        ref={trigger}
        label="Theme"
        className="max-tablet:hidden"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onHoverStart={() => void load()}
        onPress={() => {
          setWasOpened(true);
          setIsOpen(true);
        }}
      >
        <Moon aria-hidden="true" />
      </IconButton>
      {wasOpened && <ThemeChoices trigger={trigger} isOpen={isOpen} onOpenChange={setIsOpen} />}
    </>
  );
}
