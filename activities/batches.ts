/** Events that go to a workflow at once are cut well below the server's limit of 2 MB. */
const batchBytes = 500_000;

/** Events in order, in batches of at most 500 kB of JSON; one that is larger goes by itself. */
export const batchesOf = <T>(events: readonly T[]): T[][] => {
  const batches: T[][] = [];
  let room = 0;
  for (const event of events) {
    const size = JSON.stringify(event).length;
    const last = batches.at(-1);
    if (last && room >= size) last.push(event);
    else batches.push([event]);
    room = (last && room >= size ? room : batchBytes) - size;
  }
  return batches;
};
