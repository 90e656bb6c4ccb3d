export type Label = {
  text: string;
  /** The post it names. */
  x: number;
  /** `start`: begins at its post; otherwise it is centred over it. */
  anchor: "start" | "middle";
};

export type LabelPlace = { leftX: number; widthPx: number; level: number };

const PX_PER_LABEL_CHARACTER = 6.15;
const LABEL_PADDING_PX = 8;
const LABEL_SPACE_PX = 6;

/** Puts each label on the lowest line on which it touches no other; the first label of a list is placed first. */
export function placeLabels<L extends Label>(
  labels: readonly L[],
  width: number,
): (L & LabelPlace)[] {
  const taken: { level: number; leftX: number; rightX: number }[] = [];
  return labels.map((label) => {
    const widthPx = label.text.length * PX_PER_LABEL_CHARACTER + LABEL_PADDING_PX;
    const wantedX = label.anchor === "start" ? label.x - 1 : label.x - widthPx / 2;
    const leftX = Math.max(
      Math.min(wantedX, width + 2 - widthPx),
      label.anchor === "start" ? -1 : 0,
    );
    const rightX = leftX + widthPx;
    const isFree = (level: number) =>
      !taken.some(
        (other) =>
          other.level === level &&
          leftX < other.rightX + LABEL_SPACE_PX &&
          rightX > other.leftX - LABEL_SPACE_PX,
      );
    let level = 0;
    while (!isFree(level)) level += 1;
    taken.push({ level, leftX, rightX });
    return { ...label, leftX, widthPx, level };
  });
}
