"use client";

import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { TextArea } from "react-aria-components/TextArea";
import { TextField } from "react-aria-components/TextField";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { FieldErrors, FieldLabel, inputStyles } from "@/components/ui/field";
import { countOf } from "@/lib/domain/count-words";
import {
  type BodyMeasure,
  countCharacters,
  measureBody,
  replaceSmartCharacters,
} from "@/lib/domain/message-body";
import { SegmentRule } from "./segment-rule";

export type BodyFieldProps = {
  value: string;
  onChange: (body: string) => void;
  /** SMS and MMS are cut into segments, other channels are not. */
  isSegmented: boolean;
  /** Twilio replaces what it can of the characters that force UCS-2. */
  isSmartEncoded: boolean;
  errors?: string[];
  /** Buttons at the end of the line of figures. */
  actions?: ReactNode;
};

/** The text, with what forces UCS-2 marked in it, and what it comes to in segments. */
export function BodyField(props: BodyFieldProps) {
  const { value, onChange, isSegmented, isSmartEncoded, errors, actions } = props;
  const measure = measureBody(value, { smartEncoding: isSmartEncoded });
  const isForced = isSegmented && measure.encoding === "UCS-2";
  return (
    <TextField
      value={value}
      onChange={onChange}
      isInvalid={Boolean(errors?.length)}
      validationBehavior="aria"
      className="flex flex-col gap-2"
    >
      <FieldLabel isHidden>Body</FieldLabel>
      <div className="grid">
        <Marks value={value} forcing={isForced ? measure.forcing : []} />
        <TextArea
          rows={2}
          className={cn(
            inputStyles,
            "col-start-1 row-start-1 h-full resize-none overflow-hidden bg-transparent",
            "py-2 text-lead leading-5.5 pointer-coarse:h-full",
          )}
        />
      </div>
      <FieldErrors errors={errors} />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-ink-2">
        <Figures measure={measure} isSegmented={isSegmented} />
        <span className="ml-auto flex gap-1">{actions}</span>
      </div>
      {isSegmented && measure.segments.length > 0 && <SegmentRule measure={measure} />}
      {isForced && <ForcedNote value={value} measure={measure} onReplace={onChange} />}
    </TextField>
  );
}

/** Stands behind the text, letter over letter, and gives the field its height. */
function Marks({ value, forcing }: { value: string; forcing: BodyMeasure["forcing"] }) {
  let end = 0;
  const pieces = forcing.slice(0, MAX_MARKS).map(({ character, index }) => {
    const plain = value.slice(end, index);
    end = index + character.length;
    return (
      <span key={index}>
        {plain}
        <mark className="rounded-[2px] bg-amber/25 text-transparent">{character}</mark>
      </span>
    );
  });
  return (
    <div
      aria-hidden="true"
      className={cn(
        "col-start-1 row-start-1 min-h-15.5 whitespace-pre-wrap break-words border border-transparent",
        "px-2.5 py-2 text-lead text-transparent leading-5.5 pointer-coarse:text-[1rem]",
      )}
    >
      {pieces}
      {value.slice(end)}
      {"\n"}
    </div>
  );
}

const MAX_MARKS = 400;

function Figures({ measure, isSegmented }: { measure: BodyMeasure; isSegmented: boolean }) {
  const { characters, encoding, segments, leftInSegment, isTooLong } = measure;
  return (
    <>
      <Figure value={characters} noun="character" isBad={isTooLong} />
      {isSegmented && <b className="font-medium text-ink">{encoding}</b>}
      {isSegmented && <Figure value={segments.length} noun="segment" />}
      {isSegmented && segments.length > 0 && (
        <span>
          <b className="mono font-medium text-ink">{leftInSegment}</b> left
        </span>
      )}
    </>
  );
}

function Figure({ value, noun, isBad }: { value: number; noun: string; isBad?: boolean }) {
  return (
    <span>
      <b className={cn("mono font-medium", isBad ? "text-red" : "text-ink")}>{value}</b> {noun}
      {value === 1 ? "" : "s"}
    </span>
  );
}

/** Names the first character that forces UCS-2, and offers what would keep GSM-7. */
function ForcedNote({
  value,
  measure,
  onReplace,
}: {
  value: string;
  measure: BodyMeasure;
  onReplace: (body: string) => void;
}) {
  const [first] = measure.forcing;
  if (!first) return null;
  const replaced = replaceSmartCharacters(value);
  const after = measureBody(replaced, { smartEncoding: false });
  const at = countCharacters(value.slice(0, first.index)) + 1;
  const others = new Set(measure.forcing.map(({ character }) => character)).size - 1;
  const helps = after.encoding === "GSM-7";
  return (
    <p className="flex items-start gap-2.5 text-ink-2 text-small">
      <TriangleAlert aria-hidden="true" className="size-3.5 text-amber" />
      <span className="min-w-0 flex-1">
        <b className="rounded-[2px] bg-amber/25 px-0.5 font-medium text-ink">{first.character}</b>{" "}
        at {at}
        {others > 0 && ` and ${others} more`} {others > 0 ? "force" : "forces"} UCS-2.{" "}
        {helps
          ? `Plain characters keep GSM-7: ${countOf(after.segments.length, "segment")}${costOf(measure, after)}.`
          : "A segment then takes 70 characters, or 67 each when there are several."}
      </span>
      {helps && <Button onPress={() => onReplace(replaced)}>Replace</Button>}
    </p>
  );
}

function costOf(now: BodyMeasure, after: BodyMeasure): string {
  const share = after.segments.length / now.segments.length;
  if (share >= 1) return "";
  return share === 0.5 ? ", half the cost" : ` instead of ${now.segments.length}`;
}
