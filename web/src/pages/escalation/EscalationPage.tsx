import { useParams } from 'react-router';
import { useLog } from '../../api/log';
import { useRead } from '../../api/reading';
import { usePageTitle } from '../../app/title';
import { Acts } from '../../shared/commands/Acts';
import { Loaded } from '../../shared/Loaded';
import { Papers } from '../../shared/papers/Papers';
import '../../style/acts.css';
import { ClockPanel } from '../case/clocks/ClockPanel';
import { History } from '../case/history/History';
import { Proposals } from '../case/Proposals';
import { EscalationFacts, LinkedCases } from './EscalationFacts';
import { EscalationHead, titleOf } from './EscalationHead';

/** One 督办, 约谈 or 通报: whom it speaks to and why, where it stands, what may be done, what happened. */
const EscalationPage = () => {
  const { escalationId = '' } = useParams();
  const reading = useRead('/api/v1/escalations/{escalationId}', { path: { escalationId } });
  const of = { stream: 'escalations', id: escalationId } as const;
  const log = useLog(of);
  usePageTitle(reading.data === undefined ? undefined : titleOf(reading.data));
  return (
    <Loaded reading={reading}>
      {(file) => (
        <>
          <EscalationHead file={file}>
            <Acts {...of} file={file} />
          </EscalationHead>
          <div className="case-columns">
            <div className="case-main">
              <LinkedCases file={file} />
              <EscalationFacts file={file} />
              <Papers of={of} file={file} papers={file.papers} />
            </div>
            <div className="case-side">
              <ClockPanel file={file} log={log.data} />
              <Proposals file={file} />
            </div>
          </div>
          <History reading={log} />
        </>
      )}
    </Loaded>
  );
};

export default EscalationPage;
