import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE_BYTES = 8;
const MOST_COLOURS = 256;
const DISTANCE_STEP = 3;
/** Surfaces differ by a hair, and are large. */
const KEPT_COLOURS = 64;
const CHANNELS = 3;

type Pixels = { width: number; height: number; bytes: Buffer };

/** The same picture in at most 256 colours, none far from what it was: a third of the bytes. */
export function toIndexedPng(png: Buffer): Buffer {
  const { width, height, bytes } = readPixels(png);
  const palette = paletteOf(bytes);
  const indexOf = nearestIn(palette);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexOf(
        bytes.readUIntBE((y * width + x) * CHANNELS, CHANNELS),
      );
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const colours = Buffer.alloc(palette.length * CHANNELS);
  palette.forEach((colour, index) => {
    colours.writeUIntBE(colour, index * CHANNELS, CHANNELS);
  });
  return Buffer.concat([
    png.subarray(0, SIGNATURE_BYTES),
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Of the one kind of PNG that Chromium writes: eight bits of red, green and blue, not interlaced. */
function readPixels(png: Buffer): Pixels {
  const data: Buffer[] = [];
  let [width, height] = [0, 0];
  for (let at = SIGNATURE_BYTES; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const kind = png.toString("latin1", at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (kind === "IHDR") {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      if (body[8] !== 8 || body[9] !== 2) throw new Error("Not a picture of 24 bits a pixel.");
    }
    if (kind === "IDAT") data.push(body);
    at += length + 12;
  }
  return { width, height, bytes: unfilter(inflateSync(Buffer.concat(data)), width, height) };
}

/** https://www.w3.org/TR/png-3/#9Filters */
function unfilter(filtered: Buffer, width: number, height: number): Buffer {
  const stride = width * CHANNELS;
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < CHANNELS ? 0 : (bytes[at - CHANNELS] ?? 0);
      const up = y === 0 ? 0 : (bytes[at - stride] ?? 0);
      const upLeft = x < CHANNELS || y === 0 ? 0 : (bytes[at - stride - CHANNELS] ?? 0);
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter] ?? 0;
      bytes[at] = (filtered[y * (stride + 1) + 1 + x] ?? 0) + predicted;
    }
  }
  return bytes;
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [left, up, upLeft].map((one) => Math.abs(estimate - one));
  if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toUpLeft ?? 0)) return left;
  return (toUp ?? 0) <= (toUpLeft ?? 0) ? up : upLeft;
}

/** So many colours that each of the picture has one of them near, the rare ones too: those of a status are rare. */
function paletteOf(bytes: Buffer): number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < bytes.length; at += CHANNELS) {
    const colour = bytes.readUIntBE(at, CHANNELS);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const colours = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  for (let apart = 0; ; apart += DISTANCE_STEP) {
    const palette = spreadOut(colours, apart);
    if (palette.length <= MOST_COLOURS) return palette;
  }
}

/** The most frequent as they are, then each that is farther from the others than this; gives up where they are too many. */
function spreadOut(colours: readonly number[], apart: number): number[] {
  const palette = colours.slice(0, KEPT_COLOURS);
  for (const colour of colours.slice(KEPT_COLOURS)) {
    if (palette.every((one) => distance(one, colour) > apart * apart)) palette.push(colour);
    if (palette.length > MOST_COLOURS) break;
  }
  return palette;
}

function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  return (colour) => {
    const index = known.get(colour);
    if (index !== undefined) return index;
    const distances = palette.map((one) => distance(one, colour));
    const nearest = distances.indexOf(Math.min(...distances));
    known.set(colour, nearest);
    return nearest;
  };
}

function distance(one: number, other: number): number {
  const red = (one >> 16) - (other >> 16);
  const green = ((one >> 8) & 255) - ((other >> 8) & 255);
  const blue = (one & 255) - (other & 255);
  return red * red + green * green + blue * blue;
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
