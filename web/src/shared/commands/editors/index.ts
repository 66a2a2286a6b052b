import { lazy } from 'react';
import type { CommandTarget } from '../form-answer';
import type { Editor } from './editor';

/** Commands with an editor of their own, by `command` or `command/act`; all others are drawn by their form. */
const EDITORS: Readonly<Record<string, Editor>> = {
  'file-plan': { Layout: lazy(() => import('./PlanEditor')), width: 760 },
  'record-recheck': { Layout: lazy(() => import('./RecheckEditor')), width: 860 },
  'record-service': { Layout: lazy(() => import('./ServiceEditor')), width: 620 },
  'issue-notice': { Layout: lazy(() => import('./PaperEditor')), width: 720 },
  'propose/statutory-order': { Layout: lazy(() => import('./PaperEditor')), width: 720 },
};

export const editorFor = ({ stream, command, act }: CommandTarget): Editor | undefined =>
  stream === 'cases' ? EDITORS[act === undefined ? command : `${command}/${act}`] : undefined;
