import { cva, type VariantProps } from "class-variance-authority";

/** The look of a button, for buttons and for links that act like one. */
export const buttonStyles = cva(
  [
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap",
    "rounded-control border font-medium text-small no-underline",
    "pointer-coarse:min-h-10 [&_.lucide]:size-3.5",
    "data-disabled:opacity-50 data-pending:opacity-70",
  ],
  {
    variants: {
      variant: {
        primary:
          "border-accent bg-accent text-on-accent hover:bg-accent/90 pressed:bg-accent/80 [&_kbd]:text-current",
        outline:
          "border-line-2 bg-paper text-ink hover:bg-hover pressed:bg-sel [&_.lucide]:text-ink-2",
        bare: "border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink pressed:bg-sel",
        danger: "border-line-2 bg-paper text-red hover:bg-hover pressed:bg-sel",
      },
      size: {
        base: "h-7 px-2.5",
        large: "h-8 px-3.5 text-base",
      },
    },
    defaultVariants: { variant: "outline", size: "base" },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyles>;
