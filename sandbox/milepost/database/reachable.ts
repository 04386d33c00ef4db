import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Environment } from './types.ts';

/**
 * Whether the web server behind `url` answers anything at all within `timeoutMs`, through the proxy if one is set.
 * An answer such as 403 counts: it proves the way, and the download itself says what is wrong.
 */
export async function isReachable(url: URL, env: Environment, timeoutMs: number): Promise<boolean> {
  const proxy = proxyOf(env);
  return proxy ? await tunnelOpens(proxy, url, timeoutMs) : await answers(url, timeoutMs);
}

/** The proxy that the download would go through; the order is the one of mongodb-memory-server. */
function proxyOf(env: Environment): URL | undefined {
  const names = [
    'npm_config_https-proxy',
    'npm_config_proxy',
    'https_proxy',
    'http_proxy',
    'HTTPS_PROXY',
    'HTTP_PROXY',
  ];
  const value = names.map((name) => env[name]).find((setting) => setting);
  return value && URL.canParse(value) ? new URL(value) : undefined;
}

async function answers(url: URL, timeoutMs: number): Promise<boolean> {
  try {
    await fetch(url.origin, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return true;
  } catch {
    return false;
  }
}

function tunnelOpens(proxy: URL, url: URL, timeoutMs: number): Promise<boolean> {
  const credentials = Buffer.from(`${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`);
  const request = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
    host: proxy.hostname,
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: `${url.hostname}:${url.port || 443}`,
    headers: proxy.username ? { 'Proxy-Authorization': `Basic ${credentials.toString('base64')}` } : {},
    signal: AbortSignal.timeout(timeoutMs),
  });
  return new Promise((resolve) => {
    request.once('connect', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode === 200);
    });
    request.once('response', () => resolve(false));
    request.once('error', () => resolve(false));
    request.end();
  });
}
