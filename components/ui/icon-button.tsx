"use client";

import type { ReactNode, Ref } from "react";
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from "react-aria-components/Button";
import { cn } from "./class-names";
import { iconButtonStyles } from "./icon-button-styles";

export type IconButtonProps = Omit<
  AriaButtonProps,
  "className" | "children" | "aria-label" | "render"
> & {
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
    <AriaButton
      {...props}
      aria-label={label}
      // The browser's own hint: it names what is read aloud anyway, and weighs nothing.
      render={(button) => <button {...button} title={keyHint ? `${label} (${keyHint})` : label} />}
      className={cn(iconButtonStyles, className)}
    />
  );
}
