import { CopyButton } from "@/components/ui/copy-button";

/** A secret that was just made and cannot be shown again. */
export function ShownOnce({
  sentence,
  secret,
  label,
}: {
  sentence: string;
  secret: string;
  label: string;
}) {
  return (
    <div role="status" className="border-amber border-l-2 pl-3">
      <p>{sentence}</p>
      <p className="mt-1 flex items-center gap-2">
        <code className="mono min-w-0 select-all break-all text-small">{secret}</code>
        <CopyButton text={secret} label={label} />
      </p>
    </div>
  );
}
