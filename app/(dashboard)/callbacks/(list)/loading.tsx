import { CallbacksSkeleton } from "@/components/callbacks/list/callback-skeleton";

export default function CallbacksLoading() {
  return <CallbacksSkeleton />;
}
