"use client";

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { ListBoxItem, type ListBoxItemProps } from "react-aria-components/ListBox";
import { Text } from "react-aria-components/Text";
import { optionStyles } from "./option-styles";

export type ListOptionProps = Omit<ListBoxItemProps, "className" | "children" | "textValue"> & {
  /** What is typed to find it, and what is read aloud. */
  textValue: string;
  description?: ReactNode;
  children: ReactNode;
};

/** One option of a Select, ComboBox or list box. */
export function ListOption({ children, description, ...props }: ListOptionProps) {
  return (
    <ListBoxItem {...props} className={optionStyles}>
      {({ isSelected }) => (
        <>
          <span className="flex min-w-0 flex-1 items-center gap-2">
            <Text slot="label" className="truncate">
              {children}
            </Text>
            {description && (
              <Text slot="description" className="truncate font-normal text-ink-3 text-small">
                {description}
              </Text>
            )}
          </span>
          {isSelected && <Check aria-hidden="true" className="text-accent" />}
        </>
      )}
    </ListBoxItem>
  );
}
