import * as z from "zod";

export const presetIds = ["calm", "bad-day", "chaos"] as const;
export type PresetId = (typeof presetIds)[number];

const probability = z.number().min(0).max(1);

/** What may go wrong, each with its probability. The first group is drawn once per create call. */
const misbehaviourSchema = z.strictObject({
  tooManyRequests: probability,
  serverError: probability,
  serverErrorAfterAccepting: probability,
  cutBeforeAccepting: probability,
  cutAfterAccepting: probability,
  cutMidAnswer: probability,
  answerAfterFirstCallback: probability,

  reorder: probability,
  overlap: probability,
  repeat: probability,
  resend: probability,
  delay: probability,
  lose: probability,
  wrongSignature: probability,
  unknownParameter: probability,
  unknownStatus: probability,
  changedFrom: probability,
  slowBody: probability,
  sendingCallback: probability,
});
export type Misbehaviour = z.infer<typeof misbehaviourSchema>;
export type MisbehaviourName = keyof Misbehaviour;

/** How messages to ordinary numbers end. What is left to 1 is delivered. */
const outcomeMixSchema = z
  .strictObject({
    undelivered: probability,
    failed: probability,
    sentWithoutReceipt: probability,
    /** Of the delivered ones, on channels with read receipts. */
    read: probability,
  })
  .refine((mix) => mix.undelivered + mix.failed + mix.sentWithoutReceipt <= 1, {
    message: "undelivered, failed and sentWithoutReceipt may not add up to more than 1",
  });
export type OutcomeMix = z.infer<typeof outcomeMixSchema>;

export type Settings = {
  preset: PresetId;
  seed: string;
  timeScale: number;
  misbehaviour: Misbehaviour;
  outcomes: OutcomeMix;
};

const none: Misbehaviour = {
  tooManyRequests: 0,
  serverError: 0,
  serverErrorAfterAccepting: 0,
  cutBeforeAccepting: 0,
  cutAfterAccepting: 0,
  cutMidAnswer: 0,
  answerAfterFirstCallback: 0,
  reorder: 0,
  overlap: 0,
  repeat: 0,
  resend: 0,
  delay: 0,
  lose: 0,
  wrongSignature: 0,
  unknownParameter: 0,
  unknownStatus: 0,
  changedFrom: 0,
  slowBody: 0,
  sendingCallback: 0,
};

export const presets: Record<PresetId, { misbehaviour: Misbehaviour; outcomes: OutcomeMix }> = {
  calm: {
    misbehaviour: none,
    outcomes: {
      undelivered: 0.03,
      failed: 0.01,
      sentWithoutReceipt: 0.02,
      read: 0.6,
    },
  },
  "bad-day": {
    misbehaviour: {
      tooManyRequests: 0.03,
      serverError: 0.01,
      serverErrorAfterAccepting: 0.005,
      cutBeforeAccepting: 0.005,
      cutAfterAccepting: 0.01,
      cutMidAnswer: 0.005,
      answerAfterFirstCallback: 0.05,
      reorder: 0.08,
      overlap: 0.5,
      repeat: 0.05,
      resend: 0.03,
      delay: 0.05,
      lose: 0.02,
      wrongSignature: 0.01,
      unknownParameter: 0.05,
      unknownStatus: 0.01,
      changedFrom: 0.02,
      slowBody: 0.01,
      sendingCallback: 0.1,
    },
    outcomes: {
      undelivered: 0.09,
      failed: 0.04,
      sentWithoutReceipt: 0.06,
      read: 0.5,
    },
  },
  chaos: {
    misbehaviour: {
      tooManyRequests: 0.1,
      serverError: 0.04,
      serverErrorAfterAccepting: 0.03,
      cutBeforeAccepting: 0.03,
      cutAfterAccepting: 0.05,
      cutMidAnswer: 0.03,
      answerAfterFirstCallback: 0.2,
      reorder: 0.3,
      overlap: 0.8,
      repeat: 0.25,
      resend: 0.15,
      delay: 0.2,
      lose: 0.1,
      wrongSignature: 0.05,
      unknownParameter: 0.2,
      unknownStatus: 0.1,
      changedFrom: 0.1,
      slowBody: 0.05,
      sendingCallback: 0.4,
    },
    outcomes: {
      undelivered: 0.2,
      failed: 0.1,
      sentWithoutReceipt: 0.1,
      read: 0.5,
    },
  },
};

export const settingsPatchSchema = z.strictObject({
  preset: z.enum(presetIds).optional(),
  seed: z
    .union([z.string().min(1), z.number()])
    .transform(String)
    .optional(),
  timeScale: z.number().min(0).max(1000).optional(),
  misbehaviour: misbehaviourSchema.partial().optional(),
  outcomes: z
    .strictObject({
      undelivered: probability,
      failed: probability,
      sentWithoutReceipt: probability,
      read: probability,
    })
    .partial()
    .optional(),
});
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** A preset replaces all probabilities; single ones given beside it are laid over it. */
export function applySettings(settings: Settings, patch: SettingsPatch): Settings {
  const preset = patch.preset ?? settings.preset;
  const base = patch.preset ? presets[patch.preset] : settings;
  return {
    preset,
    seed: patch.seed ?? settings.seed,
    timeScale: patch.timeScale ?? settings.timeScale,
    misbehaviour: { ...base.misbehaviour, ...patch.misbehaviour },
    outcomes: outcomeMixSchema.parse({ ...base.outcomes, ...patch.outcomes }),
  };
}
