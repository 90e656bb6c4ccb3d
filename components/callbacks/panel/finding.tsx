import { Fragment } from "react";
import { numbered } from "@/components/messages/timeline/numbered";
import type { Refusal } from "@/lib/contracts/callback";

/** Why a callback was refused, in one sentence, its addresses with weight. */
export function Finding({ refusal }: { refusal: Refusal }) {
  const sentence = wordsOf(refusal);
  return numbered(sentence.split(/(https?:\/\/[^\s,]*[^\s,.:;])/)).map(({ key, item }) =>
    /^https?:\/\//.test(item) ? (
      <b key={key} className="break-all font-semibold">
        {item}
      </b>
    ) : (
      <Fragment key={key}>{item}</Fragment>
    ),
  );
}

/** The setting stands by itself below; the sentence need not repeat it. */
function wordsOf({ finding, diagnosis }: Refusal): string {
  if (finding === "") return "It was refused, and nobody has looked into why yet.";
  const onlyAddress = /^Valid for \S+: set PUBLIC_BASE_URL to (\S+)$/.exec(finding);
  if (!onlyAddress) return /[.!?]$/.test(finding) ? finding : `${finding}.`;
  return diagnosis?.checkedUrl
    ? `Valid for ${onlyAddress[1]}. Milepost checked it against another address.`
    : `Valid for ${onlyAddress[1]}. Milepost had no address to check it against.`;
}
