import type { LucideIcon } from "lucide-react";
import {
  Ban,
  CircleCheck,
  CircleMinus,
  CircleX,
  MessageCircleOff,
  TextCursorInput,
  TriangleAlert,
} from "lucide-react";
import type { BatchVerdict } from "@/lib/domain/batch-verdict";

type VerdictLook = { word: string; tone: string; icon: LucideIcon };

/** How a verdict on a row looks. */
export const VERDICTS: Record<BatchVerdict, VerdictLook> = {
  ready: { word: "ready", tone: "text-green", icon: CircleCheck },
  unlikely: { word: "unlikely", tone: "text-amber", icon: TriangleAlert },
  invalid: { word: "invalid", tone: "text-red", icon: CircleX },
  duplicate: { word: "duplicate", tone: "text-ink-3", icon: CircleMinus },
  opted_out: { word: "opted out", tone: "text-red", icon: MessageCircleOff },
  incomplete: { word: "incomplete", tone: "text-red", icon: TextCursorInput },
  not_allowed: { word: "not allowed", tone: "text-red", icon: Ban },
};
