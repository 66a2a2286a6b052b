import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Observation } from '../record/door-deps';
import { createInstruments, type Instruments } from './instruments';

/** All numbers of one process. */
export interface Meter extends Instruments {
  /** For `DoorDeps.observe`. */
  observe: (observation: Observation) => void;
  /** Runs before each reading, to set gauges. */
  beforeReading(refresh: () => Promise<void> | void): void;
  /** Adds text in the same format that somebody else makes; it must not fail. */
  append(text: () => Promise<string>): void;
  /** The answer to a scrape. */
  read(): Promise<{ contentType: string; body: string }>;
}

export interface MeterOptions {
  /** Also measure the Node process itself: memory, CPU, event loop. */
  ofProcess: boolean;
}

/** Makes the meter of a process; made once, where the process is put together. */
export const createMeter = ({ ofProcess }: MeterOptions): Meter => {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const instruments = createInstruments(registry);
  const refreshers: (() => Promise<void> | void)[] = [];
  const sources: (() => Promise<string>)[] = [];
  return {
    ...instruments,
    observe: (observation) => {
      note(instruments, observation);
    },
    beforeReading: (refresh) => {
      refreshers.push(refresh);
    },
    append: (text) => {
      sources.push(text);
    },
    read: async () => {
      await Promise.all(refreshers.map(async (refresh) => refresh()));
      const texts = await Promise.all([registry.metrics(), ...sources.map((source) => source())]);
      return { contentType: registry.contentType, body: texts.join('') };
    },
  };
};

const note = ({ rounds, retries, lateness, setbacks }: Instruments, seen: Observation): void => {
  switch (seen.name) {
    case 'transaction':
      rounds.observe(seen.rounds);
      return;
    case 'retry':
      retries.inc({ trouble: seen.trouble });
      return;
    case 'set-back':
      setbacks.inc({ work: seen.work });
      return;
    case 'committed':
      for (const { type, at, body } of seen.events)
        if (type === 'deadline-missed') lateness.observe(Math.max(0, Date.parse(at) - Date.parse(body.dueAt)) / 1000);
  }
};
