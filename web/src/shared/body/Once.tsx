import { App, Button, Modal, Typography } from 'antd';

interface OnceProps {
  title: string;
  text: string;
  /** What is shown this once. */
  secret: string;
  onClose(): void;
}

/** Copied where the page is served securely; elsewhere the browser has no clipboard for it. */
const canCopy = (): boolean => window.isSecureContext;

/** Something that the API shows only once; it is not closed by a click beside it. */
export const Once = ({ title, text, secret, onClose }: OnceProps) => {
  const { message } = App.useApp();
  return (
    <Modal
      open
      title={title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={[
        ...(canCopy()
          ? [
              <Button
                key="copy"
                onClick={() => {
                  void navigator.clipboard.writeText(secret).then(() => message.success('已复制'));
                }}
              >
                复制
              </Button>,
            ]
          : []),
        <Button key="done" type="primary" onClick={onClose}>
          我已记下
        </Button>,
      ]}
    >
      <p>{text}</p>
      <Typography.Text code className="once">
        {secret}
      </Typography.Text>
    </Modal>
  );
};
