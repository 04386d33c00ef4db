import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADD_ON_ACTIONS } from '../../blocks/milestones/dayChoice.ts';
import { ACTIONS } from '../../blocks/shared/ids.ts';
import type { Delivery, User } from '../../sandbox/slack/types.ts';
import { milestoneSubcommands } from '../../src/listeners/milestoneCommand.ts';
import { projectSubcommands } from '../../src/listeners/projectCommand.ts';
import {
  ADMIN,
  CHANNEL,
  CLIENT,
  formOf,
  type Harness,
  INVITEE,
  LEAD,
  OFFICE,
  STRANGER,
  startHarness,
  THIRD_PARTY,
} from '../support/harness.ts';

/** Every entry of the app times every kind of person, against the table of docs/roles.md. */
type Right = 'change' | 'ask' | 'read' | 'administer';

const DEACTIVATED = 'U0GONE';
const ELSEWHERE = 'U0ELSEWHERE';
const CONNECTED = 'U0CONNECT';
const ROLES = {
  lead: LEAD,
  invitee: INVITEE,
  'third-party expert': THIRD_PARTY,
  client: CLIENT,
  'client of a shared channel': CONNECTED,
  admin: ADMIN,
  stranger: STRANGER,
  'deactivated expert': DEACTIVATED,
  'expert of another project': ELSEWHERE,
} as const;
type Role = keyof typeof ROLES;

const MAY: Readonly<Record<Right, readonly Role[]>> = {
  change: ['lead', 'invitee', 'third-party expert'],
  ask: ['lead', 'invitee', 'third-party expert', 'client', 'client of a shared channel', 'admin'],
  read: ['lead', 'invitee', 'third-party expert', 'client', 'client of a shared channel', 'admin'],
  administer: ['admin'],
};

const COMMANDS: Readonly<Record<string, Right>> = {
  '/milestone': 'read',
  '/milestone help': 'read',
  '/milestone add': 'change',
  '/milestone add 2026-12-09 By command': 'change',
  '/milestone plan': 'change',
  '/milestone edit 1': 'change',
  '/milestone move 1 9 Dec -- a reason': 'change',
  '/milestone complete 1': 'change',
  '/milestone reopen 1': 'change',
  '/milestone remove 1': 'change',
  '/milestone undo': 'change',
  '/milestone list': 'read',
  '/milestone show 1': 'read',
  '/milestone history': 'read',
  '/milestone history 1': 'read',
  '/project': 'administer',
  '/project help': 'administer',
  '/project setup': 'administer',
  '/project payment': 'administer',
  '/project open': 'administer',
  '/project people': 'administer',
  '/project edit': 'administer',
  '/project settings': 'administer',
  '/project status': 'administer',
  '/project delivery': 'administer',
  '/project close': 'administer',
};

/** What the value of a button or the metadata of a form holds; `ids` are those of the project under test. */
type Ids = { readonly projectId: string; readonly changeRequestId: string; readonly version: number };
type Entry = { readonly right: Right; readonly target: (ids: Ids) => object; readonly values?: Record<string, object> };

const milestone = ({ projectId }: Ids) => ({ projectId, number: 1 });
const project = ({ projectId }: Ids) => ({ projectId });
const request = ({ projectId, changeRequestId }: Ids) => ({ projectId, changeRequestId });
const versioned = ({ projectId, version }: Ids) => ({ projectId, version });
const reminded = (ids: Ids) => ({ ...milestone(ids), among: [1] });
const answered = (ids: Ids) => ({ ...reminded(ids), seenSeq: 999_999_999 });
const choice = ({ projectId }: Ids) => ({
  projectId,
  due: '2026-12-09',
  title: 'Chosen',
  description: '',
  asked: `question ${serial}`,
});

