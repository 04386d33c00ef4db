import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Call, Delivery } from '../../sandbox/slack/types.ts';
import { aCommand, aField, aFormOf, aTarget, FORMS, type FormName } from '../support/anything.ts';
import {
  ADMIN,
  CHANNEL,
  CLIENT,
  formOf,
  type Harness,
  LEAD,
  OFFICE,
  STRANGER,
  startHarness,
} from '../support/harness.ts';
import { brokenRules } from '../support/rules.ts';

/** Whatever people type, and whatever reaches the app as a form: it answers, calls no one, and stores what its rules allow. */
let app: Harness;
let submitted: Delivery;
let projectId = '';
let people: unknown;
let serial = 0;

beforeAll(async () => {
  app = await startHarness();
  await app.openProject();
  const lead = app.slack.person(LEAD);
  await lead.command(CHANNEL, '/milestone add');
  await app.slack.until('the form', () => formOf(lead));
  submitted = await lead.submit({ title: 'First draft', due: '2026-12-04' });
  await app.settled();
  const project = await app.connection.collection('projects').findOne({});
  projectId = String(project?._id);
  people = project?.['people'];
});
afterAll(() => app.stop());

const PEOPLE = fc.constantFrom(LEAD, CLIENT, STRANGER, ADMIN);
const SPEAKERS = fc.oneof(PEOPLE, { weight: 2, arbitrary: fc.constant(LEAD) });
/** Mostly someone who may, so that it is the rules that are tried and not the rights. */
const senderOf = (name: FormName) =>
  fc.oneof(PEOPLE, { weight: 3, arbitrary: fc.constant(name.startsWith('project') ? ADMIN : LEAD) });
const ANSWERS = ['response_url', 'views.open', 'chat.postEphemeral'];
/** Longer than any quiet time that a form may set. */
const QUIET_MINUTES = 6;
const RUNS = 12;
const FORM_RUNS = 4;

/** What would call someone: anything in angle brackets but links and the dates that the app writes. */
const MENTION = /<(?:@|!(?!date\^\d+\^\{))/;
const shown = ({ args: { channel: _channel, user: _user, ...rest } }: Call) => JSON.stringify(rest);

async function command(userId: string, line: string): Promise<string> {
  const before = app.slack.calls.length;
  await app.slack.person(userId).command(CHANNEL, line);
  const answer = await app.slack.until(`an answer to ${JSON.stringify(line)}`, () =>
    app.slack.calls.slice(before).find(({ method }) => ANSWERS.includes(method)),
  );
  while (app.slack.person(userId).topView()) await app.slack.person(userId).closeView();
  return JSON.stringify(answer.args);
}

async function form(userId: string, callbackId: string, metadata: unknown, values: unknown): Promise<Delivery> {
  const { view } = submitted.body;
  const body = {
    ...submitted.body,
    user: { ...Object(submitted.body['user']), id: userId },
    view: {
      ...Object(view),
      id: `VANY${++serial}`,
      callback_id: callbackId,
      private_metadata: metadata,
      state: { values },
    },
  };
  return app.slack.deliverPayload('view_submission', body);
}

/** What is owed is told, whatever quiet time is set; then everything is as the rules say. */
async function holds(before: number): Promise<void> {
  if ((await app.connection.collection('subscriptions').countDocuments({ pending: true })) > 0) {
    await app.moveMinutes(QUIET_MINUTES);
    await app.settled();
  }
  expect(await brokenRules(app.connection)).toEqual([]);
  const calls = app.slack.calls.slice(before);
  expect(calls.filter((call) => call.violations.length > 0)).toEqual([]);
  const told = calls.filter(({ method }) => method.startsWith('chat.') || method === 'response_url');
  expect(told.map(shown).filter((text) => MENTION.test(text))).toEqual([]);
  await asBefore();
}

/** The next run meets the same people, and an office without a project. */
async function asBefore(): Promise<void> {
  const projects = app.connection.collection('projects');
  await projects.updateMany({ channelId: OFFICE }, { $set: { status: 'closed', live: false } });
  await projects.updateMany({ channelId: CHANNEL }, { $set: { people, quietSeconds: 0 } });
}

describe('whatever someone types', () => {
  it('is answered, calls no one and breaks no rule', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(SPEAKERS, aCommand), { minLength: 1, maxLength: 3 }), async (lines) => {
        const before = app.slack.calls.length;
        for (const [userId, line] of lines) expect(await command(userId, line)).not.toContain('Something went wrong');
        await holds(before);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

describe('whatever comes as a form', () => {
  const names = Object.keys(FORMS) as FormName[];
  const place = async () => {
    const project = await app.connection.collection('projects').findOne({ channelId: CHANNEL });
    return { projectId, version: Number(project?.['version']) };
  };

  it.each(names)('the form %s holds every value that Slack can send', async (name) => {
    await fc.assert(
      fc.asyncProperty(senderOf(name), aFormOf(name), async (userId, values) => {
        const before = app.slack.calls.length;
        const target = JSON.stringify(FORMS[name].target(await place()));
        const { status, answer } = await form(userId, name, target, values);
        expect(status).toBe(200);
        expect(answer).not.toContain('Something went wrong');
        expect(answer).not.toMatch(MENTION);
        await holds(before);
      }),
      { numRuns: FORM_RUNS, endOnFailure: true },
    );
  });

  it('lives through values and metadata that someone made up', async () => {
    const anyValues = fc.dictionary(fc.constantFrom('title', 'due', 'text', 'name', 'clients', 'title_0'), aField);
    await fc.assert(
      fc.asyncProperty(PEOPLE, fc.constantFrom(...names), aTarget, anyValues, async (userId, name, target, values) => {
        const before = app.slack.calls.length;
        const made = typeof target === 'function' ? target(await place()) : target;
        const { status } = await form(userId, name, made, values);
        expect(status).toBe(200);
        await holds(before);
        expect(await command(LEAD, '/milestone list')).toContain('milestone');
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
