import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { View } from '../../sandbox/slack/types.ts';
import {
  ADMIN,
  CHANNEL,
  CLIENT,
  formOf,
  type Harness,
  INVITEE,
  LEAD,
  STRANGER,
  startHarness,
  THIRD_PARTY,
} from '../support/harness.ts';

let app: Harness;

function withProject(): void {
  beforeAll(async () => {
    app = await startHarness();
    await app.openProject();
    await app.say(LEAD, '/milestone add 2026-11-25 Interviews');
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.settled();
  });
  afterAll(() => app.stop());
}

const wordsOf = (view: View | undefined) => JSON.stringify(view?.payload ?? {});
const homeWords = (userId: string) => wordsOf(app.slack.home(userId));
const publishesFor = (userId: string) =>
  app.slack.calls.filter(({ method, args }) => method === 'views.publish' && args['user_id'] === userId);
const until = (userId: string, words: string) =>
  app.slack.until(`“${words}” in the Home of ${userId}`, () => homeWords(userId).includes(words));

async function opened(userId: string): Promise<string> {
  const before = publishesFor(userId).length;
  expect((await app.slack.person(userId).openHome()).status).toBe(200);
  await app.slack.until('a Home', () => publishesFor(userId).length > before);
  await app.slack.until('the Home', () => app.slack.home(userId));
  return homeWords(userId);
}

/** Reading is for everyone on the project: what changes something is what counts here. */
const READING = ['milestone_list', 'milestone_history', 'milestone_ask'];
const buttonsIn = (words: string) => allButtonsIn(words).filter((name) => !READING.includes(name));
const allButtonsIn = (words: string) =>
  [...new Set([...words.matchAll(/"action_id":"(\w+)"/g)].map(([, id = '']) => id))].toSorted((a, b) =>
    a.localeCompare(b),
  );

async function press(userId: string, actionId: string, blockPart: string) {
  const view = app.slack.home(userId);
  const blocks = (view?.payload['blocks'] ?? []) as readonly { block_id?: string }[];
  const block = blocks.find(({ block_id }) => block_id?.includes(blockPart));
  await app.slack.person(userId).act({ viewId: view?.id ?? '', blockId: block?.block_id ?? '' }, actionId);
}

describe('the Home of each role', () => {
  withProject();

  it.each([
    [LEAD, 'expert lead'],
    [INVITEE, 'expert invitee'],
    [THIRD_PARTY, 'third-party expert'],
  ])('%s reads role, channel and what is due soon, and may add and complete', async (userId, role) => {
    const words = await opened(userId);
    for (const part of [
      `*Atlas is on track*, in <#${CHANNEL}>, as ${role}`,
      '#1 Interviews',
      'due in 3 days',
      '0 of 2 milestones',
    ])
      expect(words).toContain(part);
    expect(words).not.toContain('First draft');
    expect(buttonsIn(words)).toEqual(['milestone_add', 'milestone_complete', 'milestone_plan', 'milestone_undo']);
  });

  it('the client reads the same and can change nothing', async () => {
    const words = await opened(CLIENT);
    for (const part of [`*Atlas is on track*, in <#${CHANNEL}>, as client`, '#1 Interviews'])
      expect(words).toContain(part);
    expect(buttonsIn(words)).toEqual([]);
  });

  it('an admin on no project reads those of the workspace', async () => {
    const words = await opened(ADMIN);
    for (const part of [
      'Projects of this workspace',
      `*Atlas is on track*, in <#${CHANNEL}>, as admin`,
      '#1 Interviews',
    ])
      expect(words).toContain(part);
    expect(buttonsIn(words)).toEqual([]);
  });

  it('a stranger reads what Milepost is, and nothing of any project', async () => {
    const words = await opened(STRANGER);
    expect(words).toContain('You are on no project yet');
    for (const part of ['Atlas', 'Interviews', CHANNEL]) expect(words).not.toContain(part);
  });

  it('is not drawn for the messages tab', async () => {
    const before = publishesFor(STRANGER).length;
    await app.slack.event({ type: 'app_home_opened', user: STRANGER, channel: 'D0GUEST', tab: 'messages' });
    await opened(STRANGER);
    expect(publishesFor(STRANGER)).toHaveLength(before + 1);
  });

  it('takes the same opening twice, and an old one late', async () => {
    const delivery = await app.slack.person(LEAD).openHome();
    await app.slack.redeliver(delivery);
    await opened(LEAD);
    expect(await app.connection.collection('homes').countDocuments({ userId: LEAD })).toBe(1);
    expect(homeWords(LEAD)).toContain('#1 Interviews');
  });
});

