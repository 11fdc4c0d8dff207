import { type Imported, ImportedSchema } from '@weft/protocol';
import { ApiError } from '../api/ApiError.ts';
import { readAnswer } from '../api/request.ts';

/**
 * Makes a board from a file. By the older kind of request: the newer one does not tell how much was sent.
 * @param onSent told the share of the file that was sent, from 0 to 1.
 * @throws ApiError, or what `signal` was aborted with
 */
export async function uploadBoard(file: File, signal: AbortSignal, onSent: (share: number) => void): Promise<Imported> {
  const request = new XMLHttpRequest();
  request.open('POST', `/api/boards/import?name=${encodeURIComponent(file.name.slice(-255))}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0));
  signal.addEventListener('abort', () => request.abort(), { once: true });
  await new Promise<void>((resolve, reject) => {
    request.addEventListener('load', () => resolve());
    request.addEventListener('error', () => reject(new ApiError('unreachable')));
    request.addEventListener('abort', () => reject(signal.reason as Error));
    request.send(file);
  });
  const { status } = request;
  return readAnswer({ ok: status >= 200 && status < 300, status }, parsed(request.responseText), ImportedSchema);
}

/** A proxy may answer with anything; what is not JSON is `undefined`. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
