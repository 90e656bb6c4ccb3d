/** The colours that carry a state. */
export type Tone = "slate" | "blue" | "green" | "teal" | "red" | "grey" | "amber" | "violet";

export const toneText: Record<Tone, string> = {
  slate: "text-slate",
  blue: "text-blue",
  green: "text-green",
  teal: "text-teal",
  red: "text-red",
  grey: "text-grey",
  amber: "text-amber",
  violet: "text-violet",
};
