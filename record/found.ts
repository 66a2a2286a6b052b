import type { AnyFile } from '../domain/modules';
import type { FoundStream } from '../domain/orchestrate';
import type { StreamFile } from '../domain/stream-module';

/** A stream's row as it was found under the lock. */
export interface Found<F extends StreamFile = AnyFile> extends FoundStream<F> {
  lastHash: string;
  generation: number;
}
