import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ADMIN,
  CHANNEL,
  CLIENT,
  formOf,
  type Harness,
  INVITEE,
  LEAD,
  OFFICE,
  outcomeOf,
  STRANGER,
  startHarness,
  THIRD_PARTY,
} from '../support/harness.ts';

let app: Harness;

/** Starts the app for one group of tests; the guest is an admin by setting, `ADMIN` by the workspace. */
function withApp(): void {
  beforeAll(async () => {
    app = await startHarness({ ADMIN_USER_IDS: STRANGER });
  });
  afterAll(() => app.stop());
}

const PLAN = {
  name: 'Atlas',
  clients: [CLIENT],
  leads: [LEAD],
  startDate: '2026-11-16',
  completionDate: '2026-12-18',
  timeZone: 'Europe/Berlin',
};

async function openForm(userId: string, line: string, channelId = CHANNEL) {
  const person = app.slack.person(userId);
  await person.command(channelId, line);
  const view = await app.slack.until(`the form of ${line}`, () => formOf(person));
  return { person, view };
}

/** Opens a form, sends it and waits for the private answer. */
async function fill(userId: string, line: string, values: Record<string, unknown>, channelId = CHANNEL) {
  const { person } = await openForm(userId, line, channelId);
  return send(person, values, channelId);
}

async function send(person: Awaited<ReturnType<typeof openForm>>['person'], values: object, channelId = CHANNEL) {
  const before = app.slack.messages(channelId).length;
  await person.submit({ ...values });
  const answer = await outcomeOf(app.slack, person, channelId, before);
  await app.settled();
  return answer;
}

/** Sets a project up, without the quiet time that the other tests need not wait for. */
async function setUp(fields: { readonly name?: string; readonly payment?: 'yes' }) {
  const { person } = await openForm(ADMIN, '/project setup');
  await person.submit({ ...PLAN, ...fields });
  const answer = await app.slack.until('the answer', () =>
    person
      .sees(CHANNEL)
      .findLast(({ text, onlyFor }) => onlyFor === ADMIN && text.includes(`“${fields.name ?? 'Atlas'}” is set up`)),
  );
  await app.connection.collection('projects').updateMany({}, { $set: { quietSeconds: 0 } });
  await app.moveMinutes(1);
  await app.settled();
  return answer.text;
}

const project = () => app.connection.collection('projects').findOne({}, { sort: { _id: -1 } });
const milestones = () => app.connection.collection('milestones').find({}).sort({ number: 1 }).toArray();
const history = () => app.connection.collection('changes').find({}).sort({ seq: 1 }).toArray();

