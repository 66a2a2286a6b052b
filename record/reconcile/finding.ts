/** Classes of inconsistency, as docs/recovery.md explains them. */
export const findingClasses = [
  'D1',
  'D2',
  'D3',
  'D4',
  'D5',
  'D6',
  'D7',
  'D8',
  'D9',
  'D10',
  'D11',
  'D12',
  'D13',
] as const;

export type FindingClass = (typeof findingClasses)[number];

/** One thing that does not agree with another. */
export interface Finding {
  class: FindingClass;
  /** Stream, counter scope, notification, upload or anchor that it is about. */
  ref: string;
  /** A sentence for the operator. */
  what: string;
  /** What was found where, for the report and for the audit row of a repair. */
  evidence: Record<string, unknown>;
}

interface ClassWords {
  title: string;
  /** What `fix` does; null where it does nothing by itself. */
  fix: string | null;
  /** What people do where nothing is done automatically. */
  people: string | null;
}

const secondPerson = 'A second person (审计管理员) must approve it';

export const classWords: Readonly<Record<FindingClass, ClassWords>> = {
  D1: {
    title: 'stream not ended, no running workflow',
    fix: 'starts the workflow with the current generation',
    people: null,
  },
  D2: {
    title: 'running workflow, nothing in the record',
    fix: null,
    people:
      'The record was restored to an older state or lost the stream: keep the history, restore from a later backup.',
  },
  D3: {
    title: 'workflow knows events that the record does not have',
    fix: null,
    people: `The record was restored to an older state. ${secondPerson}: import the tail from the history, or restore a later backup.`,
  },
  D4: {
    title: 'workflow is behind and nothing waits to be sent to it',
    fix: 'queues the missing events for the relay again',
    people: null,
  },
  D5: {
    title: 'ended stream, running workflow',
    fix: null,
    people: `No worker has ended it. ${secondPerson}: terminate the workflow.`,
  },
  D6: {
    title: 'workflow failed, or its task keeps failing',
    fix: 'raises the generation and starts the workflow anew',
    people: null,
  },
  D7: {
    title: 'workflow and record wait for different deadlines',
    fix: 'lets the workflow read its stream again (resync)',
    people: null,
  },
  D8: {
    title: 'chain or anchor mismatch',
    fix: null,
    people:
      'The log was changed behind the engine. Nobody acts on the case until it is explained; compare with a backup.',
  },
  D9: {
    title: 'counter and given numbers differ, a hole or a double',
    fix: null,
    people: `${secondPerson}: raise the counter, or void the lost number with the reason lost-in-restore.`,
  },
  D10: {
    title: 'message waits although it is long due',
    fix: 'queues it again under the same key',
    people: null,
  },
  D11: {
    title: 'upload without its file, with another content, or a file that nothing names',
    fix: null,
    people: 'Restore the file from the backup, or put the stray file into quarantine.',
  },
  D12: {
    title: 'view is not what its events make',
    fix: "rebuilds the stream's rows from its events",
    people: null,
  },
  D13: {
    title: 'event that is not in the feed of other systems',
    fix: 'puts it into the feed, behind what could be read before',
    people: null,
  },
};
