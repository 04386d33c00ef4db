import type { IncomingHttpHeaders } from 'node:http';

const OURS = /^(localhost|127\.0\.0\.1)(:\d+)?$/i;

/**
 * Why a request is not from this machine's own browser or app, if it is not. A foreign page can lead its own name to
 * 127.0.0.1 (then the Host header betrays it) or post to us across origins (then Origin does).
 */
export function foreignRequest({ host, origin }: IncomingHttpHeaders): string | undefined {
  if (!host || !OURS.test(host)) return 'The sandbox answers on localhost and 127.0.0.1 only.';
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return 'The sandbox takes requests from its own page only.';
  }
  return undefined;
}
