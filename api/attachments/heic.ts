import { runChild, type ChildEnd } from './child';

/** A picture of 48 MP takes 1.0 GB for some seconds; what takes more than 64 MP would is no photograph. */
const limits = {
  seconds: 60,
  heapMb: 256,
  residentMb: 1_536,
  outputBytes: 96 * 1024 * 1024,
  // Pages of 64 KiB: 1 GiB for the decoder itself.
  flags: ['--wasm-max-mem-pages=16384'],
} as const;

/** Draws a HEIC picture anew as JPEG, in a process of its own. */
export const redrawHeic = (bytes: Buffer): Promise<ChildEnd> => runChild('heic-child', bytes, limits);
