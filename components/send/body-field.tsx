"use client";

import { TextArea } from "@/components/ui/text-area";
import { measureBody } from "@/lib/domain/message-body";

export type BodyFieldProps = {
  value: string;
  onChange: (body: string) => void;
  isSmartEncoded: boolean;
  errors?: string[];
};

export function BodyField({ value, onChange, isSmartEncoded, errors }: BodyFieldProps) {
  const measure = measureBody(value, { smartEncoding: isSmartEncoded });
  return (
    <>
      <TextArea
        label="Body"
        isLabelHidden
        value={value}
        onChange={onChange}
        rows={3}
        errors={errors}
        inputClassName="text-lead leading-[1.375rem]"
      />
      <p className="flex flex-wrap gap-x-5 text-ink-2">
        <span>
          <b className="mono font-medium text-ink">{measure.characters}</b> characters
        </span>
        <b className="font-medium text-ink">{measure.encoding}</b>
        <span>
          <b className="mono font-medium text-ink">{measure.segments.length}</b>{" "}
          {measure.segments.length === 1 ? "segment" : "segments"}
        </span>
        <span>
          <b className="mono font-medium text-ink">{measure.leftInSegment}</b> left
        </span>
      </p>
    </>
  );
}
