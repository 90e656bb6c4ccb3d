"use client";

import { LogOut, SlidersHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import type { RefObject } from "react";
import { Menu } from "react-aria-components/Menu";
import { toast } from "sonner";
import { MenuItem } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { signOut } from "@/lib/browser/sign-out";

export type AccountChoicesProps = {
  trigger: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

export function AccountChoices({ trigger, isOpen, onOpenChange }: AccountChoicesProps) {
  const router = useRouter();
  const leave = async () => {
    if (await signOut()) window.location.assign("/sign-in");
    else toast.error("Not signed out", { description: "Milepost did not answer. Try again." });
  };
  return (
    <Popover
      aria-label="Account"
      triggerRef={trigger}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      placement="bottom end"
      className="min-w-40"
    >
      <Menu
        aria-label="Account"
        autoFocus="first"
        onClose={() => onOpenChange(false)}
        className="py-1 outline-none"
      >
        <MenuItem id="settings" onAction={() => router.push("/settings")}>
          <SlidersHorizontal aria-hidden="true" />
          Settings
        </MenuItem>
        <MenuItem id="sign-out" onAction={leave}>
          <LogOut aria-hidden="true" />
          Sign out
        </MenuItem>
      </Menu>
    </Popover>
  );
}
