import { ListSkeleton } from "@/components/messages/list/list-skeleton";

export default function MessagesLoading() {
  return <ListSkeleton />;
}
