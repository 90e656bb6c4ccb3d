import { MessageNotFound } from "@/components/messages/message-load-failure";

export default function NotFound() {
  return <MessageNotFound />;
}
