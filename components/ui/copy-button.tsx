"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { copyText } from "@/lib/browser/copy-text";
import { Button, type ButtonProps } from "./button";
import { IconButton } from "./icon-button";

const SHOWN_AS_COPIED_MS = 1500;

export type CopyButtonProps = {
  text: string;
  /** What is copied: "Copy the message SID". */
  label: string;
  /** Words on the button; without them it is an icon only. */
  children?: ReactNode;
  icon?: ReactNode;
  variant?: ButtonProps["variant"];
  className?: string;
};

export function CopyButton({ text, label, children, icon, variant, className }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_AS_COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async () => {
    if (await copyText(text)) {
      setIsCopied(true);
      return;
    }
    const { toast } = await import("sonner");
    toast.error("The browser did not allow copying", { description: text });
  };

  const shownIcon = isCopied ? (
    <Check aria-hidden="true" className="text-green" />
  ) : (
    (icon ?? <Copy aria-hidden="true" />)
  );

  return (
    <>
      {children ? (
        <Button variant={variant} onPress={copy} aria-label={label} className={className}>
          {shownIcon}
          {children}
        </Button>
      ) : (
        <IconButton label={label} onPress={copy} className={className}>
          {shownIcon}
        </IconButton>
      )}
      <span role="status" className="sr-only">
        {isCopied ? "Copied" : ""}
      </span>
    </>
  );
}
