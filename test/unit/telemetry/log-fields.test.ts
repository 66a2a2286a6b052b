import { Writable } from 'node:stream';
import { transports } from 'winston';
import { createLogger } from '../../../logger';

/** A hash in which a run of digits looks like a telephone number between letters. */
const hash = `${'ab'.repeat(12)}c13812345678d${'ef'.repeat(13)}0a`;

const written = async (fields: object): Promise<Record<string, unknown>> => {
  const logger = createLogger({ level: 'info', service: 'test' });
  const line = new Promise<string>((resolve) => {
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        resolve(chunk.toString());
        done();
      },
    });
    logger.clear().add(new transports.Stream({ stream }));
  });
  logger.info('said', fields);
  const parsed: unknown = JSON.parse(await line);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
};

describe('ids in the log', () => {
  it('stay whole where lines are joined by them', async () => {
    const cause = `command:${hash}`;
    expect(await written({ cause, causes: [cause], traceId: hash })).toMatchObject({
      cause,
      causes: [cause],
      traceId: hash,
    });
  });

  it('do not let telephone numbers through elsewhere', async () => {
    expect((await written({ reason: 'call 13812345678 now' }))['reason']).toBe('call [phone] now');
  });
});
