import { getCountries, getCountryCallingCode } from "libphonenumber-js/min";

export type CountryChoice = { code: string; name: string; callingCode: string };

/** Every country that has numbers, by its English name. */
export function countryChoices(): CountryChoice[] {
  const names = new Intl.DisplayNames("en", { type: "region" });
  return getCountries()
    .map((code) => ({
      code,
      name: names.of(code) ?? code,
      callingCode: getCountryCallingCode(code),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}
