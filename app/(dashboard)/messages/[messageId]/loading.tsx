import { MessagePageSkeleton } from "@/components/messages/message-skeleton";

export default function Loading() {
  return <MessagePageSkeleton />;
}
