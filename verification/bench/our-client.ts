import { Client, Connection } from '@temporalio/client';
import { payloadKeyOf } from '../../config';
import { createPayloadCodec } from '../../worker/payload-codec';

/** Looks at our workflows with the key of the data directory. */
export const openOurClient = async (
  address: string,
  dataDir: string,
): Promise<{ client: Client; close: () => Promise<void> }> => {
  const connection = await Connection.connect({ address });
  const payloadCodecs = [createPayloadCodec(payloadKeyOf({ dataDir, payloadKey: undefined }))];
  return { client: new Client({ connection, dataConverter: { payloadCodecs } }), close: () => connection.close() };
};
