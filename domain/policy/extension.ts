import type { Extension, Pack } from './pack';

const SOURCE = { default: 'lifecycle 2.5' };

/** What packs before 1.2.0 leave unsaid. */
const IN_DAYS: Extension = { cutOff: { wd: 3 }, most: { general: 1, major: 2 }, source: SOURCE };

/** A pack in seconds plays within minutes. */
const IN_SECONDS: Extension = { ...IN_DAYS, cutOff: { seconds: 2 }, by: { seconds: 6 } };

/** How often, until when and how far a date may be extended. */
export const extensionOf = (pack: Pack): Extension =>
  pack.extension ?? (pack.acceptsPrintedDates ? IN_DAYS : IN_SECONDS);