describe('a change', () => {
  withProject();

  it('by one expert is in the other Homes, unless they were never opened', async () => {
    for (const userId of [INVITEE, CLIENT, ADMIN, STRANGER]) await opened(userId);
    const ofStranger = publishesFor(STRANGER).length;
    await app.say(LEAD, '/milestone add 2026-11-24 Sketches');
    for (const userId of [INVITEE, CLIENT, ADMIN]) await until(userId, '#3 Sketches');
    await app.settled();
    expect(publishesFor(STRANGER)).toHaveLength(ofStranger);
    expect(publishesFor(THIRD_PARTY)).toEqual([]);
  });

  it('and the next in a row: the Home shows the final state', async () => {
    await Promise.all([1, 2, 3].map((number) => app.say(LEAD, `/milestone complete ${number}`)));
    for (const userId of [INVITEE, CLIENT, ADMIN]) await until(userId, '3 of 3 milestones completed');
  });

  it('is drawn once for each Home', async () => {
    await app.settled();
    const before = publishesFor(INVITEE).length;
    await app.say(LEAD, '/milestone add 2026-11-27 Layout');
    await until(INVITEE, '#4 Layout');
    await app.settled();
    await app.say(LEAD, '/milestone add 2026-11-27 Print');
    await until(INVITEE, '#5 Print');
    expect(publishesFor(INVITEE).length - before).toBeLessThanOrEqual(3);
  });

  it('is posted though Slack refuses the Home, which follows with the next one', async () => {
    app.slack.fault({ method: 'views.publish', times: 3, how: { kind: 'error', error: 'internal_error' } });
    await app.say(LEAD, '/milestone add 2026-11-26 Proofs');
    await app.settled();
    expect(app.board()?.text).toContain('#6 Proofs');
    await app.slack.until(
      'the three refusals',
      () =>
        app.slack.calls.filter(({ method, answer }) => method === 'views.publish' && answer['ok'] === false).length >=
        3,
    );
    app.slack.clearFaults();
    await app.say(LEAD, '/milestone add 2026-11-26 Index');
    for (const userId of [INVITEE, CLIENT, ADMIN]) await until(userId, '#6 Proofs');
  });

  it('asks no admin for help where Slack refuses a Home for good and lets the app in all the same', async () => {
    app.slack.fault({ method: 'views.publish', times: 3, how: { kind: 'error', error: 'not_enabled' } });
    const said = () => app.slack.messages('D0ADMIN').length;
    const before = said();
    await app.say(LEAD, '/milestone add 2026-11-26 Annex');
    await app.slack.until(
      'the refusals',
      () => app.slack.calls.filter(({ answer }) => answer['error'] === 'not_enabled').length >= 3,
    );
    await app.settled();
    app.slack.clearFaults();
    expect(said()).toBe(before);
    const homes = app.connection.collection('subscriptions');
    expect(await homes.countDocuments({ stream: 'home', suspendedAt: { $exists: true } })).toBe(0);
    await app.say(LEAD, '/milestone add 2026-11-28 Errata');
    for (const userId of [INVITEE, CLIENT, ADMIN]) await until(userId, '#9 Errata');
  });

  it('waits as long as Slack asks', async () => {
    app.slack.fault({ method: 'views.publish', times: 1, how: { kind: 'rate-limit', retryAfter: 1 } });
    await app.say(LEAD, '/milestone add 2026-11-28 Cover');
    for (const userId of [INVITEE, CLIENT, ADMIN]) await until(userId, '#10 Cover');
  });
});

describe('a day that begins', () => {
  withProject();

  it('brings what is overdue into the Homes', async () => {
    await opened(LEAD);
    expect(homeWords(LEAD)).not.toContain('Overdue');
    await app.moveDays(4);
    await until(LEAD, 'Overdue');
    expect(homeWords(LEAD)).toContain('*1 milestone overdue*');
  });
});

