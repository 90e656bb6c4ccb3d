"use client";

import { LogOut, SlidersHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "react-aria-components/Button";
import { toast } from "sonner";
import { Menu, MenuItem } from "@/components/ui/menu";
import { signOut } from "@/lib/browser/sign-out";

/** Who is signed in, with the way to their settings and the way out. */
export function AccountMenu({ name }: { name: string }) {
  const router = useRouter();
  const leave = async () => {
    if (await signOut()) window.location.assign("/sign-in");
    else toast.error("Not signed out", { description: "Milepost did not answer. Try again." });
  };
  return (
    <Menu
      aria-label="Account"
      trigger={
        <Button
          aria-label={`Account of ${name}`}
          className="grid size-7 shrink-0 place-items-center rounded-full border border-line-2 text-ink-2 text-micro hover:bg-hover hover:text-ink pointer-coarse:size-10"
        >
          {initialsOf(name)}
        </Button>
      }
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
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const first = words.at(0)?.at(0) ?? "";
  const last = words.length > 1 ? (words.at(-1)?.at(0) ?? "") : "";
  return (first + last).toUpperCase();
}
