import { runChild, type ChildEnd } from './child';

/** Scans of 19 MB take about two seconds of a processor; what inflates without end is refused before it is inflated. */
const limits = { seconds: 15, cpuSeconds: 5, heapMb: 512, residentMb: 768, outputBytes: 1_024 } as const;

/** Reads a PDF whole, in a process of its own; refused where it does more than show pages. */
export const inspectPdf = (bytes: Buffer): Promise<ChildEnd> => runChild('pdf-child', bytes, limits);
