import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MessagePage } from "@/components/messages/message-page";
import { requireViewer } from "@/lib/auth/current-viewer";
import { AppError } from "@/lib/domain/app-error";
import { getMessage } from "@/lib/services/get-message";
import "./print.css";

type Props = { params: Promise<{ messageId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { messageId } = await params;
  return { title: `Message ${messageId}` };
}

export default async function Page({ params }: Props) {
  const viewer = await requireViewer();
  const { messageId } = await params;
  const message = await getMessage(viewer, messageId).catch(toNotFound);
  return <MessagePage message={message} renderedAtUs={Date.now() * 1000} />;
}

function toNotFound(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
