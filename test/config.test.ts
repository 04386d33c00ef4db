import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.ts';

const complete = {
  MONGODB_URI: 'mongodb://127.0.0.1/milepost?replicaSet=rs0',
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'signing-secret',
};
const refusalOf = (env: Record<string, string>) => {
  const config = readConfig(env);
  if (config.ok) throw new Error('Expected a refusal');
  return config.failure;
};

describe('readConfig', () => {
  it('takes the three settings that are needed, and defaults for the rest', () => {
    expect(readConfig(complete)).toMatchObject({
      ok: true,
      value: { port: 3000, role: 'all', logLevel: 'info', slack: { botToken: 'xoxb-1', apiUrl: undefined } },
    });
  });

  it('names every missing key at once, and the sandbox', () => {
    const message = refusalOf({});
    for (const key of ['MONGODB_URI', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'])
      expect(message).toContain(`${key} is missing`);
    expect(message).toContain('npm run sandbox');
  });

  it('takes an empty value for a missing one', () => {
    expect(refusalOf({ ...complete, SLACK_BOT_TOKEN: ' ' })).toContain('SLACK_BOT_TOKEN is missing');
  });

  it('needs no signing secret in Socket Mode or in a worker', () => {
    const { SLACK_SIGNING_SECRET: _, ...rest } = complete;
    expect(readConfig({ ...rest, SLACK_APP_TOKEN: 'xapp-1' }).ok).toBe(true);
    expect(readConfig({ ...rest, PROCESS_ROLE: 'worker' }).ok).toBe(true);
    expect(readConfig({ ...rest, PROCESS_ROLE: 'web' }).ok).toBe(false);
  });

  it.each([
    ['MONGODB_URI', 'postgres://elsewhere'],
    ['SLACK_API_URL', 'http://127.0.0.1:1/ap'],
    ['SLACK_API_URL', 'ftp://127.0.0.1/api/'],
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['ADMIN_PORT', '70000'],
    ['ADMINS', 'nobody'],
    ['ADMIN_USER_IDS', 'U1, ada'],
    ['PROCESS_ROLE', 'boss'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'milepost.example'],
    ['SMTP_URL', 'mail.example'],
    ['SLACK_BOT_TOKEN', 'xoxb 1'],
  ])('refuses %s=%s, by its name and without its value', (key, value) => {
    const message = refusalOf({ ...complete, [key]: value });
    expect(message).toContain(`- ${key} must`);
    expect(message).not.toContain(value);
  });

  it('never repeats a secret', () => {
    const message = refusalOf({
      ...complete,
      SLACK_SIGNING_SECRET: 'hush hush',
      MONGODB_URI: 'mongo://user:password@host',
    });
    expect(message).not.toMatch(/hush|password/);
  });

  it('reads the admins', () => {
    const config = readConfig({ ...complete, ADMIN_USER_IDS: 'U1, W2 ,' });
    expect(config.ok && [...config.value.adminUserIds]).toEqual(['U1', 'W2']);
  });
});
