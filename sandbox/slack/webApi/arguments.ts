import type { IncomingMessage } from 'node:http';
import { readBytes } from '../common/http.ts';
import { isJson, parse } from '../common/json.ts';
import type { Json } from '../types.ts';

/** Arguments that travel as JSON within a form: docs.slack.dev/apis/web-api. */
const JSON_ARGUMENTS = ['blocks', 'view', 'metadata', 'attachments', 'unfurls', 'message', 'file_ids', 'error'];

/** The four types of body that a method takes, and the two charsets: the error tables of docs.slack.dev methods. */
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';
const JSON_TYPE = 'application/json';
const TYPES = [FORM, MULTIPART, JSON_TYPE, 'text/plain'];
const CHARSETS = ['utf-8', 'iso-8859-1'];

/** "Very long names" are refused; the number is not published. */
const NAME = /^\w{1,255}$/;
/** As PHP writes arrays: `blocks[0]`. */
const ARRAY_NAME = /^\w+\[.*\]$/;

export type Sent = {
  readonly args: Json;
  /** Slack's error for a body that it does not read, or for names that it does not take. */
  readonly error?: string;
  /** A token in the body of a JSON request is not looked at. */
  readonly isJsonBody: boolean;
};

/** Arguments of a call, from its query and its body. */
export async function readArguments(request: IncomingMessage): Promise<Sent> {
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://stand-in').searchParams);
  const bytes = await readBytes(request);
  const body = bytes.length === 0 ? { args: {}, isJsonBody: false } : await readContent(request, bytes);
  const args = withParsedArguments({ ...query, ...body.args });
  const error = body.error ?? wrongName(Object.keys(args));
  return { args, isJsonBody: body.isJsonBody, ...(error === undefined ? {} : { error }) };
}

async function readContent(request: IncomingMessage, bytes: Buffer): Promise<Sent> {
  const contentType = request.headers['content-type'];
  const refused = (error: string): Sent => ({ args: {}, error, isJsonBody: false });
  if (contentType === undefined) return refused('missing_post_type');
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  const essence = type.toLowerCase();
  if (!TYPES.includes(essence)) return refused('invalid_post_type');
  const charset = parameters.find((part) => part.toLowerCase().startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !CHARSETS.includes(charset.replaceAll('"', '').toLowerCase())) {
    return refused('invalid_charset');
  }
  const text = bytes.toString(charset?.toLowerCase() === 'iso-8859-1' ? 'latin1' : 'utf8');
  if (essence === JSON_TYPE) return readJson(text);
  const form = essence === MULTIPART ? await readMultipart(contentType, bytes) : readForm(text);
  return form === undefined ? refused('invalid_form_data') : { args: form, isJsonBody: false };
}

function readJson(text: string): Sent {
  const json = parse(text);
  if (isJson(json)) return { args: json, isJsonBody: true };
  return { args: {}, error: json === undefined ? 'invalid_json' : 'json_not_object', isJsonBody: true };
}

/** JSON that was sent as a form has no names and no values. */
function readForm(text: string): Json | undefined {
  return isJson(parse(text)) ? undefined : Object.fromEntries(new URLSearchParams(text));
}

async function readMultipart(contentType: string, bytes: Buffer): Promise<Json | undefined> {
  const body = new Uint8Array(bytes);
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => undefined);
  if (form === undefined) return undefined;
  return Object.fromEntries([...form].filter((part): part is [string, string] => typeof part[1] === 'string'));
}

function wrongName(names: readonly string[]): string | undefined {
  if (names.some((name) => ARRAY_NAME.test(name))) return 'invalid_array_arg';
  return names.every((name) => NAME.test(name)) ? undefined : 'invalid_arg_name';
}

function withParsedArguments(args: Json): Json {
  const parsed = { ...args };
  for (const name of JSON_ARGUMENTS) {
    const value = parsed[name];
    if (typeof value === 'string') parsed[name] = parse(value) ?? value;
  }
  return parsed;
}
