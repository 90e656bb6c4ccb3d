import { expect, test } from "vitest";
import { applySettings, presetIds, presets, type Settings } from "../../../simulator/settings";

const calm: Settings = { preset: "calm", seed: "1", timeScale: 1, ...presets.calm };

test("a preset replaces all probabilities, and single ones are laid over it", () => {
  const settings = applySettings(calm, { preset: "bad-day", misbehaviour: { lose: 0.5 } });
  expect(settings.preset).toBe("bad-day");
  expect(settings.misbehaviour).toEqual({ ...presets["bad-day"].misbehaviour, lose: 0.5 });
  expect(settings.outcomes).toEqual(presets["bad-day"].outcomes);
});

test("a single probability leaves the rest", () => {
  expect(applySettings(calm, { misbehaviour: { repeat: 1 } })).toEqual({
    ...calm,
    misbehaviour: { ...calm.misbehaviour, repeat: 1 },
  });
});

test("outcomes that add up to more than 1 are refused", () => {
  expect(() => applySettings(calm, { outcomes: { undelivered: 0.6, failed: 0.5 } })).toThrow(
    "more than 1",
  );
});

test("calm misbehaves in nothing, and every other preset in everything", () => {
  expect(Object.values(presets.calm.misbehaviour).every((p) => p === 0)).toBe(true);
  for (const id of presetIds.filter((other) => other !== "calm")) {
    expect(
      Object.values(presets[id].misbehaviour).every((p) => p > 0),
      id,
    ).toBe(true);
  }
});
