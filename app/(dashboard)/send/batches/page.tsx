import type { Metadata } from "next";
import { BatchList } from "@/components/send/bulk/batch-list";
import { requireViewer } from "@/lib/auth/current-viewer";
import { batchIdSchema } from "@/lib/contracts/send-batch";
import { listBatches } from "@/lib/services/get-send-batch";

export const metadata: Metadata = { title: "Batches" };

type PageProps = { searchParams: Promise<{ before?: string | string[] }> };

export default async function Page({ searchParams }: PageProps) {
  const viewer = await requireViewer();
  const cursor = batchIdSchema.safeParse((await searchParams).before).data ?? null;
  return (
    <BatchList page={await listBatches(viewer, { cursor })} renderedAtUs={Date.now() * 1000} />
  );
}
