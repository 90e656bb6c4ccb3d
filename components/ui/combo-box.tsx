"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import {
  ComboBox as AriaComboBox,
  type ComboBoxProps as AriaComboBoxProps,
} from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { ListBox } from "react-aria-components/ListBox";
import { cn } from "./class-names";
import { FieldDescription, FieldErrors, FieldLabel, type FieldText, inputStyles } from "./field";
import { Popover } from "./popover";

export type ComboBoxProps = Omit<
  AriaComboBoxProps<object>,
  "className" | "children" | "isInvalid"
> &
  FieldText & {
    placeholder?: string;
    className?: string;
    inputClassName?: string;
    /** `ListOption`s. */
    children: ReactNode;
  };

export function ComboBox({
  label,
  isLabelHidden,
  description,
  errors,
  placeholder,
  className,
  inputClassName,
  children,
  ...props
}: ComboBoxProps) {
  return (
    <AriaComboBox
      validationBehavior="aria"
      {...props}
      isInvalid={Boolean(errors?.length)}
      className={cn("flex flex-col gap-1", className)}
    >
      <FieldLabel isHidden={isLabelHidden}>{label}</FieldLabel>
      <div className="relative">
        <Input placeholder={placeholder} className={cn(inputStyles, "pr-8", inputClassName)} />
        <AriaButton className="absolute inset-y-0 right-0 grid w-8 place-items-center text-ink-3">
          <ChevronDown aria-hidden="true" className="size-3.5" />
        </AriaButton>
      </div>
      {description && <FieldDescription>{description}</FieldDescription>}
      <FieldErrors errors={errors} />
      <Popover className="min-w-(--trigger-width)">
        <ListBox className="py-1 outline-none">{children}</ListBox>
      </Popover>
    </AriaComboBox>
  );
}