describe('a press in Home', () => {
  withProject();

  it('completes the milestone, says so in a small modal, and the Home shows it', async () => {
    await opened(LEAD);
    await press(LEAD, 'milestone_complete', 'milestone_');
    const note = await app.slack.until('the modal', () => app.slack.person(LEAD).topView());
    expect(wordsOf(note)).toContain('Interviews');
    await until(LEAD, '1 of 2 milestones completed');
    const messages = app.slack.calls.filter(({ method }) => method.startsWith('chat.post'));
    expect(messages.filter(({ args }) => args['user'] === LEAD || args['channel'] === LEAD)).toEqual([]);
  });

  it('that comes too late says why, and the Home is drawn anew', async () => {
    await app.slack.person(LEAD).closeView();
    await app.say(LEAD, '/milestone add 2026-11-27 Layout');
    await until(LEAD, '#3 Layout');
    await app.settled();
    const stale = structuredClone(app.slack.home(LEAD)?.payload['blocks']);
    await app.say(INVITEE, '/milestone complete 3');
    await until(LEAD, '2 of 3 milestones completed');
    const home = app.slack.home(LEAD);
    // What the lead still has on the screen.
    if (home) home.payload['blocks'] = stale;
    await press(LEAD, 'milestone_complete', '_3');
    const note = await app.slack.until('the modal', () => app.slack.person(LEAD).topView());
    expect(wordsOf(note)).toContain('is completed already');
    await app.slack.until('the Home drawn anew', () => !buttonsIn(homeWords(LEAD)).includes('milestone_complete'));
    await app.slack.person(LEAD).closeView();
  });

  it('opens the form, and what it adds is in the Home at once', async () => {
    await press(LEAD, 'milestone_add', 'actions_');
    const form = await app.slack.until('the form', () => formOf(app.slack.person(LEAD)));
    expect(wordsOf(form)).toContain('Add a milestone');
    await app.slack.person(LEAD).submit({ title: 'Handover', due: '2026-11-27' });
    await until(LEAD, '#4 Handover');
  });
});

describe('someone who loses the right to a project', () => {
  withProject();

  it('no longer sees it after the next change', async () => {
    for (const userId of [LEAD, INVITEE, ADMIN]) await opened(userId);
    await app.settled();
    const projects = app.connection.collection<{ people: { userId: string }[] }>('projects');
    const people = (await projects.findOne({ name: 'Atlas' }))?.people ?? [];
    const left = people.filter(({ userId }) => userId !== INVITEE);
    await projects.updateOne({ name: 'Atlas' }, { $set: { people: left } });
    await app.say(LEAD, '/milestone add 2026-11-27 Layout');
    await until(INVITEE, 'You are on no project yet');
    expect(homeWords(INVITEE)).not.toContain('Atlas');
  });

  it('reads that a closed project is closed, without buttons', async () => {
    await app.slack.person(ADMIN).command(CHANNEL, '/project close');
    await app.slack.until('the form', () => formOf(app.slack.person(ADMIN)));
    await app.slack.person(ADMIN).submit({});
    await until(LEAD, 'Closed. Its milestones can still be read with the buttons below');
    expect(buttonsIn(homeWords(LEAD))).toEqual([]);
    expect(homeWords(LEAD)).not.toContain('Interviews');
    await until(ADMIN, 'There is no project in this workspace');
  });

  it('sees nothing of any project once deactivated', async () => {
    const user = app.slack.users.find(({ id }) => id === THIRD_PARTY);
    if (user) user.deleted = true;
    // Until then it is remembered who they were.
    await app.moveMinutes(6);
    expect(await opened(THIRD_PARTY)).not.toContain('Atlas');
  });
});

