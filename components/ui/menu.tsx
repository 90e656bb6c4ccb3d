"use client";

import { Check } from "lucide-react";
import { type ReactElement, type ReactNode, useSyncExternalStore } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  MenuTrigger,
} from "react-aria-components/Menu";
import { cn } from "./class-names";
import { optionStyles } from "./option-styles";
import { Popover, type PopoverProps } from "./popover";

export type MenuProps = Omit<AriaMenuProps<object>, "className" | "children"> & {
  /** The button that opens it. */
  trigger: ReactElement;
  placement?: PopoverProps["placement"];
  /** `MenuItem`s. */
  children: ReactNode;
};

const never = () => () => {};

/** On the server only the button: what opens has nothing to show there. */
export function Menu({ trigger, placement = "bottom end", children, ...props }: MenuProps) {
  const isInBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!isInBrowser) return trigger;
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} className="min-w-40">
        <AriaMenu {...props} className="py-1 outline-none">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

export type MenuItemProps = Omit<AriaMenuItemProps, "className" | "children"> & {
  isDanger?: boolean;
  children: ReactNode;
};

export function MenuItem({ isDanger, children, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem {...props} className={cn(optionStyles, isDanger && "text-red")}>
      {({ isSelected }) => (
        <>
          <span className="flex min-w-0 flex-1 items-center gap-2">{children}</span>
          {isSelected && <Check aria-hidden="true" className="text-accent" />}
        </>
      )}
    </AriaMenuItem>
  );
}
