"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { BatchCheck, BatchCheckForm } from "@/lib/contracts/send-batch";
import type { SendForm } from "@/lib/contracts/send-form";
import { emptyDraft } from "../send-draft";

export type BulkList = { name: string; text: string };

/** How the list is to be read; null: as it seems. */
export type BulkReading = Pick<
  BatchCheckForm,
  "hasHeader" | "numberColumn" | "defaultCountry" | "sendsToUnlikely"
>;

export type CheckAction = (form: BatchCheckForm) => Promise<ActionResult<BatchCheck>>;

export type BulkFormState = {
  list: BulkList | null;
  setList: (list: BulkList | null) => void;
  reading: BulkReading;
  changeReading: (part: Partial<BulkReading>) => void;
  form: SendForm;
  change: (part: Partial<SendForm>) => void;
  ratePerSecond: number;
  setRate: (ratePerSecond: number) => void;
  /** Of the list as it was last judged; null before that. */
  check: BatchCheck | null;
  isChecking: boolean;
  /** Why the list could not be judged. */
  failure: string | null;
  toCheckForm: () => BatchCheckForm;
};

const AS_IT_SEEMS: BulkReading = {
  hasHeader: null,
  numberColumn: null,
  defaultCountry: null,
  sendsToUnlikely: true,
};

/** Typing is let come to rest before a whole list is judged again. */
const REST_MS = 500;
const DEFAULT_RATE = 10;

export function useBulkForm(sendKey: string, judge: CheckAction): BulkFormState {
  const [list, putList] = useState<BulkList | null>(null);
  const [reading, setReading] = useState(AS_IT_SEEMS);
  const [form, setForm] = useState(() => emptyDraft(sendKey));
  const [ratePerSecond, setRate] = useState(DEFAULT_RATE);
  const [check, setCheck] = useState<BatchCheck | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isChecking, setIsChecking] = useState(false);
  const latest = useRef(0);

  const text = list?.text ?? "";
  const { channel, body, isSmartEncoded } = form;
  const toCheckForm = useCallback(
    (): BatchCheckForm => ({
      text,
      ...reading,
      channel: channel === "mms" ? "sms" : channel,
      body,
      isSmartEncoded,
    }),
    [text, reading, channel, body, isSmartEncoded],
  );

  useEffect(() => {
    latest.current += 1;
    const turn = latest.current;
    if (text === "") {
      setCheck(null);
      setFailure(null);
      setIsChecking(false);
      return;
    }
    setIsChecking(true);
    const timer = setTimeout(async () => {
      const result = await judge(toCheckForm()).catch(() => null);
      if (turn !== latest.current) return;
      setIsChecking(false);
      if (result?.ok) setCheck(result.data);
      setFailure(
        result === null
          ? "Milepost did not answer, so the list is not checked."
          : result.ok
            ? result.data.fault
            : (result.fieldErrors?.text?.[0] ?? result.message),
      );
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [judge, text, toCheckForm]);

  return {
    list,
    setList: (next) => {
      setReading({ ...reading, hasHeader: null, numberColumn: null });
      putList(next);
    },
    reading,
    changeReading: (part) => setReading((current) => ({ ...current, ...part })),
    form,
    change: (part) => setForm((current) => ({ ...current, ...part })),
    ratePerSecond,
    setRate,
    check: check?.fault === null ? check : null,
    isChecking,
    failure,
    toCheckForm,
  };
}
