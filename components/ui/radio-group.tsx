"use client";

import type { ReactNode } from "react";
import {
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
} from "react-aria-components/RadioGroup";
import { cn } from "./class-names";
import { FieldDescription, FieldErrors, FieldLabel, type FieldText } from "./field";

export type RadioGroupProps = Omit<AriaRadioGroupProps, "className" | "children" | "isInvalid"> &
  FieldText & { className?: string; children: ReactNode };

export function RadioGroup({
  label,
  isLabelHidden,
  description,
  errors,
  className,
  children,
  ...props
}: RadioGroupProps) {
  return (
    <AriaRadioGroup
      validationBehavior="aria"
      {...props}
      isInvalid={Boolean(errors?.length)}
      className={cn("flex flex-col gap-2", className)}
    >
      <FieldLabel isHidden={isLabelHidden}>{label}</FieldLabel>
      {children}
      {description && <FieldDescription>{description}</FieldDescription>}
      <FieldErrors errors={errors} />
    </AriaRadioGroup>
  );
}

export type RadioProps = {
  value: string;
  isDisabled?: boolean;
  /** What it is called. */
  label: ReactNode;
  /** What choosing it means. */
  children?: ReactNode;
};

export function Radio({ value, isDisabled, label, children }: RadioProps) {
  return (
    <AriaRadio
      value={value}
      isDisabled={isDisabled}
      className="group flex cursor-pointer items-start gap-2.5 data-disabled:cursor-default data-disabled:opacity-50"
    >
      <span
        aria-hidden="true"
        className={cn(
          "mt-0.75 size-3.5 shrink-0 rounded-full border border-line-3 bg-paper",
          "group-data-selected:border-[4.5px] group-data-selected:border-accent",
          "group-data-focus-visible:outline-2 group-data-focus-visible:outline-accent group-data-focus-visible:outline-offset-2",
        )}
      />
      <span className="min-w-0">
        <span className="font-medium">{label}</span>
        {children && <span className="ml-2 text-ink-2">{children}</span>}
      </span>
    </AriaRadio>
  );
}
