import { Caller } from './caller';
import type { Photos } from './photos';
import { reportBody, shotsFor, standardPeople, standardSteps, type Known, type Step } from './standard-case';

/** The people of the standard case at one API, each signed in. */
export interface Cast {
  as: (username: string) => Caller;
  photos: Photos;
  close: () => Promise<void>;
}

export const openCast = async (url: string, photos: Photos, connections = 1): Promise<Cast> => {
  const people = new Map<string, Caller>();
  for (const username of standardPeople) people.set(username, await Caller.signIn(url, username, connections));
  return {
    photos,
    as: (username) => {
      const caller = people.get(username);
      if (caller === undefined) throw new Error(`${username} is not in the cast`);
      return caller;
    },
    close: async () => {
      for (const caller of people.values()) await caller.close();
    },
  };
};

const needsFile = ({ command }: Step): boolean => command === 'record-service' || command === 'decide-proposal';

const textOf = (value: unknown, field: string): string =>
  typeof value === 'object' && value !== null ? String(Reflect.get(value, field)) : '';

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** What later commands name, as a person reads it off the case. */
const readKnown = async (caller: Caller, caseId: string): Promise<{ paper: string; proposal: string }> => {
  const { body } = await caller.get(`/api/v1/cases/${caseId}`);
  return {
    paper: textOf(listIn(body['papers']).at(-1), 'documentId'),
    proposal: textOf(listIn(body['openProposals']).at(-1), 'proposalId'),
  };
};

type Around = (command: string, send: () => Promise<void>) => Promise<void>;

const straight: Around = (_command, send) => send();

/** Plays the standard case over HTTP; `around` runs each write, and nothing but the write. Returns the case. */
export const playStandardCase = async (cast: Cast, around: Around = straight): Promise<string> => {
  let caseId = '';
  let version = 1;
  const photo = await cast.photos.take('vgg');
  await around('report', async () => {
    const opened = await cast.as('vgg').must('/api/v1/cases', reportBody(photo));
    caseId = String(opened['caseId']);
    version = Number(opened['version']);
  });
  for (const step of standardSteps) {
    const caller = cast.as(step.by);
    const named = needsFile(step) ? await readKnown(caller, caseId) : { paper: '', proposal: '' };
    const body = step.body(asKnown(named), await shotsFor(step, cast.photos));
    await around(step.command, async () => {
      const done = await caller.must(`/api/v1/cases/${caseId}/commands/${step.command}`, body, version);
      version = Number(done['version']);
    });
  }
  return caseId;
};

const asKnown = ({ paper, proposal }: { paper: string; proposal: string }): Known => ({
  papers: [{ documentId: paper }],
  proposals: [{ proposalId: proposal }],
});
