import './start.css';
import { useQuery } from '@tanstack/react-query';
import { send } from '../../api/client';
import { useRead } from '../../api/reading';
import type { Answer } from '../../api/typed';
import { useMe } from '../../app/session';
import { minuteOf } from '../../shared/dates';
import { Loaded } from '../../shared/Loaded';
import { keyOfOwed } from '../worklist/owedColumns';
import { Block } from './Block';
import { Tiles } from './Tiles';
import { NothingWaiting } from './Ways';
import { BackRow, OwedRow, WaitingRow } from './rows';

/** So many of each are shown. */
const few = 6;

type Cases = Answer<'/api/v1/cases'>;

/** The list that a number of the desk opens, its first rows: the address names the same query for both. */
const useFirstOf = (list: string | undefined) =>
  useQuery({
    queryKey: ['/api/v1/cases', 'of', list],
    enabled: list !== undefined,
    queryFn: async ({ signal }): Promise<Cases> => {
      const query = new URLSearchParams(list?.split('?')[1]);
      query.set('limit', String(few));
      return (await (await send('GET', `/api/v1/cases?${query.toString()}`, { signal })).json()) as Cases;
    },
  });

/** What is due, what waits for me, what came back: the first of each, in that order; what is empty is left out. */
const StartPage = () => {
  const { person } = useMe();
  const worklist = useRead('/api/v1/worklist', { query: { limit: few } });
  const inbox = useRead('/api/v1/inbox', { query: { limit: few } });
  const desk = useRead('/api/v1/desk', {});
  const back = desk.data?.cameBack;
  const returned = useFirstOf(back !== undefined && back.count > 0 ? back.list : undefined);
  return (
    <>
      <h1 className="page-title">{person.name}，您好</h1>
      <Loaded reading={worklist}>
        {(owed) => (
          <>
            <Tiles counters={owed.counters} />
            {owed.items.length > 0 && (
              <Block title="待办，先到期的在前" more="/worklist">
                {owed.items.map((one) => (
                  <OwedRow key={keyOfOwed(one)} owed={one} facts={owed} />
                ))}
              </Block>
            )}
            <Loaded reading={inbox}>
              {(waiting) =>
                waiting.items.length > 0 && (
                  <Block title="待我审批" count={owed.counters.waitingForMe} more="/approvals">
                    {waiting.items.map((one) => (
                      <WaitingRow key={'askId' in one ? one.askId : one.proposalId} waiting={one} facts={waiting} />
                    ))}
                  </Block>
                )
              }
            </Loaded>
            {back !== undefined && returned.data !== undefined && returned.data.items.length > 0 && (
              <Block title="回潮" count={back.count} more={back.list}>
                {returned.data.items.map((row) => (
                  <BackRow key={row.caseId} row={row} facts={returned.data} />
                ))}
              </Block>
            )}
            {owed.items.length === 0 && owed.counters.waitingForMe === 0 && (back?.count ?? 0) === 0 && (
              <NothingWaiting />
            )}
            <p className="muted">截至 {minuteOf(owed.asOf)}</p>
          </>
        )}
      </Loaded>
    </>
  );
};

export default StartPage;
