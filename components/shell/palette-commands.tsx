"use client";

import { Keyboard, Monitor, Moon, Search, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { TextField } from "react-aria-components/TextField";
import { Kbd } from "@/components/ui/kbd";
import { optionStyles } from "@/components/ui/option-styles";
import { messageListPage, messagePanelPage } from "@/lib/browser/message-pages";
import { chooseTheme, THEMES } from "@/lib/browser/theme";
import { useMessageHits } from "@/lib/browser/use-message-hits";
import type { ShellInfo } from "@/lib/contracts/session";
import { formatAddress } from "@/lib/domain/phone-address";
import { placesIn } from "./navigation";

const THEME_COMMANDS = {
  system: { words: "Theme: as the system", icon: Monitor },
  light: { words: "Theme: light", icon: Sun },
  dark: { words: "Theme: dark", icon: Moon },
} as const;

export type PaletteCommandsProps = {
  mode: ShellInfo["mode"];
  query: string;
  onQueryChange: (query: string) => void;
  onDone: () => void;
  onShowKeys: () => void;
};

export function PaletteCommands({
  mode,
  query,
  onQueryChange,
  onDone,
  onShowKeys,
}: PaletteCommandsProps) {
  const router = useRouter();
  const typed = query.trim();
  const hits = useMessageHits(typed);
  const fits = (words: string) => words.toLowerCase().includes(typed.toLowerCase());
  const goTo = (href: Parameters<typeof router.push>[0]) => () => {
    onDone();
    router.push(href);
  };

  return (
    <Autocomplete inputValue={query} onInputChange={onQueryChange}>
      <TextField aria-label="Search and commands" autoFocus className="block border-line border-b">
        <span className="flex h-12 items-center gap-2.5 px-4 text-ink-3">
          <Search aria-hidden="true" />
          <Input
            placeholder="Go to a page, or find a message by SID, number or words"
            className="h-full min-w-0 flex-1 bg-transparent text-ink outline-none pointer-coarse:text-[1rem]"
          />
          <Kbd>Esc</Kbd>
        </span>
      </TextField>
      <Menu
        aria-label="Commands"
        className="thin-scroll max-h-[52vh] overflow-auto py-1.5 outline-none"
        renderEmptyState={() => <p className="px-4 py-3 text-ink-3">Nothing by that name.</p>}
      >
        {hits.length > 0 && (
          <CommandSection title="Messages">
            {hits.map((hit) => (
              <Command
                key={hit.id}
                id={hit.id}
                textValue={hit.to ?? hit.id}
                onAction={goTo(messagePanelPage({ q: typed, range: "all" }, hit.id))}
              >
                <span className="mono whitespace-nowrap text-small">
                  {hit.to ? formatAddress(hit.to).text : "–"}
                </span>
                <span className="text-ink-2">{hit.status ?? hit.submission}</span>
                <span className="mono ml-auto truncate text-ink-3 text-micro max-tablet:hidden">
                  {hit.sid}
                </span>
              </Command>
            ))}
          </CommandSection>
        )}
        <CommandSection title="Go to">
          {placesIn(mode)
            .filter((place) => fits(place.label))
            .map((place) => (
              <Command
                key={place.href}
                id={place.href}
                textValue={place.label}
                keys={place.keys}
                onAction={goTo(place.href)}
              >
                <place.icon aria-hidden="true" className="text-ink-3" />
                {place.label}
              </Command>
            ))}
        </CommandSection>
        <CommandSection title="Do">
          {THEMES.map((theme) => ({ theme, ...THEME_COMMANDS[theme] }))
            .filter(({ words }) => fits(words))
            .map(({ theme, words, icon: Icon }) => (
              <Command
                key={theme}
                id={`theme-${theme}`}
                textValue={words}
                onAction={() => {
                  chooseTheme(theme);
                  onDone();
                }}
              >
                <Icon aria-hidden="true" className="text-ink-3" />
                {words}
              </Command>
            ))}
          {fits("Keys") && (
            <Command id="keys" textValue="Keys" keys="?" onAction={onShowKeys}>
              <Keyboard aria-hidden="true" className="text-ink-3" />
              Keys
            </Command>
          )}
          {typed !== "" && (
            <Command
              id="search"
              textValue={`Find ${typed}`}
              onAction={goTo(messageListPage({ q: typed, range: "all" }))}
            >
              <Search aria-hidden="true" className="text-ink-3" />
              <span className="truncate">
                Find messages with <b className="font-medium">{typed}</b>
              </span>
            </Command>
          )}
        </CommandSection>
      </Menu>
    </Autocomplete>
  );
}

function CommandSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <MenuSection className="[&:not(:has([role=menuitem]))]:hidden">
      <Header className="px-4 pt-2 pb-1 text-ink-3 text-micro">{title}</Header>
      {children}
    </MenuSection>
  );
}

type CommandProps = {
  id: string;
  textValue: string;
  keys?: string;
  onAction: () => void;
  children: ReactNode;
};

function Command({ keys, children, ...props }: CommandProps) {
  return (
    <MenuItem {...props} className={`${optionStyles} min-h-8.5 px-4`}>
      <span className="flex min-w-0 flex-1 items-center gap-2.5">{children}</span>
      {keys && (
        <span className="flex gap-1 max-tablet:hidden">
          {keys.split(" ").map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </MenuItem>
  );
}
