"use client";

import { TextArea as AriaTextArea } from "react-aria-components/TextArea";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from "react-aria-components/TextField";
import { cn } from "./class-names";
import { FieldDescription, FieldErrors, FieldLabel, type FieldText, inputStyles } from "./field";

export type TextAreaProps = Omit<AriaTextFieldProps, "className" | "children" | "isInvalid"> &
  FieldText & {
    placeholder?: string;
    rows?: number;
    className?: string;
    inputClassName?: string;
  };

export function TextArea({
  label,
  isLabelHidden,
  description,
  errors,
  placeholder,
  rows = 3,
  className,
  inputClassName,
  ...props
}: TextAreaProps) {
  return (
    <AriaTextField
      validationBehavior="aria"
      {...props}
      isInvalid={Boolean(errors?.length)}
      className={cn("flex flex-col gap-1", className)}
    >
      <FieldLabel isHidden={isLabelHidden}>{label}</FieldLabel>
      <AriaTextArea
        rows={rows}
        placeholder={placeholder}
        className={cn(
          inputStyles,
          "thin-scroll h-auto resize-y py-2 pointer-coarse:h-auto",
          inputClassName,
        )}
      />
      {description && <FieldDescription>{description}</FieldDescription>}
      <FieldErrors errors={errors} />
    </AriaTextField>
  );
}