const BUTTONS: Readonly<Record<string, Entry>> = {
  milestone_add: { right: 'change', target: project },
  milestone_complete: { right: 'change', target: milestone },
  milestone_reopen: { right: 'change', target: milestone },
  milestone_complete_more: { right: 'change', target: milestone },
  milestone_open: { right: 'read', target: milestone },
  milestone_list: { right: 'read', target: project },
  milestone_history: { right: 'read', target: project },
  milestone_history_older: { right: 'read', target: (ids) => ({ ...milestone(ids), seq: 999_999_999 }) },
  milestone_history_newer: { right: 'read', target: (ids) => ({ ...project(ids), seq: 0 }) },
  milestone_plan: { right: 'change', target: project },
  milestone_undo: { right: 'change', target: project },
  project_take_over: { right: 'administer', target: project },
  milestone_join: { right: 'change', target: milestone },
  milestone_edit: { right: 'change', target: milestone },
  milestone_remove: { right: 'change', target: milestone },
  milestone_add_on_1: { right: 'change', target: choice },
  milestone_add_on_2: { right: 'change', target: choice },
  milestone_ask: { right: 'ask', target: milestone },
  reminder_done: { right: 'change', target: reminded },
  reminder_new_date: { right: 'change', target: reminded },
  reminder_snooze: { right: 'change', target: reminded },
  delivery_retry: { right: 'administer', target: project },
  request_change: { right: 'change', target: request },
  request_decline: { right: 'change', target: request },
};

const text = (value: string) => ({ value: { type: 'plain_text_input', value } });
const date = (day: string) => ({ value: { type: 'datepicker', selected_date: day } });
const users = (...ids: string[]) => ({ value: { type: 'multi_users_select', selected_users: ids } });
const option = (value: string) => ({ value: { type: 'static_select', selected_option: { value } } });

const FORMS: Readonly<Record<string, Entry>> = {
  milestone_add_form: {
    right: 'change',
    target: project,
    values: { title: text('By form'), description: text(''), due: date('2026-12-09') },
  },
  milestone_edit_form: {
    right: 'change',
    target: (ids) => ({ ...milestone(ids), seenSeq: 999_999_999 }),
    values: { title: text('Edited'), description: text(''), due: date('2026-12-10') },
  },
  milestone_complete_form: {
    right: 'change',
    target: (ids) => ({ ...milestone(ids), number: 99 }),
    values: { completedOn: date('2026-11-20'), note: text('') },
  },
  milestone_remove_form: {
    right: 'change',
    target: (ids) => ({ ...milestone(ids), number: 99 }),
    values: { note: text('') },
  },
  milestone_plan_form: {
    right: 'change',
    target: (ids) => ({ ...project(ids), days: ['2026-12-09'] }),
    values: { title_0: text('Planned') },
  },
  milestone_ask_form: {
    right: 'ask',
    target: project,
    values: { milestone: option('plan'), text: text('Later, please') },
  },
  reminder_new_date_form: {
    right: 'change',
    target: answered,
    values: { due: date('2026-12-11'), reason: text('The client is away') },
  },
  reminder_snooze_form: {
    right: 'change',
    target: answered,
    values: { until: date('2026-11-25'), reason: text('Waiting') },
  },
  request_decline_form: { right: 'change', target: request, values: { reason: text('No') } },
  project_setup_form: { right: 'administer', target: () => ({ channelId: CHANNEL }), values: { name: text('Second') } },
  project_people_form: {
    right: 'administer',
    target: versioned,
    values: { clients: users(CLIENT), leads: users(LEAD) },
  },
  project_edit_form: { right: 'administer', target: versioned, values: { name: text('Renamed') } },
  project_settings_form: { right: 'administer', target: versioned, values: { quietSeconds: text('0') } },
  project_close_form: { right: 'administer', target: (ids) => ({ ...versioned(ids), version: 1 }), values: {} },
};

/** A refusal is a text that begins so; help says the same words in its course. */
const REFUSED =
  /"(?:Only the experts of|You are not on the project|Only an admin does this|There is no project in this channel)/;

