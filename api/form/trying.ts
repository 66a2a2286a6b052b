import type { Context } from '../../domain/context';
import type { StreamFile, StreamCommand, StreamModule } from '../../domain/stream-module';
import type { Refusal } from '../../domain/stream';
import type { Subject } from '../../domain/people/directory';
import { Problem } from '../problem';
import type { Broken, Trial } from './choosing';
import { SOME_SUBJECT, type Body } from './samples';

/** The field of the body that a pointer is about. */
const fieldAt = (pointer: string | undefined): string | null => pointer?.split('/')[1] ?? null;

/** Stands for one that will be searched for in the register: without any, the rules would get no further than asking for it. */
const someSubject = (subjectId: string, townId: string): Subject => ({
  ...{ subjectId, townId, name: subjectId, kind: 'enterprise' as const, protectedPerson: false },
  unitId: null,
});

/**
 * The same context for trying what somebody might send: whatever he will upload is there and his own, and subjects are those
 * that are known, or one that he will find.
 */
export const forTrial = (context: Context, subjects: readonly Subject[]): Context => {
  const { lookups, actor, directory, now } = context;
  return {
    ...context,
    lookups: {
      ...lookups,
      subject: (id) =>
        subjects.find(({ subjectId }) => subjectId === id) ??
        lookups.subject(id) ??
        (id === SOME_SUBJECT ? someSubject(id, directory.townId) : undefined),
      attachment: (attachmentId) => ({
        attachmentId,
        townId: directory.townId,
        sha256: attachmentId,
        uploadedBy: actor.personId,
        firstUploadedAt: now,
        usedHere: true,
      }),
    },
  };
};

const brokenBy = ({ pointer, message }: Pick<Refusal, 'pointer' | 'message'>): Broken => ({
  field: fieldAt(pointer),
  message,
});

/** Decides a command for what its rules say to it; nothing comes of it. */
export const trying =
  (
    { decide }: Pick<StreamModule, 'decide'>,
    file: StreamFile | null,
    { parse, context }: { parse: (body: Body) => Promise<StreamCommand>; context: Context },
  ): Trial =>
  async (body) => {
    try {
      const decided = decide(file, await parse(body), context);
      return 'refusal' in decided ? brokenBy(decided.refusal) : null;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const [first] = error.extras.errors ?? [];
      return brokenBy({ message: error.detail, ...(first === undefined ? {} : { pointer: first.pointer }) });
    }
  };
