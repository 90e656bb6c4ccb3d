"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { ListBox } from "react-aria-components/ListBox";
import {
  Select as AriaSelect,
  type SelectProps as AriaSelectProps,
  SelectValue,
} from "react-aria-components/Select";
import { cn } from "./class-names";
import { FieldDescription, FieldErrors, FieldLabel, type FieldText, inputStyles } from "./field";
import { Popover } from "./popover";

export type SelectProps = Omit<AriaSelectProps<object>, "className" | "children" | "isInvalid"> &
  FieldText & {
    className?: string;
    /** `ListOption`s. */
    children: ReactNode;
  };

export function Select({
  label,
  isLabelHidden,
  description,
  errors,
  className,
  children,
  ...props
}: SelectProps) {
  return (
    <AriaSelect
      validationBehavior="aria"
      {...props}
      isInvalid={Boolean(errors?.length)}
      className={cn("group flex flex-col gap-1", className)}
    >
      <FieldLabel isHidden={isLabelHidden}>{label}</FieldLabel>
      <AriaButton
        className={cn(
          inputStyles,
          "flex items-center gap-2 text-left group-data-invalid:border-red",
        )}
      >
        <SelectValue className="min-w-0 flex-1 truncate data-placeholder:text-ink-3" />
        <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
      </AriaButton>
      {description && <FieldDescription>{description}</FieldDescription>}
      <FieldErrors errors={errors} />
      <Popover className="min-w-(--trigger-width)">
        <ListBox className="py-1 outline-none">{children}</ListBox>
      </Popover>
    </AriaSelect>
  );
}
