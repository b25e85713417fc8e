const encoder = new TextEncoder();

/** Text as the body of an answer, made as fast as it is fetched. */
export function textStream(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await text.next();
      if (piece.done === true) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    async cancel() {
      await text.return(undefined);
    },
  });
}
