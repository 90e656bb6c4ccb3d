"use client";

import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import type { SendForm } from "@/lib/contracts/send-form";
import { BodyField } from "./body-field";
import { FormRow } from "./form-row";
import { MediaField } from "./media-field";
import { TemplateField } from "./template-field";
import type { FieldErrors } from "./use-send-form";

export type ContentRowsProps = {
  form: SendForm;
  change: (part: Partial<SendForm>) => void;
  errors: FieldErrors;
  /** What Twilio said against the content. */
  refusal: ReactNode;
  isSegmented: boolean;
  /** The chosen service replaces characters by itself. */
  isEncodedByService: boolean;
};

/** What the message says: a text or a template, and media where the channel carries it. */
export function ContentRows(props: ContentRowsProps) {
  const { form, change, errors, refusal, isSegmented, isEncodedByService } = props;
  const isTemplate = form.content === "template";
  return (
    <>
      <FormRow
        label={isTemplate ? "Template" : "Body"}
        isFaulty={Boolean(isTemplate ? errors.contentSid || errors.contentVariables : errors.body)}
      >
        {isTemplate ? (
          <TemplateField form={form} change={change} errors={errors} />
        ) : (
          <BodyField
            value={form.body}
            onChange={(body) => change({ body })}
            isSegmented={isSegmented}
            isSmartEncoded={form.isSmartEncoded || isEncodedByService}
            errors={errors.body}
            actions={<ContentButtons form={form} change={change} />}
          />
        )}
        {!isTemplate && isSegmented && (
          <Checkbox
            isSelected={form.isSmartEncoded || isEncodedByService}
            isDisabled={isEncodedByService}
            onChange={(isSmartEncoded) => change({ isSmartEncoded })}
          >
            <span>
              Smart encoding{" "}
              <span className="text-ink-3">
                {isEncodedByService
                  ? "is on in the service"
                  : "lets Twilio replace curly quotes and the like"}
              </span>
            </span>
          </Checkbox>
        )}
        {refusal}
      </FormRow>
      {form.channel !== "sms" && (form.channel === "mms" || form.mediaUrls.length > 0) && (
        <FormRow label="Media" errors={errors.mediaUrl}>
          <MediaField urls={form.mediaUrls} onChange={(mediaUrls) => change({ mediaUrls })} />
        </FormRow>
      )}
    </>
  );
}

function ContentButtons({ form, change }: Pick<ContentRowsProps, "form" | "change">) {
  const hasMediaRow =
    form.channel === "mms" || (form.channel !== "sms" && form.mediaUrls.length > 0);
  return (
    <>
      {!hasMediaRow && (
        <Button
          variant="bare"
          className="px-1.5 text-ink"
          onPress={() =>
            change({
              channel: form.channel === "sms" ? "mms" : form.channel,
              mediaUrls: form.mediaUrls.length > 0 ? form.mediaUrls : [""],
            })
          }
        >
          <Plus aria-hidden="true" />
          Media
        </Button>
      )}
      <Button
        variant="bare"
        className="px-1.5 text-ink"
        onPress={() => change({ content: "template" })}
      >
        <Plus aria-hidden="true" />
        Template
      </Button>
    </>
  );
}
