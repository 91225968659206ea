/**
 * The page (from 1) of every named destination of a PDF: where each anchor of the printed HTML came to stand.
 *
 * Chromium names a destination for each anchor that some link leads to.
 */
export async function destinationPages(pdf: Uint8Array): Promise<ReadonlyMap<string, number>> {
  const { getDocumentProxy } = await import("unpdf");
  const document = await getDocumentProxy(new Uint8Array(pdf));
  try {
    const destinations = (await document.getDestinations()) as Readonly<Record<string, readonly unknown[] | null>>;
    const pages = new Map<string, number>();
    for (const [name, destination] of Object.entries(destinations)) {
      const page = destination?.[0] as { num: number; gen: number } | undefined;
      if (page !== undefined && page !== null) pages.set(name, (await document.getPageIndex(page)) + 1);
    }
    return pages;
  } finally {
    await document.loadingTask.destroy();
  }
}
