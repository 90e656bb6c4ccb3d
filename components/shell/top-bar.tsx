import { Suspense } from "react";
import { AccountMenu } from "./account-menu";
import { Brand } from "./brand";
import { ConnectionState } from "./connection-state";
import { ModeBadge, type ModeBadgeProps } from "./mode-badge";
import { HelpButton, PaletteButton } from "./overlay-buttons";
import { SearchField } from "./search-field";
import { ThemeMenu } from "./theme-menu";

export type TopBarProps = ModeBadgeProps & { viewerName: string };

export function TopBar({ mode, accountLast4, viewerName }: TopBarProps) {
  return (
    <header className="flex items-center gap-3 border-line border-b pr-3 pl-gutter max-tablet:gap-2 max-tablet:pr-2">
      <Brand className="tablet:hidden" />
      <Suspense>
        <SearchField />
      </Suspense>
      <span className="flex-1" />
      <ConnectionState />
      <ModeBadge mode={mode} accountLast4={accountLast4} />
      <span className="flex items-center gap-0.5">
        <PaletteButton />
        <HelpButton />
        <ThemeMenu />
      </span>
      <AccountMenu name={viewerName} />
    </header>
  );
}
