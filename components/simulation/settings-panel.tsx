"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { SimulatorChange, SimulatorSettings } from "@/lib/contracts/simulator";
import { NumberSetting } from "./number-setting";
import { CALLBACK_WORDS, CREATE_WORDS, OUTCOME_WORDS } from "./simulator-words";

export type SettingsPanelProps = {
  settings: SimulatorSettings;
  isReadOnly: boolean;
  onChange: (change: SimulatorChange) => void;
};

type OutcomeName = keyof SimulatorSettings["outcomes"];

/** Seed, pace and every probability; each takes effect with the next message. */
export function SettingsPanel({ settings, isReadOnly, onChange }: SettingsPanelProps) {
  return (
    <>
      <Group title="Run">
        <SeedField
          seed={settings.seed}
          isDisabled={isReadOnly}
          onCommit={(seed) => onChange({ seed })}
        />
        <NumberSetting
          label="Time scale"
          value={settings.timeScale}
          most={1000}
          isDisabled={isReadOnly}
          onCommit={(timeScale) => onChange({ timeScale })}
        />
        <p className="text-ink-3 text-small">
          The same seed makes the same decisions. At 1 messages take as long as with Twilio, at 0.1
          a tenth of it.
        </p>
      </Group>
      <Group
        title="How messages end"
        action={
          <Button
            variant="bare"
            isDisabled={isReadOnly}
            onPress={() => onChange({ preset: settings.preset })}
          >
            Back to the preset
          </Button>
        }
      >
        {(Object.keys(OUTCOME_WORDS) as OutcomeName[]).map((name) => (
          <Probability
            key={name}
            label={OUTCOME_WORDS[name]}
            value={settings.outcomes[name]}
            isDisabled={isReadOnly}
            onCommit={(value) => onChange({ outcomes: { [name]: value } })}
          />
        ))}
      </Group>
      {(
        [
          ["Create calls", CREATE_WORDS],
          ["Callbacks", CALLBACK_WORDS],
        ] as const
      ).map(([title, words]) => (
        <Group key={title} title={title}>
          {words.map(([name, label]) => (
            <Probability
              key={name}
              label={label}
              value={settings.misbehaviour[name]}
              isDisabled={isReadOnly}
              onCommit={(value) => onChange({ misbehaviour: { [name]: value } })}
            />
          ))}
        </Group>
      ))}
    </>
  );
}

function Group({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={title}
      className="flex flex-col gap-2 border-line border-t px-gutter py-3.5"
    >
      <div className="flex min-h-7 items-center justify-between gap-2">
        <h2 className="font-semibold">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

type ProbabilityProps = {
  label: string;
  value: number;
  isDisabled: boolean;
  onCommit: (value: number) => void;
};

function Probability({ value, onCommit, ...props }: ProbabilityProps) {
  return (
    <NumberSetting
      {...props}
      unit="%"
      most={100}
      value={Number((value * 100).toFixed(4))}
      onCommit={(percent) => onCommit(percent / 100)}
    />
  );
}

type SeedFieldProps = { seed: string; isDisabled: boolean; onCommit: (seed: string) => void };

function SeedField({ seed, isDisabled, onCommit }: SeedFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    setDraft(null);
    const next = draft?.trim();
    if (next && next !== seed) onCommit(next);
  };
  return (
    <TextField
      label="Seed"
      value={draft ?? seed}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
      isDisabled={isDisabled}
      maxLength={100}
      className="grid grid-cols-[minmax(0,1fr)_5.5rem] items-center gap-3"
      inputClassName="mono text-right"
    />
  );
}
