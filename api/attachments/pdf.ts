import { runChild, type ChildEnd } from './child';

/** Scans of 19 MB take about two seconds; object streams that inflate without end take the memory and are killed. */
const limits = { seconds: 20, heapMb: 512, residentMb: 1_024, outputBytes: 1_024 } as const;

/** Reads a PDF whole, in a process of its own; refused where it does more than show pages. */
export const inspectPdf = (bytes: Buffer): Promise<ChildEnd> => runChild('pdf-child', bytes, limits);
