import { Button } from 'antd';
import { isProblem } from '../../api/problem';
import type { CommandTarget } from './form-answer';
import type { useCommand } from './useCommand';
import { WhatChanged } from './WhatChanged';

interface ConflictProps {
  target: CommandTarget;
  command: Pick<ReturnType<typeof useCommand>, 'error' | 'forgetError'>;
  /** What the form was drawn for; null where it was for none. */
  version: number | null;
  /** Asks for the form anew; absent where there is nothing to go on with. */
  onFresh?: (() => void) | undefined;
}

/** Somebody was faster: what he did, and the way on with what was filled in. */
export const Conflict = ({ target, command, version, onFresh }: ConflictProps) =>
  !isProblem(command.error, 'version-mismatch') || version === null ? null : (
    <>
      <WhatChanged target={target} since={version} />
      {onFresh !== undefined && (
        <Button
          onClick={() => {
            command.forgetError();
            onFresh();
          }}
        >
          按最新情况继续（所填内容保留）
        </Button>
      )}
    </>
  );