let app: Harness;
let ids: Ids;
let pressed: Delivery;
let submitted: Delivery;
let serial = 0;

const person = (id: string, fields: Partial<User>): User => ({
  id,
  teamId: 'T0ATLAS',
  name: id.toLowerCase(),
  realName: id,
  displayName: id,
  tz: 'Europe/Berlin',
  locale: 'en-GB',
  isAdmin: false,
  isOwner: false,
  isBot: false,
  deleted: false,
  ...fields,
});

beforeAll(async () => {
  await openEar();
  app = await startHarness();
  app.slack.addUser(person(CONNECTED, { teamId: 'T0PARTNER' }));
  app.slack.addUser(person(DEACTIVATED, {}));
  app.slack.addUser(person(ELSEWHERE, {}));
  for (const id of [CONNECTED, DEACTIVATED, ELSEWHERE]) await app.slack.invite(CHANNEL, id);
  await app.openProject({ clients: [CLIENT, CONNECTED], invitees: [INVITEE, DEACTIVATED] });
  await app.slack.updateUser(DEACTIVATED, { deleted: true });
  await app.moveMinutes(6);
  const stored = await app.connection.collection<{ _id: string; version: number }>('projects').findOne({});
  const other = {
    ...stored,
    _id: 'f'.repeat(24),
    channelId: OFFICE,
    people: [{ userId: ELSEWHERE, name: 'E', role: 'lead' }],
  };
  await app.connection.collection<{ _id: string }>('projects').insertOne(other);
  ids = { projectId: stored?._id ?? '', changeRequestId: 'e'.repeat(24), version: stored?.version ?? 0 };

  const lead = app.slack.person(LEAD);
  await app.say(LEAD, '/milestone add 2026-12-04 First draft');
  await app.say(LEAD, '/milestone show 1');
  const shown = lead.sees(CHANNEL).at(-1);
  pressed = await lead.act({ channelId: CHANNEL, ts: shown?.ts ?? '' }, 'milestone_edit');
  await app.slack.until('the form', () => formOf(lead));
  await lead.closeView();
  await lead.command(CHANNEL, '/milestone add');
  await app.slack.until('the form', () => formOf(lead));
  submitted = await lead.submit({ title: 'Second', due: '2026-12-05' });
  await app.settled();
});
afterAll(async () => {
  ear.close();
  await app.stop();
});

/** What was said in private to a person who pressed something: the address that their press carried heard it. */
const heard = new Map<string, string>();
let ear: Server;
let earUrl = '';

async function openEar(): Promise<void> {
  ear = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      heard.set(incoming.url ?? '', Buffer.concat(chunks).toString('utf8'));
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => ear.listen(0, '127.0.0.1', resolve));
  const address = ear.address();
  earUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

/** The answer to a command: in private, or a form. */
async function saidSince(before: number): Promise<string> {
  const answers = ['response_url', 'views.open'];
  return app.slack.until('an answer', () => {
    const said = app.slack.calls.slice(before).filter(({ method }) => answers.includes(method));
    return said.length > 0 && JSON.stringify(said.map(({ args }) => args));
  });
}

function userOf(userId: string) {
  const user = app.slack.users.find(({ id }) => id === userId);
  return { id: userId, username: user?.name, name: user?.name, team_id: user?.teamId };
}

const verdictOn = (said: string) => (REFUSED.test(said) ? 'refused' : 'let in');

async function byCommand(line: string, userId: string): Promise<string> {
  const before = app.slack.calls.length;
  // Slack offers no command to some of them; what comes all the same was made up.
  await app.slack.deliverCommand(userId, CHANNEL, line);
  const verdict = verdictOn(await saidSince(before));
  while (app.slack.person(userId).topView()) await app.slack.person(userId).closeView();
  return verdict;
}

