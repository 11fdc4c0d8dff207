/** Who can open an address: everybody, those on the same network, or this computer alone. */
export type Reach = 'everywhere' | 'network' | 'here';

const HERE = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;
const NETWORK =
  /^(10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|169\.254\.\d+\.\d+|\[?f[cde][0-9a-f]{2}:.*|[^.:]+|.+\.(local|lan|home|internal))$/i;

export function reachOf(url: string): Reach {
  const { hostname } = new URL(url);
  if (HERE.test(hostname)) return 'here';
  return NETWORK.test(hostname) ? 'network' : 'everywhere';
}
