import * as encoding from 'lib0/encoding';
import { clientFrame, OPCODE } from '../wire/webSocketFrames.ts';

/** From here to 2 097 151 lib0 writes a clock in three bytes: two days of 20 Hz without a frame of another length. */
const FIRST_CLOCK = 16_384;
const AWARENESS = 1;
/** Stands where a position is patched in. */
const PLACE = '8888.8';

/** What Weft's own client says of itself beside its cursor: what one sees and has selected. */
export const PRESENCE_STATE = {
  page: 'page:page',
  camera: [-412.5, -220.1, 1],
  screen: { x: 0, y: 0, w: 1440, h: 900 },
  selected: [],
  brush: null,
  scribbles: [],
  following: null,
  active: 1_790_000_000_000,
} as const;

/** All of it as one state, some 230 bytes: as large as presence is everywhere. */
const STATE = JSON.stringify({ canvas: { cursor: ['X', 'Y', 'default', 0], ...PRESENCE_STATE } })
  .replace('"X"', PLACE)
  .replace('"Y"', PLACE);

/** An awareness message of y-protocols with one client's state, made once; each call moves its cursor and counts its clock up. */
export class AwarenessFrame {
  readonly #frame: Uint8Array;
  readonly #payload: Uint8Array;
  readonly #clockAt: number;
  readonly #xAt: number;
  readonly #yAt: number;
  #clock = FIRST_CLOCK;

  /** @param prefix what this relay wants before every message */
  constructor(clientId: number, prefix: Uint8Array) {
    const body = encoding.createEncoder();
    encoding.writeVarUint(body, 1);
    encoding.writeVarUint(body, clientId);
    const clockInBody = encoding.length(body);
    encoding.writeVarUint(body, FIRST_CLOCK);
    encoding.writeVarString(body, STATE);
    const message = encoding.createEncoder();
    encoding.writeUint8Array(message, prefix);
    encoding.writeVarUint(message, AWARENESS);
    encoding.writeVarUint8Array(message, encoding.toUint8Array(body));
    const { frame, payload } = clientFrame(encoding.toUint8Array(message), OPCODE.binary);
    this.#frame = frame;
    this.#payload = payload;
    this.#clockAt = payload.length - encoding.length(body) + clockInBody;
    const stateAt = payload.length - STATE.length;
    this.#xAt = stateAt + STATE.indexOf(PLACE);
    this.#yAt = stateAt + STATE.lastIndexOf(PLACE);
  }

  at([x, y]: readonly [string, string]): Uint8Array {
    this.#clock += 1;
    this.#payload[this.#clockAt] = (this.#clock & 127) | 128;
    this.#payload[this.#clockAt + 1] = ((this.#clock >>> 7) & 127) | 128;
    this.#payload[this.#clockAt + 2] = this.#clock >>> 14;
    writeAscii(this.#payload, this.#xAt, x);
    writeAscii(this.#payload, this.#yAt, y);
    return this.#frame;
  }
}

function writeAscii(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}
