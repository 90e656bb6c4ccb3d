import { describe, expect, test } from "vitest";
import {
  findTemplateFaults,
  parseBodyTemplate,
  renderBody,
  templateColumns,
} from "@/lib/domain/body-template";

function render(body: string, cells: Record<string, string>) {
  return renderBody(parseBodyTemplate(body), (column) => cells[column.toLowerCase()]);
}

describe("a text with placeholders", () => {
  test.each([
    ["Hello {{name}}!", "Hello Ada!"],
    ["Hello {{ Name }}!", "Hello Ada!"],
    ["{{name}}{{name}}", "AdaAda"],
    ["Hello {{title | dear}} {{name}}", "Hello dear Ada"],
    ["Hello {{title|}}{{name}}", "Hello Ada"],
    ["50 % {off} {{name}}", "50 % {off} Ada"],
    ["no placeholder", "no placeholder"],
  ])("%j reads %j", (body, text) => {
    expect(render(body, { name: " Ada ", title: "" })).toEqual({ text, missing: [] });
  });

  test("an empty cell without a fallback is named", () => {
    expect(render("Hi {{name}} of {{town}}", { name: "Ada", town: " " }).missing).toEqual(["town"]);
  });

  test("a value is text, never a placeholder of its own", () => {
    expect(render("{{name}}", { name: "{{secret}}", secret: "x" }).text).toBe("{{secret}}");
  });

  test("each column is asked for once, whatever its case", () => {
    expect(templateColumns(parseBodyTemplate("{{a}} {{A}} {{b}}"))).toEqual(["a", "b"]);
  });

  test("a column that is not there and a loose brace are told before sending", () => {
    expect(findTemplateFaults("{{name}} {{nmae}}", ["Name"])).toEqual([
      "There is no column nmae. The columns are Name.",
    ]);
    expect(findTemplateFaults("{{name", ["name"])).toHaveLength(1);
    expect(findTemplateFaults("{{name}}", ["NAME"])).toEqual([]);
  });
});
