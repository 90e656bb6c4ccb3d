"use client";

import type { ReactNode } from "react";
import { Input } from "react-aria-components/Input";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from "react-aria-components/TextField";
import { cn } from "./class-names";
import { FieldDescription, FieldErrors, FieldLabel, type FieldText, inputStyles } from "./field";

export type TextFieldProps = Omit<AriaTextFieldProps, "className" | "children" | "isInvalid"> &
  FieldText & {
    placeholder?: string;
    className?: string;
    inputClassName?: string;
    /** Stands at the end of the line, inside the outline. */
    suffix?: ReactNode;
  };

export function TextField({
  label,
  isLabelHidden,
  description,
  errors,
  placeholder,
  className,
  inputClassName,
  suffix,
  ...props
}: TextFieldProps) {
  return (
    <AriaTextField
      validationBehavior="aria"
      {...props}
      isInvalid={Boolean(errors?.length)}
      className={cn("flex flex-col gap-1", className)}
    >
      <FieldLabel isHidden={isLabelHidden}>{label}</FieldLabel>
      <div className="relative">
        <Input
          placeholder={placeholder}
          className={cn(inputStyles, suffix && "pr-8", inputClassName)}
        />
        {suffix && (
          <div className="absolute inset-y-0 right-1 grid place-items-center">{suffix}</div>
        )}
      </div>
      {description && <FieldDescription>{description}</FieldDescription>}
      <FieldErrors errors={errors} />
    </AriaTextField>
  );
}
