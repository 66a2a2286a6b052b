import { QueryFailedError } from 'typeorm';
import { problemOf } from '../../../api/problems';
import { DatabaseAway } from '../../../record/database-error';

const failedQuery = (more: object): QueryFailedError =>
  new QueryFailedError('SELECT 1', [], Object.assign(new Error('query failed'), more));

describe('what an error becomes that nobody foresaw', () => {
  it.each([
    ['the circuit is open', new DatabaseAway('the circuit is open')],
    ['the server shuts down', failedQuery({ code: 'ER_SERVER_SHUTDOWN', sqlState: '08S01' })],
    ['the connection is lost in mid-answer', failedQuery({ code: 'PROTOCOL_CONNECTION_LOST', fatal: true })],
    ['the driver gave up a connection', failedQuery({ fatal: true })],
    ['nobody listens', failedQuery({ code: 'ECONNREFUSED', fatal: true })],
    ['a lock was not to be had', failedQuery({ code: 'ER_LOCK_WAIT_TIMEOUT', sqlState: 'HY000' })],
  ])('says 503 and when to come again: %s', (_, error) => {
    const problem = problemOf(error);
    expect(problem.code).toBe('dependency-down');
    expect(problem.extras.headers?.['Retry-After']).toBe('2');
  });

  it.each([
    ['a statement that is wrong', failedQuery({ code: 'ER_PARSE_ERROR', sqlState: '42000' })],
    ['a slip', new TypeError('undefined is not a function')],
  ])('says 500 for a bug: %s', (_, error) => {
    expect(problemOf(error).code).toBe('internal');
  });
});
