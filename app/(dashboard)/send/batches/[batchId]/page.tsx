import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BatchPage } from "@/components/send/bulk/batch-page";
import { requireViewer } from "@/lib/auth/current-viewer";
import { batchIdSchema } from "@/lib/contracts/send-batch";
import { AppError } from "@/lib/domain/app-error";
import { can } from "@/lib/domain/permissions";
import { getSendBatch } from "@/lib/services/get-send-batch";
import {
  cancelBatchAction,
  pauseBatchAction,
  resumeBatchAction,
  retryBatchAction,
} from "../actions";

export const metadata: Metadata = { title: "Batch" };

type PageProps = { params: Promise<{ batchId: string }> };

export default async function Page({ params }: PageProps) {
  const viewer = await requireViewer();
  const { data: batchId } = batchIdSchema.safeParse((await params).batchId);
  if (!batchId) notFound();
  const batch = await getSendBatch(viewer, batchId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return (
    <BatchPage
      rendered={batch}
      canSend={can(viewer, "messages.send")}
      actions={{
        pause: pauseBatchAction,
        resume: resumeBatchAction,
        cancel: cancelBatchAction,
        retry: retryBatchAction,
      }}
    />
  );
}