async function byButton(actionId: string, entry: Entry, userId: string): Promise<string> {
  const path = `/${++serial}`;
  const value = JSON.stringify(entry.target(ids));
  const action = { type: 'button', action_id: actionId, block_id: 'b', action_ts: `${serial}.0`, value };
  // The trigger is no trigger of Slack's: a form that would open says that it could not, and that is no refusal.
  const made = {
    user: userOf(userId),
    trigger_id: `1.${serial}.forged`,
    actions: [action],
    response_url: `${earUrl}${path}`,
  };
  await app.slack.deliverPayload('block_actions', { ...pressed.body, ...made });
  return verdictOn(await app.slack.until(`an answer to ${actionId}`, () => heard.get(path)));
}

/** A form that is let in closes, or is at fault in one of its fields. */
async function byForm(callbackId: string, entry: Entry, userId: string): Promise<string> {
  const given = typeof submitted.body['view'] === 'object' ? submitted.body['view'] : {};
  const view = {
    ...given,
    id: `VFORGED${++serial}`,
    callback_id: callbackId,
    private_metadata: JSON.stringify(entry.target(ids)),
    state: { values: entry.values ?? {} },
  };
  const body = { ...submitted.body, user: userOf(userId), view };
  const { answer, status } = await app.slack.deliverPayload('view_submission', body);
  expect(status).toBe(200);
  expect(answer).not.toContain('Something went wrong');
  return verdictOn(answer);
}

async function expected(right: Right, role: Role, run: (userId: string) => Promise<string>) {
  const changes = () => app.connection.collection('changes').countDocuments();
  const before = await changes();
  const verdict = await run(ROLES[role]);
  expect(verdict).toBe(MAY[right].includes(role) ? 'let in' : 'refused');
  if (verdict === 'refused') expect(await changes()).toBe(before);
}

const roles = Object.keys(ROLES) as Role[];

describe.each(Object.entries(COMMANDS))('%s', (line, right) => {
  it.each(roles)('%s', (role) => expected(right, role, (userId) => byCommand(line, userId)));
});

describe.each(Object.entries(BUTTONS))('the button %s', (actionId, entry) => {
  it.each(roles)('%s', (role) => expected(entry.right, role, (userId) => byButton(actionId, entry, userId)));
});

describe.each(Object.entries(FORMS))('the form %s', (callbackId, entry) => {
  it.each(roles)('%s', (role) => expected(entry.right, role, (userId) => byForm(callbackId, entry, userId)));
});

describe('the walk', () => {
  const byName = (a: string, b: string) => a.localeCompare(b);
  const sources = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
  const found = (folder: string, pattern: RegExp) =>
    [...new Set([...sources(folder).matchAll(pattern)].map(([, name]) => name ?? ''))].toSorted(byName);

  it('leaves out no subcommand', () => {
    const named = (command: string, table: readonly { name: string }[]) =>
      table.map(({ name }) => `${command} ${name}`);
    const walked = new Set(Object.keys(COMMANDS).map((line) => line.split(' ').slice(0, 2).join(' ')));
    for (const each of [...named('/milestone', milestoneSubcommands), ...named('/project', projectSubcommands)]) {
      expect(walked).toContain(each);
    }
  });

  it('leaves out no button', () => {
    const literal = found('src', /onPress\(\s*bolt,\s*services,\s*'([a-z_0-9]+)'/g);
    expect([...literal, ...ADD_ON_ACTIONS].toSorted(byName)).toEqual(ACTIONS.toSorted(byName));
    expect(Object.keys(BUTTONS).toSorted(byName)).toEqual(ACTIONS.toSorted(byName));
  });

  it('leaves out no form', () => {
    expect(found('blocks', /_FORM = '([a-z_]+)'/g)).toEqual(Object.keys(FORMS).toSorted(byName));
  });

  it('has no options request to walk: no menu asks the app for its options', () => {
    expect(sources('src')).not.toMatch(/bolt\.options\(/);
    expect(sources('blocks')).not.toContain('external_select');
  });
});
