import { describe, expect, test } from "vitest";
import { guessNumberColumn, maxCsvRows, readCsvTable } from "@/lib/domain/csv-table";

function tableOf(text: string, options?: { hasHeader?: boolean | null }) {
  const reading = readCsvTable(text, options);
  if (!reading.ok) throw new Error(reading.fault);
  return reading.table;
}

describe("a list as a spreadsheet wrote it", () => {
  test("a byte order mark is no part of the first column's name", () => {
    expect(tableOf("\uFEFFphone,name\n+14155550137,Ada").columns).toEqual(["phone", "name"]);
  });

  test.each([
    [",", "phone,name\n+14155550137,Ada\n+14155550138,Brian"],
    [";", "phone;name\n+14155550137;Ada\n+14155550138;Brian, Jr"],
    ["\t", "phone\tname\n+14155550137\tAda\n+14155550138\tBrian"],
    ["|", "phone|name\n+14155550137|Ada\n+14155550138|Brian"],
  ])("cells parted by %j are found", (delimiter, text) => {
    const table = tableOf(text);
    expect(table.delimiter).toBe(delimiter);
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(["+14155550137", "+14155550138"]);
  });

  test("quoted cells keep delimiters, quotation marks and line breaks", () => {
    const { rows } = tableOf('phone,name\r\n+14155550137,"Lovelace, ""Ada""\r\nCountess"\r\n');
    expect(rows[0]?.cells).toEqual(["+14155550137", 'Lovelace, "Ada"\r\nCountess']);
  });

  test("a row knows the line on which it ends, past empty lines and quoted breaks", () => {
    const { rows } = tableOf('phone,name\n\n+14155550137,"A\nB"\n+14155550138,C');
    expect(rows.map(({ line }) => line)).toEqual([4, 5]);
  });

  test("a list without a header begins with its first row, and its columns are numbered", () => {
    const table = tableOf("+14155550137,Ada\n+14155550138,Brian");
    expect(table).toMatchObject({ hasHeader: false, columns: ["column1", "column2"] });
    expect(table.rows).toHaveLength(2);
  });

  test("what was guessed about the header can be overruled", () => {
    expect(tableOf("phone\n+14155550137", { hasHeader: false }).rows).toHaveLength(2);
    expect(tableOf("+14155550137\n+14155550138", { hasHeader: true }).rows).toHaveLength(1);
  });

  test("columns of the same name are told apart, and braces cannot break a placeholder", () => {
    expect(tableOf("name,Name,{{x}},\n1,2,3,+14155550137").columns).toEqual([
      "name",
      "Name 2",
      "x",
      "column4",
    ]);
  });

  test("rows of different lengths are kept", () => {
    expect(tableOf("a,b\n1\n1,2,3").columns).toEqual(["a", "b", "column3"]);
  });

  test.each([
    ["", "There is nothing in it."],
    ["  \n \n", "There is nothing in it."],
    ["phone,name\n", /nothing|header/],
    ['phone,name\n+14155550137,"Ada', /quotation mark/],
  ])("%j is refused in words", (text, fault) => {
    const reading = readCsvTable(text, { hasHeader: text.startsWith("phone") ? true : null });
    expect(reading).toMatchObject({ ok: false, fault: expect.stringMatching(fault) });
  });

  test("50,000 rows are taken, one more is not", () => {
    const rows = Array.from({ length: maxCsvRows + 1 }, (_, index) => `+1415${5_000_000 + index}`);
    expect(readCsvTable(rows.slice(1).join("\n")).ok).toBe(true);
    expect(readCsvTable(rows.join("\n"))).toMatchObject({ ok: false, fault: /50,001 rows/ });
  });
});

test.each([
  ["id,mobile,order\n4711,+14155550137,202611231234\n4712,+14155550138,202611231235", 1],
  ["name,number\nAda,(415) 555-0137\nBrian,415-555-0138", 1],
  ["a,b\nx,y", 0],
])("the column of numbers is guessed in %j", (text, column) => {
  expect(guessNumberColumn(tableOf(text))).toBe(column);
});
