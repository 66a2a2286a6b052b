import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send, write } from '../../api/client';
import { useIntent } from '../../api/intent';
import { Problem } from '../../api/problem';
import { addressOf } from '../../api/typed';
import { commandAddress, type CommandTarget, type FormAnswer, type PreviewAnswer } from './form-answer';

/** What is asked before a command is carried out: afterwards there may be nothing left of it to ask. */
const ofCommand: readonly unknown[] = ['form', 'preview'];

/** What somebody else has done meanwhile makes old what is shown. */
const isOvertaken = (failure: unknown): boolean =>
  failure instanceof Problem && [404, 409, 412].includes(failure.body.status);

/** The form of a command; asked for anew each time that it is opened. */
export const useCommandForm = (target: CommandTarget) =>
  useQuery({
    queryKey: ['form', target],
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }) => {
      const { act, proposalId, askId } = target;
      const address = addressOf(`${commandAddress(target)}/form`, { query: { act, proposalId, askId } });
      return (await (await send('GET', address, { signal })).json()) as FormAnswer;
    },
  });

/** Carries a command out, once however often it is clicked, and shows beforehand what it would do. */
export const useCommand = (target: CommandTarget) => {
  const queries = useQueryClient();
  const intent = useIntent();
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);

  const readAgain = (): Promise<void> =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => !ofCommand.includes(queryKey[0]) });

  const guarded = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setSending(true);
    setError(null);
    try {
      return await work();
    } catch (failure) {
      setError(failure);
      return undefined;
    } finally {
      setSending(false);
    }
  };

  return {
    error,
    isSending,
    forgetError() {
      setError(null);
    },
    /** Whether it was carried out. */
    run: async (body: object, version: number | null): Promise<boolean> => {
      const done = await guarded(async () => {
        const key = intent.keyFor([target, body]);
        try {
          await write(commandAddress(target), { body, key, ...(version === null ? {} : { version }) });
        } catch (failure) {
          if (isOvertaken(failure)) void readAgain();
          throw failure;
        }
        intent.done();
        await readAgain();
        return true;
      });
      return done === true;
    },
    preview: (body: object, version: number | null): Promise<PreviewAnswer | undefined> =>
      guarded(async () => {
        const headers: Record<string, string> = version === null ? {} : { 'If-Match': `"${String(version)}"` };
        const response = await send('POST', `${commandAddress(target)}?preview=true`, { body, headers });
        return (await response.json()) as PreviewAnswer;
      }),
  };
};
