import type { IncomingHttpHeaders } from 'node:http';

const OURS = /^(localhost|127\.0\.0\.1)(:\d+)?$/i;

/**
 * Why a request is not from this machine's own browser or app, if it is not. A foreign page can lead its own name to
 * 127.0.0.1 (then the Host header betrays it) or post to us across origins (then Origin does).
 */
export function foreignRequest({ host, ...headers }: IncomingHttpHeaders): string | undefined {
  if (!host || !OURS.test(host)) return 'The sandbox answers on localhost and 127.0.0.1 only.';
  return crossSiteRequest({ host, ...headers });
}

/**
 * Why a request comes from another site, if it does: browsers say so in Origin and Sec-Fetch-Site, apps send neither.
 * Whoever types an address is of no site (`none`).
 */
export function crossSiteRequest(headers: IncomingHttpHeaders): string | undefined {
  const { host = '', origin } = headers;
  const site = headers['sec-fetch-site'];
  const isOtherOrigin = origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`;
  const isOtherSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  return isOtherOrigin || isOtherSite ? 'The sandbox takes requests from its own page only.' : undefined;
}
