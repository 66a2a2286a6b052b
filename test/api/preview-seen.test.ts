import { previewAsSeen } from '../../api/read/preview-seen';
import type { Viewer } from '../../api/read/viewer';
import { PROTECTED_NAME } from '../../domain/people/protected-names';
import type { Previewed, PreviewedStream } from '../../record/preview';
import { assignCase, openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
let previewed: Previewed;
beforeAll(async () => {
  town = await openTown();
  const caseId = await reportCase(town);
  await assignCase(town, caseId);
  const talk = {
    act: 'interview',
    addressee: { subjectId: 'drill-company' },
    caseIds: [caseId],
    reason: '多次督促无效',
  };
  const { escalationId } = (await (await town.as('ofc')).post('/api/v1/escalations', talk)).body;
  const streams = await Promise.all(
    [`case:${caseId}`, `escalation:${String(escalationId)}`].map(async (streamId): Promise<PreviewedStream> => {
      const file = await town.record.door.loadFile(streamId);
      if (file === undefined) throw new Error(`${streamId} is not there`);
      return { streamId, before: file, after: file, events: [], tellings: [] };
    }),
  );
  previewed = { outcome: { kind: 'done', answers: [] } as unknown as Previewed['outcome'], streams, directory: null };
});
afterAll(() => town.close());

/** Somebody of the town who holds no key; `all` reads the whole of it. */
const viewer = (all: boolean): Viewer => ({
  personId: 'somebody',
  posts: [],
  units: [],
  villageIds: [],
  towns: [],
  townIds: ['drill-town'],
  subjectIds: [],
  scopes: [{ townId: 'drill-town', personId: 'somebody', all, office: false, keys: [] }],
});

const seenBy = async (all: boolean): Promise<PreviewedStream[]> =>
  (await previewAsSeen(town.deps, viewer(all), previewed)).streams;

describe('what a preview would do beside the case that it is about', () => {
  it('is told to who reads it there, and to nobody else', async () => {
    expect((await seenBy(true)).map(({ streamId }) => streamId)).toEqual(previewed.streams.map((one) => one.streamId));
    expect((await seenBy(false)).map(({ streamId }) => streamId)).toEqual([previewed.streams[0]?.streamId]);
  });

  it('names a protected person to nobody who may not know the name', async () => {
    const { write } = town.database.sources;
    await write.query("UPDATE subject SET protected_person = 1 WHERE subject_id = 'drill-company'");
    const [, talk] = await seenBy(true);
    expect(talk?.after).toMatchObject({ addresseeName: PROTECTED_NAME });
  });
});
