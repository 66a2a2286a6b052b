import type { StreamEnvelope } from '../../record/door';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const collect = (value: unknown, found: Set<string>): void => {
  if (Array.isArray(value))
    value.forEach((item) => {
      collect(item, found);
    });
  else if (isRecord(value)) {
    const { attachmentId } = value;
    if (typeof attachmentId === 'string') found.add(attachmentId);
    Object.values(value).forEach((item) => {
      collect(item, found);
    });
  }
};

/** Ids of every piece of evidence that the events of a case name. */
export const attachmentIdsIn = (events: readonly StreamEnvelope[]): string[] => {
  const found = new Set<string>();
  events.forEach((event) => {
    collect(event.body, found);
  });
  return [...found];
};
