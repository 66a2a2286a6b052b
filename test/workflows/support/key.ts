/** Encrypts the payloads of tests and of the recorded histories; secret to nobody. */
export const testPayloadKey = Buffer.from('bihuan-test-payload-key-32-bytes');
