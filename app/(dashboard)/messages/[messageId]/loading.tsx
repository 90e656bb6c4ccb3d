import { MessageSkeleton } from "@/components/messages/message-skeleton";

export default function Loading() {
  return <MessageSkeleton />;
}
