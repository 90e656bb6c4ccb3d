"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/text-field";
import { maxMediaUrls } from "@/lib/domain/send-rules";

export type MediaFieldProps = {
  urls: readonly string[];
  onChange: (urls: string[]) => void;
};

/** Addresses from which Twilio fetches pictures and other files. */
export function MediaField({ urls, onChange }: MediaFieldProps) {
  const shown = urls.length === 0 ? [""] : urls;
  return (
    <>
      <ul className="flex flex-col gap-1.5">
        {shown.map((url, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an address is typed in its place
          <li key={index} className="flex items-center gap-1">
            <TextField
              label={`Media URL ${index + 1}`}
              isLabelHidden
              type="url"
              placeholder="https://example.com/picture.jpg"
              value={url}
              onChange={(next) => onChange(shown.toSpliced(index, 1, next))}
              className="flex-1"
              inputClassName="mono"
            />
            <IconButton
              label={`Remove media URL ${index + 1}`}
              onPress={() => onChange(shown.toSpliced(index, 1))}
            >
              <X aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      {shown.length < maxMediaUrls && (
        <Button
          variant="bare"
          className="-ml-2.5 self-start"
          onPress={() => onChange([...shown, ""])}
        >
          <Plus aria-hidden="true" />
          Another file
        </Button>
      )}
    </>
  );
}
