/** A filled green disc with a check: it fits. */
export function StatusDisc({ label }: { label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 16 16"
      className="mx-auto block size-4 text-green"
      fill="none"
    >
      <circle cx={8} cy={8} r={7.25} fill="currentColor" />
      <path
        d="M5.3 8.2 7.2 10.1 10.8 6"
        className="stroke-paper"
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
