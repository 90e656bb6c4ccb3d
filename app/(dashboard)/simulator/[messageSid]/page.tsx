import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TruthPage } from "@/components/simulation/truth-page";
import { requireViewer } from "@/lib/auth/current-viewer";
import { AppError } from "@/lib/domain/app-error";
import { getSimulatedMessage } from "@/lib/services/get-simulated-message";

export const metadata: Metadata = { title: "Truth against timeline" };

type Props = { params: Promise<{ messageSid: string }> };

export default async function Page({ params }: Props) {
  const viewer = await requireViewer();
  const { messageSid } = await params;
  const rendered = await getSimulatedMessage(viewer, messageSid).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return <TruthPage rendered={rendered} />;
}
