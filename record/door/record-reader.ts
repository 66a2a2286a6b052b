import type { CaseFile } from '../../domain/case/file';
import type { EscalationFile } from '../../domain/escalation/file';
import type { Directory } from '../../domain/people/directory';
import type { ChainReport, StreamEnvelope, StreamNews } from '../stream-work';

/** Streams as they are written down. */
export interface StreamReader {
  loadStream(streamId: string, afterSeq?: number): Promise<StreamEnvelope[]>;
  /** The same with what the stream is in time; null where there is none. */
  newsOf(streamId: string, afterSeq: number): Promise<StreamNews | null>;
  generationOf(streamId: string): Promise<number | undefined>;
  verifyChain(streamId: string): Promise<ChainReport>;
  /** Streams that are not ended, in order of id, for `rebuild workflows`. */
  openStreams(afterId: string, limit: number): Promise<{ streamId: string; generation: number; lastSeq: number }[]>;
}

/** Streams as the files that are folded from them. */
export interface FileReader {
  /**
   * The folded file; undefined when there is no such stream.
   * @throws {@link UnreadableEvent} where the file must be folded again and holds an event that the program does not know
   */
  loadFile(streamId: string): Promise<CaseFile | EscalationFile | undefined>;
  /** Those of these streams that there are and that this program can fold; the others are logged and left out. */
  loadFiles(streamIds: readonly string[]): Promise<(CaseFile | EscalationFile)[]>;
}

export interface DirectoryReader {
  /** Units and posts of a town and its district, as of now. */
  directoryOf(townId: string): Promise<Directory>;
}
