import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Whether numbering plans know this text as a number, with its country or as dialled in one of these regions (`CN`, `US`). */
export const isPhoneNumber = (text: string, regions: readonly string[]): boolean =>
  regions.some((region) => {
    if (!isSupportedCountry(region)) return false;
    return parsePhoneNumberFromString(text, { defaultCountry: region, extract: false })?.isPossible() ?? false;
  });
