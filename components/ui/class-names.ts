import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  override: {
    theme: {
      text: ["micro", "small", "base", "lead", "head", "figure"],
      radius: ["mark", "control", "full"],
    },
  },
});

/** Joins class names; where two set the same property, the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
