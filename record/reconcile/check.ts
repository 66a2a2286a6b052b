import type { Finding, FindingClass } from './finding';
import type { Scene } from './scene';
import type { StreamSeen } from './stream-seen';

/** Looks at a page of streams. */
export interface StreamCheck {
  class: FindingClass;
  /** True where nothing can be said without the engine. */
  asksTemporal: boolean;
  look(streams: StreamSeen[], scene: Scene): Promise<Finding[]> | Finding[];
}

/** Looks at what belongs to no single stream. */
export interface RecordCheck {
  class: FindingClass;
  asksTemporal: boolean;
  look(scene: Scene): Promise<Finding[]>;
}

/** A check that needs no more than a stream and its workflow. */
export const perStream = (
  findingClass: FindingClass,
  judge: (stream: StreamSeen) => Omit<Finding, 'class' | 'ref'> | null,
): StreamCheck => ({
  class: findingClass,
  asksTemporal: true,
  look: (streams) =>
    streams.flatMap((stream) => {
      const found = judge(stream);
      return found === null ? [] : [{ class: findingClass, ref: stream.streamId, ...found }];
    }),
});
