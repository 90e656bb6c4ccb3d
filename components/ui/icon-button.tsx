"use client";

import type { ReactNode, Ref } from "react";
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from "react-aria-components/Button";
import { cn } from "./class-names";
import { iconButtonStyles } from "./icon-button-styles";
import { Kbd } from "./kbd";
import { Tooltip } from "./tooltip";

export type IconButtonProps = Omit<AriaButtonProps, "className" | "children" | "aria-label"> & {
  /** Says what happens; read aloud and shown on hover. */
  label: string;
  /** The key that does the same. */
  keyHint?: string;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
};

export function IconButton({ label, keyHint, className, ...props }: IconButtonProps) {
  return (
    <Tooltip
      content={
        keyHint ? (
          <span className="flex items-center gap-1.5">
            {label} <Kbd>{keyHint}</Kbd>
          </span>
        ) : (
          label
        )
      }
    >
      <AriaButton {...props} aria-label={label} className={cn(iconButtonStyles, className)} />
    </Tooltip>
  );
}
