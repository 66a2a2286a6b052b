import { SYSTEM } from '../stream';
import { isOnlyAuthority } from './only-authority';
import { close } from './proposals/close';
import { openProposal } from './proposing';
import type { Recording } from './recording';

/** The closing is proposed by the system, whether a re-check passed or it was fixed on the spot. */
export const openClosing = (recording: Recording, reason: string): void => {
  const { file, context } = recording;
  const { steps } = close.steps(file, context, SYSTEM, {});
  const why = isOnlyAuthority(file, context, { steps }) ? '（复查由唯一有权部门进行，由其未参与复查的人员审核）' : '';
  openProposal(recording, { act: 'close', reason: `${reason}${why}`, data: {}, evidence: [], by: SYSTEM });
};
