import type { Pack } from '../../domain/policy/pack';

/** The terms of a pack whose rows all count in seconds, as plain numbers. */
export interface Terms {
  of(clock: string): number;
  /** Seconds before the due instant, the nearest first. */
  reminders(clock: string): number[];
  /** Seconds after the due instant, with the act of each rung. */
  ladder(addressee: string): { act: string; after: number }[];
  watch(tags: string[]): { visits: number[]; end: number };
  relapse: number;
  /** Seconds between reminders of what is owed after its last rung. */
  remindEvery: number;
  tagsOf(hazardType: string): string[];
}

const seconds = (value: object): number => {
  if ('seconds' in value && typeof value.seconds === 'number') return value.seconds;
  if ('atOnce' in value) return 0;
  throw new Error(`not in seconds: ${JSON.stringify(value)}`);
};

/** Reads the pack as data. A row with conditions that this telling does not know is refused, not guessed. */
export const termsOf = (pack: Pack): Terms => ({
  of: (clock) => {
    const rows = pack.clocks.filter((row) => row.clock === clock);
    const [row] = rows;
    if (row === undefined || rows.length > 1 || row.match !== undefined)
      throw new Error(`the rows of ${clock} are not understood`);
    return seconds(row.term);
  },
  reminders: (clock) =>
    pack.reminders
      .filter((row) => row.clock === clock)
      .map(({ offset }) => -seconds(offset))
      .sort((a, b) => a - b),
  ladder: (addressee) => {
    const ladder = pack.ladders.find((one) => one.addressee === addressee);
    if (ladder === undefined) throw new Error(`no ladder for ${addressee}`);
    return ladder.rungs
      .filter((rung) => rung.condition === undefined)
      .map(({ act, offset }) => ({ act, after: seconds(offset) }));
  },
  watch: (tags) => {
    const row = pack.watch.find(({ match }) => match === undefined || (match.tag && tags.includes(match.tag)));
    if (row === undefined) throw new Error('no watch');
    return { visits: row.visits.map(seconds), end: seconds(row.term) };
  },
  relapse: Math.max(
    seconds(pack.relapse.minimum),
    Math.ceil(seconds(pack.clocks.find((row) => row.clock === 'rectify')?.term ?? {}) / 2),
  ),
  remindEvery: seconds(pack.reminderAfterLastRung?.every ?? { seconds: 60 }),
  tagsOf: (hazardType) => pack.hazardTypes.find(({ id }) => id === hazardType)?.tags ?? [],
});
