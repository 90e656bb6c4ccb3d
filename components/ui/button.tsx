"use client";

import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from "react-aria-components/Button";
import { type ButtonStyle, buttonStyles } from "./button-styles";
import { cn } from "./class-names";

export type ButtonProps = Omit<AriaButtonProps, "className"> & ButtonStyle & { className?: string };

export function Button({ variant, size, className, ...props }: ButtonProps) {
  return <AriaButton {...props} className={cn(buttonStyles({ variant, size }), className)} />;
}
