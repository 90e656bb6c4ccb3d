"use client";

import { channelSchema } from "@/lib/contracts/message";
import type { MessageFilters } from "@/lib/contracts/message-list";
import { Choice } from "./choice";
import { CHANNEL_WORDS } from "./filter-words";

export type ChannelChoicesProps = {
  filters: MessageFilters;
  onChange: (change: Partial<MessageFilters>) => void;
};

export function ChannelChoices({ filters, onChange }: ChannelChoicesProps) {
  return (
    <div className="py-1">
      <Choice
        isChosen={filters.channel === undefined}
        onChoose={() => onChange({ channel: undefined })}
      >
        Any channel
      </Choice>
      {channelSchema.options.map((channel) => (
        <Choice
          key={channel}
          isChosen={filters.channel === channel}
          onChoose={() => onChange({ channel })}
        >
          {CHANNEL_WORDS[channel]}
        </Choice>
      ))}
    </div>
  );
}
