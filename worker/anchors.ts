import type { Config } from '../config';
import type { DataSources } from '../entities/data-source';
import type { Logger } from '../logger';
import { createAnchorKeeper } from '../record/anchors/keeper';
import { startLoop, type Loop } from './loop';
import { sendSyslog, syslogMessage } from './syslog';

const anchorEveryMs = 600_000;
const lookEveryMs = 10_000;

export interface AnchorsDeps {
  sources: DataSources;
  config: Pick<Config, 'anchorFile' | 'anchorSyslog'>;
  logger: Logger;
}

/** Anchors all chains every ten minutes, in the file and, where one is named, on a syslog server. */
export function startAnchors({ sources, config, logger }: AnchorsDeps): Pick<Loop, 'stop'> {
  const { anchorFile, anchorSyslog } = config;
  const keeper = createAnchorKeeper({ sources, file: anchorFile, logger });
  const loop = startLoop({
    name: 'anchors',
    everyMs: lookEveryMs,
    logger,
    async round() {
      const exported = await keeper.round(anchorEveryMs);
      for (const { anchorNo, chains, links, merkleRoot, hash } of exported) {
        logger.info('chains anchored', { anchorNo, chains, links, merkleRoot, hash });
      }
      if (anchorSyslog === undefined) return;
      const messages = exported.map(({ at, anchorNo, chains, links, merkleRoot, hash }) =>
        syslogMessage(at, 'anchor', JSON.stringify({ anchorNo, chains, links, merkleRoot, hash })),
      );
      await sendSyslog(anchorSyslog, messages);
    },
  });
  return {
    async stop() {
      await loop.stop();
      keeper.close();
    },
  };
}
