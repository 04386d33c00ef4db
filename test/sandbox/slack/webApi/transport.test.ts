import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { TOKEN } from '../support/seed.ts';
import { setting } from '../support/setting.ts';

const FORM = 'application/x-www-form-urlencoded';
const MESSAGE = 'channel=C0IN&text=x';

async function send(headers: Record<string, string>, body: string | FormData | Uint8Array<ArrayBuffer>): Promise<Json> {
  const { slack } = await setting();
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, ...headers },
    body,
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Json;
}

/** docs.slack.dev: the errors that every method names. */
describe('the body of a call', () => {
  it.each([
    ['a form', FORM, MESSAGE],
    ['a form that names its charset', `${FORM}; charset=utf-8`, MESSAGE],
    ['JSON', 'application/json; charset="UTF-8"', '{"channel":"C0IN","text":"x"}'],
    ['plain text, written as a form', 'text/plain', MESSAGE],
  ])('may be %s', async (_what, type, body) => {
    expect(await send({ 'content-type': type }, body)).toMatchObject({ ok: true, message: { text: 'x' } });
  });

  it('may have several parts', async () => {
    const form = new FormData();
    form.set('channel', 'C0IN');
    form.set('text', 'in parts');
    form.set('blocks', JSON.stringify([{ type: 'divider' }]));
    expect(await send({}, form)).toMatchObject({
      ok: true,
      message: { text: 'in parts', blocks: [{ type: 'divider' }] },
    });
  });

  it('may be in the older charset', async () => {
    const body = new Uint8Array(Buffer.from('{"channel":"C0IN","text":"é"}', 'latin1'));
    const answer = await send({ 'content-type': 'application/json; charset=iso-8859-1' }, body);
    expect(answer).toMatchObject({ ok: true, message: { text: 'é' } });
  });

  it.each([
    ['invalid_post_type', 'application/xml', MESSAGE],
    ['invalid_charset', `${FORM}; charset=utf-16`, MESSAGE],
    ['invalid_json', 'application/json', '{"channel"'],
    ['json_not_object', 'application/json', '["C0IN"]'],
    ['invalid_form_data', FORM, '{"channel":"C0IN","text":"x"}'],
    ['invalid_form_data', 'multipart/form-data; boundary=x', 'channel=C0IN'],
    ['invalid_arg_name', FORM, `${MESSAGE}&a-name=1`],
    ['invalid_arg_name', FORM, `${MESSAGE}&${'a'.repeat(256)}=1`],
    ['invalid_array_arg', FORM, `${MESSAGE}&blocks[0]=1`],
  ])('is refused: %s (%s, %s)', async (error, type, body) => {
    expect(await send({ 'content-type': type }, body)).toEqual({ ok: false, error });
  });

  it('has to say its type', async () => {
    // `fetch` names a type for a string, and none for bytes.
    expect(await send({}, new Uint8Array(Buffer.from(MESSAGE)))).toEqual({ ok: false, error: 'missing_post_type' });
  });

  it('has no token beside JSON', async () => {
    const { slack } = await setting();
    const response = await fetch(`${slack.apiUrl}auth.test`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: TOKEN }),
    });
    expect(await response.json()).toEqual({ ok: false, error: 'not_authed' });
  });
});

describe('the headers of an answer', () => {
  it('say what the token may do, and what the method takes', async () => {
    const { slack } = await setting({ scopes: ['chat:write', 'im:write'] });
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: new URLSearchParams({ channel: 'C0IN', text: 'x' }),
    });
    expect(response.headers.get('x-oauth-scopes')).toBe('chat:write,im:write');
    expect(response.headers.get('x-accepted-oauth-scopes')).toBe('chat:write');
  });
});
