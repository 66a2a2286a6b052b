import { Alert, Button } from 'antd';

/** What came back from before, and the way to begin anew. */
export const RestoredDraft = ({ onDiscard }: { onDiscard(): void }) => (
  <Alert
    type="info"
    showIcon
    title="已恢复上次没有提交的内容"
    className="form-warning"
    action={
      <Button size="small" onClick={onDiscard}>
        清空重填
      </Button>
    }
  />
);