describe('a project with an agreed payment', () => {
  withApp();

  it('says at set-up what comes next, and is told to the channel', async () => {
    const answer = await setUp({ payment: 'yes' });
    expect(answer).toContain('Next: record the initial payment with `/project payment`');
    expect(answer).not.toContain('/invite');
    expect(app.updates().at(-1)?.text).toContain('The project *Atlas* is set up in this channel');
  });

  it('tells experts and the admin that it waits for the payment, and cannot be opened', async () => {
    for (const line of ['/milestone add 2026-12-04 Draft', '/milestone complete 1', '/milestone']) {
      expect(await app.say(LEAD, line)).toContain('the project waits for the initial payment that was agreed');
    }
    expect(await app.say(ADMIN, '/project status')).toContain('waiting for the initial payment');
    expect(await app.say(ADMIN, '/project open')).toContain('waits for the initial payment');
    expect(await project()).toMatchObject({ status: 'preparing' });
  });

  it('then waits to be opened, and says so', async () => {
    expect(await app.say(ADMIN, '/project payment')).toContain('Next: open milestones');
    expect(await app.say(LEAD, '/milestone add 2026-12-04 Draft')).toContain('waits for an admin to open them');
    expect(await app.say(ADMIN, '/project payment')).toContain('recorded already');
  });

  it('opens, by an admin whom the settings name', async () => {
    expect(await app.say(STRANGER, '/project open')).toContain('are open');
    expect(await app.say(LEAD, '/milestone add 2026-12-04 Draft')).toContain('Added milestone #1');
    await app.settled();
    const texts = app.updates().map(({ text }) => text);
    expect(texts.filter((text) => text.includes('payment of *Atlas* was received'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('Milestones of *Atlas* are open'))).toHaveLength(1);
    expect((await history()).map(({ kind, by }) => [kind, by.userId])).toEqual([
      ['project-set-up', ADMIN],
      ['payment-received', ADMIN],
      ['milestones-opened', STRANGER],
      ['added', LEAD],
    ]);
  });
});

describe('an admin of an open project', () => {
  withApp();
  beforeAll(async () => {
    await app.openProject();
    await app.say(LEAD, '/milestone add 2026-12-04 Draft');
    await app.settled();
  });

  it('finds the people as they are in the form, and changes them', async () => {
    const { person, view } = await openForm(ADMIN, '/project people');
    expect(view.values).toMatchObject({
      clients: { value: { selected_users: [CLIENT] } },
      leads: { value: { selected_users: [LEAD] } },
      invitees: { value: { selected_users: [INVITEE] } },
      thirdParties: { value: { selected_users: [THIRD_PARTY] } },
    });
    const answer = await send(person, { leads: [LEAD, INVITEE], invitees: [STRANGER], thirdParties: null });
    expect(answer).toContain('Anjali Morwen: third-party expert → not on the project');
    const told = app.updates().at(-1);
    for (const words of [
      'The people of *Atlas* changed. By Okan Brisling.',
      'Tomas Ferrik: expert invitee → expert lead',
      'Anjali Morwen: third-party expert → not on the project',
      'Lou Tarnow: not on the project → expert invitee',
    ]) {
      expect(told?.text).toContain(words);
      expect(JSON.stringify(told?.blocks)).toContain(words);
    }
    expect(await app.say(THIRD_PARTY, '/milestone list')).toContain('You are not on the project “Atlas”');
    expect(await app.say(STRANGER, '/milestone add 2026-12-10 Mine')).toContain('Added milestone #2');
    expect((await history()).find(({ kind }) => kind === 'people-changed')).toMatchObject({
      by: { userId: ADMIN, name: 'Okan Brisling' },
      details: [
        { what: 'person', userId: INVITEE, name: 'Tomas Ferrik', before: 'invitee', after: 'lead' },
        { what: 'person', userId: THIRD_PARTY, name: 'Anjali Morwen', before: 'third-party', after: 'absent' },
        { what: 'person', userId: STRANGER, name: 'Lou Tarnow', before: 'absent', after: 'invitee' },
      ],
    });
  });

  it('reads under the fields what is wrong with the people', async () => {
    const { person } = await openForm(ADMIN, '/project people');
    await person.submit({ leads: null, invitees: null, thirdParties: null });
    expect(person.topView()?.errors).toEqual({
      leads: 'Choose at least one expert: a lead, an invitee or a third-party expert.',
    });
    await person.submit({ leads: [CLIENT] });
    expect(person.topView()?.errors).toEqual({
      clients: 'Clara Wendmoor is chosen twice. Give each person one role.',
    });
    await person.closeView();
  });

  it('changes name, dates and working days; the channel reads before and after', async () => {
    const { person, view } = await openForm(ADMIN, '/project edit');
    expect(view.values).toMatchObject({ name: { value: { value: 'Atlas' } } });
    await send(person, { name: 'Atlas & <!here> co', completionDate: '2026-12-23', workingDays: ['1', '2', '4'] });
    const told = app.updates().at(-1)?.text ?? '';
    expect(told).toContain('name: Atlas → Atlas &amp; &lt;!here&gt; co');
    expect(told).toContain('completion date: Fri 18 Dec 2026 → Wed 23 Dec 2026');
    expect(told).toContain('working days: Monday to Friday → Monday, Tuesday and Thursday');
    expect(told).not.toContain('time zone');
    expect(app.board()?.text).toContain('Atlas &amp; &lt;!here&gt; co');
    await fill(ADMIN, '/project edit', { name: 'Atlas' });
  });

  it('reads under each field what is wrong with the project', async () => {
    const { person } = await openForm(ADMIN, '/project edit');
    await person.submit({ name: 'x'.repeat(81), startDate: '2026-12-24', timeZone: 'Atlantis' });
    expect(person.topView()?.errors).toEqual({
      name: 'The name has 81 characters. Shorten it to 80 at most.',
      completionDate: 'The completion date is before the start date, Thu 24 Dec 2026. Choose that day or a later one.',
      timeZone: '“Atlantis” is not a time zone. Write a name such as Europe/Berlin or America/New_York.',
    });
    await person.closeView();
  });

  it('moves every open reminder with the time zone', async () => {
    await app.say(LEAD, '/milestone complete 2');
    expect((await milestones())[0]).toMatchObject({ remindAt: new Date('2026-12-01T08:00:00Z') });
    await fill(ADMIN, '/project edit', { timeZone: 'America/New_York' });
    const [open, completed] = await milestones();
    expect(open).toMatchObject({ remindAt: new Date('2026-12-01T14:00:00Z') });
    expect(completed).not.toHaveProperty('remindAt');
    expect(app.updates().at(-1)?.text).toContain('time zone: Europe/Berlin → America/New_York');
  });

  it('changes the quiet time, which the channel is not told of', async () => {
    const posts = app.posts().map(({ text }) => text);
    expect(await fill(ADMIN, '/project settings', { quietSeconds: '60' })).toContain(
      'quiet time: none, each change is told at once → 60 seconds',
    );
    expect(await project()).toMatchObject({ quietSeconds: 60 });
    expect(app.posts().map(({ text }) => text)).toEqual(posts);
    expect((await history()).at(-1)).toMatchObject({ kind: 'settings-changed', by: { userId: ADMIN } });
    await fill(ADMIN, '/project settings', { quietSeconds: '0' });
  });

  it('who changes nothing is told so, and nothing is stored or posted', async () => {
    const changes = await history();
    const posts = app.posts().length;
    expect(await fill(ADMIN, '/project edit', {})).toContain('is already as you wrote it');
    expect(await fill(ADMIN, '/project people', {})).toContain('is already as you wrote it');
    expect(await history()).toEqual(changes);
    expect(app.posts()).toHaveLength(posts);
  });

  it('who was not the first of two keeps what they typed, and reads what to do', async () => {
    await app.say(ADMIN, '/project status');
    const first = await openForm(STRANGER, '/project edit');
    const second = await openForm(ADMIN, '/project people');
    await send(first.person, { name: 'Atlas two' });
    await second.person.submit({ leads: [LEAD] });
    expect(second.person.topView()?.errors).toEqual({
      clients: expect.stringContaining('Someone else changed the project “Atlas two” after this form was opened'),
    });
    expect(second.person.topView()?.errors['clients']).toContain('/project people');
    expect(second.person.topView()?.values['leads']).toMatchObject({ value: { selected_users: [LEAD] } });
    await second.person.closeView();
    expect((await project())?.['people']).toHaveLength(4);
  });

  it('is not disturbed by an expert who changes a milestone meanwhile', async () => {
    const { person } = await openForm(ADMIN, '/project edit');
    await app.say(LEAD, '/milestone add 2026-12-11 Interviews');
    expect(await send(person, { name: 'Atlas' })).toContain('name: Atlas two → Atlas');
  });

  it('changes once when the form arrives twice', async () => {
    await fill(ADMIN, '/project edit', { name: 'Once' });
    const sent = app.slack.deliveries.findLast(({ kind }) => kind === 'view_submission');
    const changes = await history();
    if (sent) await app.slack.redeliver(sent);
    await app.slack.until('the second answer', () =>
      app.slack.messages(CHANNEL).find(({ text }) => text.includes('received this twice')),
    );
    expect(await history()).toEqual(changes);
    await fill(ADMIN, '/project edit', { name: 'Atlas' });
  });

  it('reads in private how the project stands', async () => {
    const text = await app.say(ADMIN, '/project status');
    for (const words of [
      '*Atlas* is open for milestones.',
      'Start date: Mon 16 Nov 2026, 6 days ago',
      'Completion date: Wed 23 Dec 2026, in 31 days',
      'Time zone: America/New_York',
      'Working days: Monday, Tuesday and Thursday',
      'Initial payment: none agreed',
      'Quiet time: none, each change is told at once',
      'Client people: Clara Wendmoor',
      'Expert leads: Mira Valdane and Tomas Ferrik',
      'Expert invitees: Lou Tarnow',
      'Third-party experts: none',
      'Milestones: 3 milestones: 1 completed, 2 open, of which 0 overdue',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('closes it after a question; milestones and history stay, reminders stop', async () => {
    const before = await milestones();
    const { person, view } = await openForm(ADMIN, '/project close');
    expect(JSON.stringify(view.payload)).toContain('2 milestones are still open and will stay so');
    const other = await openForm(STRANGER, '/project close');
    expect(await send(person, {})).toContain('is closed, and no reminders follow');
    expect(await project()).toMatchObject({ status: 'closed', live: false });
    const after = await milestones();
    expect(after.map(({ number, state, due, title }) => ({ number, state, due, title }))).toEqual(
      before.map(({ number, state, due, title }) => ({ number, state, due, title })),
    );
    expect(after.filter((milestone) => 'remindAt' in milestone)).toEqual([]);
    expect(app.updates().at(-1)?.text).toContain('The project *Atlas* is closed.');
    expect((await history()).at(-1)).toMatchObject({ kind: 'project-closed', by: { userId: ADMIN } });

    await other.person.submit({});
    expect(JSON.stringify(other.person.topView()?.payload)).toContain('is closed; its milestones stay as they are');
    await other.person.closeView();
    const posts = app.posts().length;
    await app.moveDays(30);
    await app.settled();
    expect(app.posts()).toHaveLength(posts);
  });

  it('after that changes nothing of it any more, and experts neither; everyone still reads', async () => {
    for (const line of ['people', 'edit', 'settings', 'close', 'open', 'payment']) {
      expect(await app.say(ADMIN, `/project ${line}`)).toContain('The project “Atlas” is closed');
    }
    expect(await app.say(LEAD, '/milestone add 2027-01-10 Late')).toContain('The project “Atlas” is closed');
    expect(await app.say(CLIENT, '/milestone list')).toContain('#1 Draft');
    expect(await app.say(ADMIN, '/project status')).toContain('*Atlas* is closed.');
    const history = await app.say(CLIENT, '/milestone history');
    expect(history).toContain('Okan Brisling closed the project');
    expect(history).toContain('completion date: Fri 18 Dec 2026 → Wed 23 Dec 2026');
  });

  it('can set the next project up in the same channel', async () => {
    expect(await setUp({ name: 'Boreas' })).toContain('“Boreas” is set up');
    expect(await app.say(ADMIN, '/project status')).toContain('*Boreas* is waiting to be opened');
  });
});

describe('a reminder', () => {
  withApp();

  it('comes once on a day, also where the project moves to another time zone', async () => {
    await app.openProject();
    await app.say(LEAD, '/milestone add 2026-12-03 Draft');
    await app.remindersAt('2026-12-04T08:00');
    const told = () => app.posts().filter(({ text }) => text.startsWith('Atlas: 1 milestone is overdue')).length;
    expect(told()).toBe(1);
    // There it is still before 09:00 of the same day.
    await fill(ADMIN, '/project edit', { timeZone: 'America/New_York' });
    expect((await milestones())[0]).toMatchObject({ remindAt: new Date('2026-12-07T14:00:00Z') });
    await fill(ADMIN, '/project edit', { timeZone: 'Asia/Kolkata' });
    await app.remindersAt('2026-12-04T10:00');
    expect(told()).toBe(1);
    await app.remindersAt('2026-12-07T03:30');
    expect(told()).toBe(2);
  });

  it('that is owed already stays owed when the working days change', async () => {
    await app.remindersAt('2026-12-10T16:00');
    expect((await milestones())[0]).toMatchObject({ remindAt: new Date('2026-12-11T03:30:00Z') });
    await fill(ADMIN, '/project edit', { workingDays: ['1', '2', '3', '4'] });
    expect((await milestones())[0]).toMatchObject({ remindAt: new Date('2026-12-14T03:30:00Z') });
  });
});

/** In a private answer or, on a busy machine, in the modal that said "loading" until then; never in a form. */
async function refusalOf(userId: string, line: string): Promise<string> {
  const person = app.slack.person(userId);
  const { body } = await person.command(CHANNEL, line);
  const answer = () =>
    app.slack.calls.find(
      ({ responseUrl, args }) =>
        responseUrl === body['response_url'] && !String(args['text']).startsWith('This takes longer than usual'),
    )?.args['text'] as string | undefined;
  const note = () => {
    const words = JSON.stringify(person.topView()?.payload['blocks']);
    return words?.includes('loading') ? undefined : words;
  };
  const words = await app.slack.until(`a refusal of ${line}`, () => answer() ?? note());
  expect(person.topView()?.payload['submit']).toBeUndefined();
  if (person.topView()) await person.closeView();
  return words;
}

describe('who is no admin', () => {
  withApp();
  beforeAll(() => app.openProject());

  it.each(['people', 'edit', 'settings', 'close', 'status'])(
    'is refused /project %s, whatever their role',
    async (name) => {
      for (const userId of [LEAD, INVITEE, THIRD_PARTY, CLIENT]) {
        expect(await refusalOf(userId, `/project ${name}`)).toContain('Only an admin does this');
      }
    },
  );

  it.each(['people', 'edit', 'settings', 'close', 'status'])(
    '/project %s says where there is no project',
    async (name) => {
      expect(await app.say(ADMIN, `/project ${name}`, OFFICE)).toContain('There is no project in this channel');
    },
  );
});

describe('a set-up', () => {
  withApp();

  it('is refused in direct messages, which nobody can join later', async () => {
    const opened = await fetch(`${app.slack.apiUrl}conversations.open`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-test', 'content-type': 'application/json' },
      body: JSON.stringify({ users: ADMIN }),
    });
    const { channel } = (await opened.json()) as { channel: { id: string } };
    expect(await app.say(ADMIN, '/project setup', channel.id)).toContain('A project lives in a channel');
    expect(app.slack.person(ADMIN).topView()?.payload['submit']).toBeUndefined();
  });
});

describe('an admin of another workspace, in a shared channel', () => {
  withApp();
  beforeAll(async () => {
    await app.openProject();
    const client = app.slack.users.find(({ id }) => id === CLIENT);
    if (client) Object.assign(client, { teamId: 'T0OTHER', isAdmin: true });
  });

  it('administers nothing here', async () => {
    const answers = () => app.slack.messages(CHANNEL).filter(({ text }) => text.includes('Only an admin does this'));
    // Slack offers them no command: one that comes all the same was made up.
    for (const name of ['setup', 'edit', 'status', 'close']) {
      const before = answers().length;
      await app.slack.deliverCommand(CLIENT, CHANNEL, `/project ${name}`);
      await app.slack.until('the answer', () => answers().length === before + 1);
    }
  });
});

describe('the app at set-up', () => {
  withApp();
  const office = () => app.slack.channels.find(({ id }) => id === OFFICE);

  it('says how to invite it where it may not join', async () => {
    app.slack.fault({ method: 'conversations.join', times: 1, how: { kind: 'error', error: 'missing_scope' } });
    const { person } = await openForm(ADMIN, '/project setup', OFFICE);
    await person.submit(PLAN);
    const answer = await app.slack.until('the answer', () =>
      app.slack.calls
        .filter(({ method }) => method.startsWith('chat.post'))
        .find(({ args }) => String(args['text']).includes('/invite @Milepost')),
    );
    expect(String(answer.args['text'])).toContain('“Atlas” is set up');
    expect(await project()).toMatchObject({ channelId: OFFICE });
    expect(office()?.members).not.toContain('U0MILEPOST');
  });

  it('joins a public channel', async () => {
    await openForm(ADMIN, '/project close', OFFICE).then(({ person }) => person.submit({}));
    const { person } = await openForm(ADMIN, '/project setup', OFFICE);
    await person.submit({ ...PLAN, name: 'Boreas' });
    const answer = await app.slack.until('the answer', () =>
      person.sees(OFFICE).find(({ text, onlyFor }) => onlyFor === ADMIN && text.includes('“Boreas” is set up')),
    );
    expect(answer.text).not.toContain('/invite');
    expect(office()?.members).toContain('U0MILEPOST');
  });
});
