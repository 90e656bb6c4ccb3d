/** What a dropped file says, whatever spreadsheet wrote it: UTF-8, UTF-16 with a byte order mark, else Windows-1252. */
export async function readListFile(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mark = `${bytes[0]?.toString(16)} ${bytes[1]?.toString(16)}`;
  if (mark === "ff fe") return new TextDecoder("utf-16le").decode(bytes);
  if (mark === "fe ff") return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
