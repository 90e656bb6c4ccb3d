"use client";

import { toast } from "sonner";
import { Segmented } from "@/components/ui/segmented";
import { failureWords } from "@/lib/browser/failure-words";
import { useSimulatorState } from "@/lib/browser/use-simulator";
import type { ActionResult } from "@/lib/contracts/action-result";
import type {
  LedgerPage,
  SimulatorChange,
  SimulatorSettings,
  SimulatorState,
} from "@/lib/contracts/simulator";
import { CampaignForm, type StartCampaign } from "./campaign-form";
import { Ledger } from "./ledger";
import { SendingNow } from "./sending-now";
import { SettingsPanel } from "./settings-panel";
import { PRESETS } from "./simulator-words";

export type SimulatorPageProps = {
  rendered: { state: SimulatorState; ledger: LedgerPage };
  actions: {
    /** Only for those who may. */
    change?: (change: SimulatorChange) => Promise<ActionResult<SimulatorSettings>>;
    startCampaign?: StartCampaign;
  };
};

/** The simulator: what it sends, how it misbehaves, and what it really did. */
export function SimulatorPage({ rendered, actions }: SimulatorPageProps) {
  const { data: state = rendered.state, error, mutate } = useSimulatorState(rendered.state);
  const isReadOnly = !actions.change;

  const change = async (wanted: SimulatorChange) => {
    if (!actions.change) return;
    const result = await actions.change(wanted).catch(() => null);
    if (result?.ok) {
      await mutate({ ...state, settings: result.data }, { revalidate: false });
      return;
    }
    toast.error("Not changed", { description: result?.message ?? "Milepost did not answer." });
  };

  return (
    <div className="thin-scroll h-full overflow-auto">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-gutter py-2">
        <h1 className="font-semibold text-lead tracking-tight">Simulator</h1>
        <p className="min-w-0 text-ink-3">stands in for Twilio; nothing leaves this machine</p>
        <span className="flex-1" />
        <Segmented
          label="Preset"
          value={state.settings.preset}
          options={PRESETS.map((preset) => ({ ...preset, isDisabled: isReadOnly }))}
          onChange={(preset) => void change({ preset })}
        />
      </header>
      {error && (
        <p role="status" className="border-line border-b px-gutter py-2 text-amber">
          Not up to date. {failureWords(error).sentence}
        </p>
      )}
      <div className="desktop:grid desktop:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 border-line desktop:border-r">
          <SendingNow summary={state.summary} />
          <Ledger rendered={rendered.ledger} />
        </div>
        <div className="max-desktop:border-line max-desktop:border-t">
          {actions.startCampaign && <CampaignForm start={actions.startCampaign} />}
          <SettingsPanel
            settings={state.settings}
            isReadOnly={isReadOnly}
            onChange={(wanted) => void change(wanted)}
          />
        </div>
      </div>
    </div>
  );
}
