import { type PlacedTrack, placeTrack, type TrackMeasures } from "./track-placement";
import type { Track, TrackNote } from "./track-posts";
import { ROW_TRACK, rowScale } from "./track-ruler";

export type RowTrackLayout = PlacedTrack & {
  note: (TrackNote & { x: number; y: number; anchor: "start" | "end" }) | null;
};

const ROW_MEASURES: TrackMeasures = {
  gap: 9,
  wideGap: 24,
  firstX: 13,
  lastX: ROW_TRACK.endX,
  hatchStart: 7,
  hatchEnd: 6,
  lineClearance: 4,
  ghostGap: 12,
};

const PX_PER_NOTE_CHARACTER = 5.6;
const NOTE_MAX_CHARACTERS = 18;
const NOTE_GAP = 10;

/** How much of a note may stand beyond the drawing, in the free space of its column. */
const NOTE_OVERHANG = 12;

/** The track of a row. Every number is in px of a drawing of `ROW_TRACK.width` by `ROW_TRACK.height`. */
export function layoutRowTrack(track: Track): RowTrackLayout {
  const shortened = { ...track, ghosts: track.ghosts.slice(-1) };
  const placed = placeTrack(shortened, rowScale, ROW_MEASURES);
  if (!track.note) return { ...placed, note: null };
  const text =
    track.note.text.length > NOTE_MAX_CHARACTERS
      ? `${track.note.text.slice(0, NOTE_MAX_CHARACTERS - 1)}…`
      : track.note.text;
  const ends = [placed.posts.at(-1)?.x, placed.ghosts.at(-1)?.x, placed.silentX, placed.originX];
  const x = Math.max(...ends.map((end) => end ?? 0)) + NOTE_GAP;
  const fits = x + text.length * PX_PER_NOTE_CHARACTER <= ROW_TRACK.width + NOTE_OVERHANG;
  return {
    ...placed,
    note: fits
      ? { ...track.note, text, x, y: ROW_TRACK.baseline + 3.6, anchor: "start" }
      : { ...track.note, text, x: ROW_TRACK.width, y: 9, anchor: "end" },
  };
}
