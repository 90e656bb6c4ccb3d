import * as fc from "fast-check";
import { expect, test } from "vitest";
import { recipientCountry } from "@/lib/services/recipient-country";
import { describeRecipient } from "@/lib/services/recipient-facts";

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });

test("a North American number has the country of any other with its area code and exchange", () => {
  const areaCodes = fc.constantFrom("415", "416", "787", "876", "242", "800", "505", "730", "000");
  const areas = fc.oneof(
    areaCodes,
    digits(3).map((area) => area.join("")),
  );
  fc.assert(
    fc.property(areas, digits(3), digits(4), digits(4), (area, exchange, line, other) => {
      const prefix = `+1${area}${exchange.join("")}`;
      recipientCountry(prefix + other.join(""));
      const address = prefix + line.join("");
      expect(recipientCountry(address)).toBe(describeRecipient(address).country);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["+353871234567", "IE"],
  ["whatsapp:+353871234567", "IE"],
  ["+14165550100", "CA"],
  ["+1416", null],
  ["Milepost", null],
  ["+353871234567", "IE"],
])("%s is of %s", (address, country) => {
  expect(recipientCountry(address)).toBe(country);
});