describe('everything else, from Home', () => {
  withProject();

  it('is reached through all milestones: open one, edit, complete with a note, reopen, remove, history', async () => {
    await opened(LEAD);
    const expert = app.slack.person(LEAD);
    const stored = () => app.connection.collection('milestones').findOne({ number: 1 });
    const openFirst = async () => {
      while (expert.topView()) await expert.closeView();
      await press(LEAD, 'milestone_list', 'actions_');
      const list = await app.slack.until('the list', () => expert.topView());
      const value = (await app.connection.collection<{ _id: string }>('projects').findOne({}))?._id;
      await expert.act({ viewId: list.id }, 'milestone_open', JSON.stringify({ projectId: value, number: 1 }));
      return app.slack.until('the milestone', () => app.slack.views(LEAD).length === 2 && expert.topView());
    };
    const isOnTop = (words: string) =>
      app.slack.until(words, () => JSON.stringify(expert.topView()?.payload ?? '').includes(words));

    await expert.act({ viewId: (await openFirst()).id }, 'milestone_complete_more');
    await isOnTop('Completed on');
    await expert.submit({ completedOn: '2026-11-20', note: 'early' });
    await app.slack.until('the answer', () => expert.sees(CHANNEL).some(({ text }) => text.includes('is completed')));
    expect(await stored()).toMatchObject({ state: 'completed', completedOn: '2026-11-20' });

    await expert.act({ viewId: (await openFirst()).id }, 'milestone_reopen');
    await isOnTop('is open again');
    expect(await stored()).toMatchObject({ state: 'open' });

    await expert.act({ viewId: (await openFirst()).id }, 'milestone_edit');
    await isOnTop('Edit milestone #1');
    await expert.submit({ title: 'Edited from Home' });
    await expert.act({ viewId: (await openFirst()).id }, 'milestone_history');
    await isOnTop('changed milestone #1');
    await expert.closeView();
    await expert.act({ viewId: (await openFirst()).id }, 'milestone_remove');
    await isOnTop('Remove milestone #1');
    await expert.submit({});
    await app.slack.until('the removal', () => expert.sees(CHANNEL).some(({ text }) => text.includes('is removed')));

    while (expert.topView()) await expert.closeView();
    await press(LEAD, 'milestone_undo', 'actions_');
    await isOnTop('Undone: #1');
    expect(await stored()).toMatchObject({ state: 'open', title: 'Edited from Home' });
    await expert.closeView();
    await press(LEAD, 'milestone_plan', 'actions_');
    await isOnTop('Plan');
  });
});

describe('an admin of other projects', () => {
  withProject();

  const OTHER = 'U0OWNER';
  const say = (line: string) => app.say(OTHER, line);

  it('reads their names, and nothing else of them, by whatever way', async () => {
    app.slack.addUser({
      id: OTHER,
      teamId: 'T0ATLAS',
      name: 'owner',
      realName: 'Owner',
      displayName: 'Owner',
      tz: 'Europe/Berlin',
      locale: 'en-GB',
      isAdmin: true,
      isOwner: true,
      isBot: false,
      deleted: false,
    });
    const words = await opened(OTHER);
    expect(words).toContain('*Atlas*');
    for (const part of ['Interviews', CHANNEL, 'milestone_list']) expect(words).not.toContain(part);
    const projectId = String((await app.connection.collection('projects').findOne({}))?.['_id']);
    // As if an older Home were still on the screen.
    const value = JSON.stringify({ projectId });
    const list = { type: 'button', action_id: 'milestone_list', text: { type: 'plain_text', text: 'All' }, value };
    const home = app.slack.home(OTHER);
    if (home) home.payload['blocks'] = [{ type: 'actions', block_id: 'old', elements: [list] }];
    await press(OTHER, 'milestone_list', 'old');
    await app.slack.until('the refusal', () =>
      app.slack.calls.some(({ args }) => JSON.stringify(args).includes('Press *Take over*')),
    );
  });

  it('reads them after taking them over, which the channel and the history record', async () => {
    await opened(OTHER);
    await until(OTHER, 'Projects of other admins');
    await press(OTHER, 'project_take_over', 'other_');
    await until(OTHER, '#1 Interviews');
    expect(homeWords(OTHER)).not.toContain('project_take_over');
    await app.settled();
    expect(app.updates().at(-1)?.text).toContain('An admin took *Atlas* over, and can read it now. By Owner.');
    expect(await app.say(LEAD, '/milestone history')).toContain('Owner took the project over');
  });

  it('who is in the channel reads them there and in Home, without a word to anyone', async () => {
    const project = app.connection.collection('projects');
    await project.updateMany({}, { $unset: { takenOverBy: 1 } });
    await app.slack.invite(CHANNEL, OTHER);
    expect(await say('/milestone list')).toContain('Interviews');
    await app.moveMinutes(2);
    expect(await opened(OTHER)).toContain('Interviews');
  });
});
