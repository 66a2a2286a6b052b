import { createWriteStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import type { FileRefusal } from './refusals';

/** The exit code with which a decoder says that its output is a word of refusal. */
export const REFUSED = 3;

/** Where a decoder writes: libraries print on standard output what they like. */
export const OUTPUT = 3;

/** The frame of a decoder that runs in a process of its own: bytes in, its output or a word of refusal out. */
export const childProgram = async (work: (bytes: Buffer) => Promise<Buffer | FileRefusal>): Promise<void> => {
  const outcome = await work(await buffer(process.stdin));
  process.exitCode = typeof outcome === 'string' ? REFUSED : 0;
  createWriteStream('', { fd: OUTPUT }).end(outcome);
};
