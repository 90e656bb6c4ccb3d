import type { Account } from "./accounts";
import { apiError } from "./api-error";

/**
 * The text of a content template with its variables filled in; defaults stand in for what is
 * missing. Throws 21655 for an unknown template and 21656 for variables that are not a JSON object
 * of strings.
 */
export function renderContent(
  account: Account,
  contentSid: string,
  contentVariables: string | null,
): string {
  const content = account.contents.get(contentSid);
  if (!content) throw apiError(21655);
  const variables = {
    ...content.variables,
    ...parseVariables(contentVariables),
  };
  const bodies = Object.values(content.types).map((type) => type.body);
  const body = bodies.find((text) => typeof text === "string") ?? "";
  return body.replace(
    /\{\{\s*([^}\s]+)\s*\}\}/g,
    (whole, name: string) => variables[name] ?? whole,
  );
}

function parseVariables(text: string | null): Record<string, string> {
  if (text === null) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw apiError(21656);
  }
  const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  if (!isObject) throw apiError(21656);
  const entries = Object.entries(parsed as object);
  if (entries.some(([, value]) => typeof value !== "string" || value === "")) throw apiError(21656);
  return Object.fromEntries(entries);
}
