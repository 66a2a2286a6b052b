import { classWords, type FindingClass } from './finding';
import type { CheckReport } from './run-checks';

const mostShown = 20;

const ofClass = (one: FindingClass, { findings }: CheckReport): string[] => {
  const found = findings.filter((finding) => finding.class === one);
  if (found.length === 0) return [];
  const { title, fix, people } = classWords[one];
  const shown = found.slice(0, mostShown).map(({ ref, what }) => `    ${ref}: ${what}`);
  const more = found.length > mostShown ? [`    … and ${found.length - mostShown} more, see the JSON report`] : [];
  const act = fix === null ? (people ?? '') : `\`reconcile fix --class ${one}\` ${fix}.`;
  return [`  ${one} ${title}: ${found.length}`, ...shown, ...more, `    → ${act}`];
};

/** The report in words, for the operator. */
export const reportInWords = (report: CheckReport): string => {
  const { streams, findings, classes, notChecked, unanswered, resumeAfter, startedAt, endedAt } = report;
  const seconds = ((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1);
  const looked = classes.filter((one) => !notChecked.includes(one));
  const notes = [
    ...(notChecked.length > 0
      ? [`Not checked, because no Temporal server could be asked: ${notChecked.join(', ')}.`]
      : []),
    ...(unanswered > 0
      ? [
          `No worker answered for ${unanswered} running workflows: D3, D4 and D7 say nothing about them. After an upgrade the service first gives each a workflow of its own (bihuan_streams_of_older_release).`,
        ]
      : []),
    ...(resumeAfter === null ? [] : [`Broken off. Goes on with: --after ${resumeAfter}`]),
  ];
  return [
    `${streams} streams compared in ${seconds} s (${looked.join(', ')}): ${findings.length === 0 ? 'everything agrees' : `${findings.length} findings`}.`,
    ...classes.flatMap((one) => ofClass(one, report)),
    ...notes,
  ].join('\n');
};

/** 0: everything was looked at and agrees; 1: something does not agree; 2: not everything could be looked at. */
export const exitCodeOf = ({ findings, notChecked, unanswered, resumeAfter }: CheckReport): 0 | 1 | 2 => {
  if (findings.length > 0) return 1;
  return notChecked.length > 0 || unanswered > 0 || resumeAfter !== null ? 2 : 0;
};
