/** The form fields of one Messages.create call, by Twilio's names; a list is a repeated field. */
export type CreateCallParameters = Readonly<Record<string, string | readonly string[]>>;

const numberFields = new Set(["ValidityPeriod", "Attempt"]);
const booleanFields = new Set([
  "ForceDelivery",
  "ProvideFeedback",
  "SendAsMms",
  "ShortenUrls",
  "SmartEncoded",
]);
const listFields = new Set(["MediaUrl", "PersistentAction"]);

/**
 * The call as a cURL command for a POSIX shell that sends exactly these parameters. Credentials
 * stay in the variables TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export function toCurl(
  parameters: CreateCallParameters,
  { apiBaseUrl = "https://api.twilio.com" }: { apiBaseUrl?: string } = {},
): string {
  const base = apiBaseUrl.replace(/\/+$/, "").replace(/[\\"$`]/g, "\\$&");
  const url = `"${base}/2010-04-01/Accounts/$TWILIO_ACCOUNT_SID/Messages.json"`;
  const fields = Object.entries(parameters)
    .flatMap(([name, value]) => [value].flat().map((one) => `${name}=${one}`))
    .map((field) => `--data-urlencode ${quoteForShell(field)}`);
  const credentials = `-u "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN"`;
  return [`curl -X POST ${url}`, ...fields, credentials].join(" \\\n  ");
}

/**
 * The call as a module for Node with Twilio's `twilio` package. Credentials stay in the environment.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export function toNodeCode(parameters: CreateCallParameters): string {
  const properties = Object.entries(parameters).map(
    ([name, value]) =>
      `  ${name.charAt(0).toLowerCase()}${name.slice(1)}: ${literal(name, value)},`,
  );
  return [
    'import twilio from "twilio";',
    "",
    "const client = twilio(process.env.TWILIO_ACCOUNT_SID, process.env.TWILIO_AUTH_TOKEN);",
    "const message = await client.messages.create({",
    ...properties,
    "});",
    "console.log(message.sid);",
  ].join("\n");
}

function literal(name: string, value: string | readonly string[]): string {
  if (typeof value !== "string" || listFields.has(name)) {
    return `[${[value].flat().map(quoteForJavaScript).join(", ")}]`;
  }
  const isNumber = numberFields.has(name) && /^(0|[1-9]\d{0,14})$/.test(value);
  const isBoolean = booleanFields.has(name) && /^(true|false)$/.test(value);
  if (isNumber || isBoolean) return value;
  const text = quoteForJavaScript(value);
  return name === "SendAt" ? `new Date(${text})` : text;
}

function quoteForJavaScript(text: string): string {
  return JSON.stringify(text);
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
