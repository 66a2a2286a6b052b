import { useLog } from '../../api/log';
import { useRead } from '../../api/reading';
import { Loaded } from '../../shared/Loaded';
import { ClockPanel } from '../case/clocks/ClockPanel';
import { Evidence } from '../case/Evidence';
import { Facts } from '../case/Facts';

/** What the decider has to see of a case: its photos in pairs, its facts, its clocks. */
export const AboutCase = ({ caseId }: { caseId: string }) => {
  const reading = useRead('/api/v1/cases/{caseId}', { path: { caseId }, query: { evidence: true } });
  const log = useLog({ stream: 'cases', id: caseId });
  return (
    <Loaded reading={reading}>
      {(file) => (
        <>
          <Evidence file={file} log={log.data} />
          <Facts file={file} />
          <ClockPanel file={file} log={log.data} />
        </>
      )}
    </Loaded>
  );
};
