import { useRead } from '../../api/reading';
import { Loaded } from '../../shared/Loaded';
import { ClockPanel } from '../case/clocks/ClockPanel';
import { EscalationFacts, LinkedCases } from '../escalation/EscalationFacts';

/** What the decider has to see of a 督办, 约谈 or 通报: its cases, whom it speaks to, its clocks. */
export const AboutEscalation = ({ escalationId }: { escalationId: string }) => {
  const reading = useRead('/api/v1/escalations/{escalationId}', { path: { escalationId } });
  return (
    <Loaded reading={reading}>
      {(file) => (
        <>
          <LinkedCases file={file} />
          <EscalationFacts file={file} />
          <ClockPanel file={file} />
        </>
      )}
    </Loaded>
  );
};
