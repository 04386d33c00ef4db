import type { World } from './world.ts';
import { dayOf, EXPERTS } from './world.ts';

/** What people were told is done, each by the title it names. */
export type Ledger = {
  added: Set<string>;
  completed: Set<string>;
  edited: Set<string>;
  sent: number;
  unacknowledged: number;
};

const ANSWERS = [
  { as: 'added', pattern: /^Added milestone #\d+ “([^”]+)”/ },
  { as: 'completed', pattern: /^Milestone #\d+ “([^”]+)” is completed/ },
  { as: 'edited', pattern: /^Milestone #\d+ “([^”]+)” is saved/ },
] as const;

/** Reads out of everything private that people saw what they were told is done. */
export function ledgerOf({ slack, channels }: World): Ledger {
  const ledger: Ledger = { added: new Set(), completed: new Set(), edited: new Set(), sent: 0, unacknowledged: 0 };
  for (const userId of EXPERTS) {
    for (const message of channels.flatMap((channelId) => slack.person(userId).sees(channelId))) {
      if (message.onlyFor !== userId) continue;
      for (const { as, pattern } of ANSWERS) {
        const title = pattern.exec(message.text)?.[1];
        if (title) ledger[as].add(title);
      }
    }
  }
  const ours = slack.deliveries.filter(({ kind }) => kind !== 'event');
  ledger.sent = ours.length;
  ledger.unacknowledged = ours.filter(({ status }) => status !== 200).length;
  return ledger;
}

let serial = 0;

/** One thing that one person does; what fails because no one answers is not tried again, as in Slack. */
export async function doSomething(world: World): Promise<void> {
  const { random, slack, channels } = world;
  const channelId = random.oneOf(channels);
  const userId = random.oneOf(EXPERTS);
  const person = slack.person(userId);
  const dice = random.next();
  if (dice < 0.55) {
    serial += 1;
    await person.command(
      channelId,
      `/milestone add ${dayOf(random.oneOf([1, 1, 2, 9, 20, 40]))} Title ${serial} of ${channelId}`,
    );
    return;
  }
  if (dice < 0.75) {
    await person.command(channelId, `/milestone complete ${random.between(1, 30)}`);
    return;
  }
  if (dice < 0.85) return pressDone(world, channelId, userId);
  if (dice < 0.95) return edit(world, channelId, userId);
  await person.command(channelId, '/milestone list');
}

/** Presses *Mark as completed* on a list that the person has before them. */
async function pressDone({ slack, random }: World, channelId: string, userId: string): Promise<void> {
  const list = slack
    .person(userId)
    .sees(channelId)
    .findLast(({ onlyFor, blocks }) => onlyFor === userId && JSON.stringify(blocks).includes('"milestone_complete"'));
  if (list === undefined) return;
  const values = [
    ...JSON.stringify(list.blocks).matchAll(
      /"action_id":"milestone_complete"[^}]*?\}?[^}]*?"value":("(?:[^"\\]|\\.)*")/g,
    ),
  ];
  const value = values.length > 0 ? random.oneOf(values)[1] : undefined;
  if (value === undefined) return;
  const where = { channelId, ts: list.ts };
  await slack
    .person(userId)
    .act(where, 'milestone_complete', JSON.parse(value))
    .catch(() => undefined);
}

/** Opens the form of a milestone and gives it another title. */
async function edit({ slack, random }: World, channelId: string, userId: string): Promise<void> {
  const person = slack.person(userId);
  await person.command(channelId, `/milestone edit ${random.between(1, 30)}`);
  const form = await slack.until('the form', () => person.topView(), 1_500).catch(() => undefined);
  if (form?.payload['callback_id'] !== 'milestone_edit_form') return closeAll(person);
  serial += 1;
  await person.submit({ title: `Title ${serial} of ${channelId}` }).catch(() => undefined);
  await closeAll(person);
}

async function closeAll(person: { topView: () => unknown; closeView: () => Promise<void> }): Promise<void> {
  for (let i = 0; i < 3 && person.topView(); i++) await person.closeView().catch(() => undefined);
}

/** People at work until they are told to stop, several at once. */
export function startLoad(world: World, people: number, pauseMs: number): { readonly stop: () => Promise<void> } {
  const over = new AbortController();
  const work = async () => {
    while (!over.signal.aborted) {
      await doSomething(world).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, world.random.between(pauseMs / 2, pauseMs * 1.5)));
    }
  };
  const all = Promise.all(Array.from({ length: people }, work));
  return {
    async stop() {
      over.abort();
      await all;
    },
  };
}

/** Lets reminders of a few open milestones become due now, as if their time had come. */
export async function makeRemindersDue({ connection }: World, count: number): Promise<void> {
  const milestones = connection.collection('milestones');
  const soon = { state: 'open', due: { $lte: dayOf(2) }, remindedOn: { $exists: false } };
  const found = await milestones.find(soon).limit(count).toArray();
  for (const { _id } of found) {
    await milestones.updateOne({ _id, ...soon }, { $set: { remindAt: new Date(Date.now() - 1_000) } });
  }
}
