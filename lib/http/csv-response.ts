import "server-only";

/**
 * A download that is sent as it is read: a piece is made when the one before has left. The first is made before the
 * answer begins, so that what fails there can still be told.
 */
export async function csvResponse(
  fileName: string,
  pieces: AsyncGenerator<string>,
): Promise<Response> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string, unknown> | null = await pieces.next();
  const body = new ReadableStream<Uint8Array>({
    pull: async (stream) => {
      const { done, value } = next ?? (await pieces.next());
      next = null;
      if (done) stream.close();
      else stream.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
}
