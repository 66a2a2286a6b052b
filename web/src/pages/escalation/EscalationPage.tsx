import { useParams } from 'react-router';
import { useLog } from '../../api/log';
import { useRead } from '../../api/reading';
import { usePageTitle } from '../../app/title';
import { Loaded } from '../../shared/Loaded';
import '../../style/acts.css';
import { ClockPanel } from '../case/clocks/ClockPanel';
import { History } from '../case/history/History';
import { Proposals } from '../case/Proposals';
import { EscalationActs } from './EscalationActs';
import { EscalationFacts, LinkedCases } from './EscalationFacts';
import { EscalationHead, titleOf } from './EscalationHead';
import { EscalationPapers } from './EscalationPapers';

/** One 督办, 约谈 or 通报: whom it speaks to and why, where it stands, what may be done, what happened. */
const EscalationPage = () => {
  const { escalationId = '' } = useParams();
  const reading = useRead('/api/v1/escalations/{escalationId}', { path: { escalationId } });
  const log = useLog({ stream: 'escalations', id: escalationId });
  usePageTitle(reading.data === undefined ? undefined : titleOf(reading.data));
  return (
    <Loaded reading={reading}>
      {(file) => (
        <>
          <EscalationHead file={file}>
            <EscalationActs file={file} />
          </EscalationHead>
          <div className="case-columns">
            <div className="case-main">
              <LinkedCases file={file} />
              <EscalationFacts file={file} />
              <EscalationPapers file={file} />
            </div>
            <div className="case-side">
              <ClockPanel file={file} />
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
