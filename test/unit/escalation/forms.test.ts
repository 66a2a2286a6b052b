import type { FormAsked } from '../../../domain/form';
import { escalationForm } from '../../../domain/escalation/forms';
import { aPost } from '../../support/a-post';
import { Scene } from './scene';

const scene = new Scene({
  posts: [
    aPost('gone', 'LDc', 'chengyun', { to: '2025-07-01' }),
    aPost('ldc', 'LDd', 'chengyun'),
    aPost('coming', 'L2', 'baihe', { from: '2027-01-01' }),
  ],
}).summoned();

const formOf = (asked: FormAsked) => escalationForm(scene.the('interview'), scene.contextOf('ldc'), asked);

describe('the form of an interview', () => {
  it('that is held offers who of the host or of the leaders has the chair today, each once, and the present instant', () => {
    expect(formOf({ command: 'hold-interview' })).toEqual({
      fields: {
        heldAt: { default: scene.now },
        hostPersonId: { among: ['ldc', 'ldd', 'l1', 'l2'] },
        attendees: {},
      },
    });
  });

  it('to which nobody came asks when it was to be', () => {
    expect(formOf({ command: 'record-absence' })).toEqual({
      fields: { scheduledAt: { default: scene.now }, reason: {} },
    });
  });

  it('for its report asks for the signed paper where it is filed on behalf of somebody', () => {
    expect(formOf({ command: 'file-interview-report' })).toEqual({
      fields: {
        text: {},
        attachmentIds: {},
        onBehalf: { ifNeeded: true, const: true },
        signedAttachmentIds: { ifNeeded: true },
      },
    });
  });

  it('for a decision knows the proposal and asks for neither a unit nor a state to go back to', () => {
    expect(formOf({ command: 'decide-proposal', proposalId: 'p1' })).toEqual({
      fields: { proposalId: { const: 'p1' }, decision: {}, returnTo: { absent: true }, unitId: { absent: true } },
    });
    expect(formOf({ command: 'decide-proposal' })).toMatchObject({ fields: { proposalId: { const: '' } } });
  });

  it('for a withdrawal knows the proposal', () => {
    expect(formOf({ command: 'withdraw-proposal', proposalId: 'p1' })).toMatchObject({
      fields: { proposalId: { const: 'p1' } },
    });
  });

  it('asks for what the body has where nothing is known beforehand', () => {
    expect(formOf({ command: 'publish' })).toEqual({ fields: {} });
    expect(formOf({ command: 'toString' })).toEqual({ fields: {} });
  });
});

describe('the form of a circular', () => {
  it('asks when the company was heard and what it said', () => {
    const play = new Scene().criticised();
    const form = escalationForm(play.the('circular'), play.contextOf('ofc'), { command: 'hear-company' });
    expect(form).toEqual({ fields: { heardAt: { default: play.now }, statement: {} } });
  });
});
