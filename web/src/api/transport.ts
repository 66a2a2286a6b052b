/** What is sent, and who is told how much of it has gone. */
export interface Parcel {
  method: string;
  headers: Record<string, string>;
  body: BodyInit | null;
  signal: AbortSignal | null;
  /** From 0 to 1; of a request that is told of while it goes. */
  onProgress?: ((share: number) => void) | undefined;
}

const headersOf = (text: string): Headers => {
  const headers = new Headers();
  for (const line of text.trim().split(/\r?\n/)) {
    const at = line.indexOf(':');
    if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim());
  }
  return headers;
};

/** The older way, which alone tells how much has been sent. */
const told = (address: string, { method, headers, body, signal, onProgress }: Parcel): Promise<Response> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = 'text';
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable && total > 0) onProgress?.(loaded / total);
    });
    request.addEventListener('load', () => {
      resolve(
        new Response(request.responseText, {
          status: request.status,
          headers: headersOf(request.getAllResponseHeaders()),
        }),
      );
    });
    for (const event of ['error', 'abort', 'timeout'])
      request.addEventListener(event, () => {
        reject(new TypeError('no answer'));
      });
    signal?.addEventListener('abort', () => {
      request.abort();
    });
    request.send(body as XMLHttpRequestBodyInit | null);
  });

/** Sends it and waits for the answer, whatever that is. @throws TypeError where none came */
export const dispatch = (address: string, parcel: Parcel): Promise<Response> => {
  const { method, headers, body, signal } = parcel;
  return parcel.onProgress === undefined ? fetch(address, { method, headers, body, signal }) : told(address, parcel);
};
