import { evolveCase } from '../../../domain/case/evolve';
import type { CaseEvent } from '../../../domain/case/facts';
import { evolveEscalation } from '../../../domain/escalation/evolve';
import type { EscalationEvent } from '../../../domain/escalation/facts';
import type { EscalationFile } from '../../../domain/escalation/file';
import { UnknownEvent } from '../../../domain/unknown-event';
import { Play } from './play';

const event = (streamId: string, type: string) =>
  ({
    streamId,
    seq: 7,
    type,
    at: '2025-07-01T01:00:00.000Z',
    actor: { kind: 'system' },
    cause: 'command',
    body: {},
  }) as unknown;

describe('U-16 the fold', () => {
  it.each(['blessed', 'toString', ''])('U-16 of a case throws on an event of type "%s"', (type) => {
    const { file } = new Play().reported();
    const fold = () => evolveCase(file, event('case:c1', type) as CaseEvent);
    expect(fold).toThrow(UnknownEvent);
    expect(fold).toThrow(`case:c1: this program does not know event 7 of type "${type}"`);
  });

  it.each(['blessed', 'verified'])(
    'U-16 of a case throws when it does not begin with a report but with "%s"',
    (type) => {
      expect(() => evolveCase(null, event('case:c1', type) as CaseEvent)).toThrow(UnknownEvent);
    },
  );

  it.each(['blessed', 'toString', ''])('U-16 of an escalation throws on an event of type "%s"', (type) => {
    const file = { escalationId: 'e1', deadlines: [], armings: {} } as unknown as EscalationFile;
    expect(() => evolveEscalation(file, event('escalation:e1', type) as EscalationEvent)).toThrow(UnknownEvent);
    expect(() => evolveEscalation(null, event('escalation:e1', type) as EscalationEvent)).toThrow(UnknownEvent);
  });
});
