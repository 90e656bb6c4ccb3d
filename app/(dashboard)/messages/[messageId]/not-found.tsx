import { MessageNotFound } from "@/components/messages/message-load-failure";

export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">Message not found</h1>
      <MessageNotFound />
    </>
  );
}
