import { boardMessage } from '../../blocks/board/board.ts';
import type { Message } from '../../sandbox/slack/types.ts';
import { dayAt } from '../../src/core/day.ts';
import { type Change, differences, fieldsOf } from '../../src/history/change.ts';
import { netChanges } from '../../src/history/netChanges.ts';
import { storeOn } from '../../src/store.ts';
import { ledgerOf } from './load.ts';
import { EXPERTS, type World } from './world.ts';

type MessageRow = {
  _id: string;
  projectId: string;
  key: string;
  from: number;
  upTo: number;
  ts?: string;
  reason?: string;
};
type ChangeRow = Change & { _id: string; audience: string[] };
type SubscriptionRow = { _id: string; projectId: string; key: string; cursor: number };

/** Until no reminder is due and nothing is left to deliver. */
export async function quiet({ connection, apps }: World, withinMs = 150_000): Promise<void> {
  const due = () => ({ remindAt: { $exists: true, $lte: new Date() } });
  const left = async () => [
    ...(await connection.collection('milestones').find(due()).limit(5).toArray()),
    ...(await connection.collection('subscriptions').find({ pending: true }).limit(5).toArray()),
  ];
  const until = Date.now() + withinMs;
  while ((await left().catch(() => [1])).length > 0) {
    if (Date.now() > until) {
      throw new Error(`Still to be delivered: ${JSON.stringify(await left())}\n${apps[0]?.said().slice(-3_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** All that is wrong, in words; empty when every promise was kept. With counts of what was looked at. */
export async function verify(
  world: World,
  /** Where Slack said falsely that a board is gone, an older one stays behind. */
  may: { readonly repostBoards?: boolean } = {},
): Promise<{ problems: string[]; counts: Record<string, number> }> {
  const { connection, slack, channels } = world;
  const problems: string[] = [];
  const store = storeOn(connection);
  const ledger = ledgerOf(world);
  const changes = await connection.collection<ChangeRow>('changes').find({}).toArray();
  const sent = await connection.collection<MessageRow>('messages').find({}).toArray();
  const subscriptions = await connection.collection<SubscriptionRow>('subscriptions').find({}).toArray();
  const messages = slack.channels.flatMap(({ id }) => slack.messages(id)).filter(({ onlyFor }) => !onlyFor);
  const posted = countBy(messages.flatMap((message) => messageIdOf(message) ?? []));

  for (const [kind, titles] of [
    ['added', ledger.added],
    ['completed', ledger.completed],
    ['edited', ledger.edited],
  ] as const) {
    for (const title of titles) {
      const found = changes.filter((change) => change.kind === kind && change.after?.title === title).length;
      if (found !== 1) problems.push(`“${title}” was told as ${kind} and is ${found} times in the history`);
    }
  }
  for (const { _id, ts, reason } of sent) {
    // A board that Slack took in no form is drawn again later, by the same name.
    if (ts === undefined && _id.includes('@board')) continue;
    const times = posted.get(_id) ?? 0;
    if (times !== (ts === undefined ? 0 : 1)) problems.push(`${_id} (${reason ?? 'sent'}) was posted ${times} times`);
  }
  for (const [id, times] of posted) {
    const isBoard = id.includes('@board');
    if (isBoard ? times > 1 && !may.repostBoards : !sent.some(({ _id }) => _id === id)) {
      problems.push(`Message ${id} was posted ${times} times and is not recorded so`);
    }
  }
  for (const { projectId, key, cursor } of subscriptions.filter((each) => each.key !== 'board')) {
    const told = sent.filter((each) => each.projectId === projectId && each.key === key);
    const log = changes
      .filter((change) => change.projectId === projectId && change.audience.includes(key))
      .toSorted((a, b) => a.seq - b.seq);
    for (const { seq } of log) {
      const times = told.filter(({ from, upTo }) => from < seq && seq <= upTo).length;
      if (times > 1) problems.push(`Entry ${seq} of ${projectId} was told ${times} times to ${key}`);
      if (seq > cursor) problems.push(`Entry ${seq} of ${projectId} is still to be told to ${key}`);
    }
    if (key !== 'updates') continue;
    const untold = log.filter(({ seq }) => !told.some(({ from, upTo }) => from < seq && seq <= upTo));
    // Changes that cancel are told to nobody.
    for (const { seq, kind } of netChanges(untold))
      problems.push(`Entry ${seq} of ${projectId} (${kind}) was not told`);
  }

  let reminded = 0;
  for (const channelId of channels) {
    const project = await store.projectInChannel('T0ATLAS', channelId);
    if (project === undefined) {
      problems.push(`There is no project in ${channelId}`);
      continue;
    }
    const milestones = await store.milestonesOf(project.id);
    const numbers = new Set(milestones.map(({ number }) => number));
    if (numbers.size !== milestones.length) problems.push(`Numbers are used twice in ${channelId}`);
    for (const milestone of milestones) {
      const history = await store.changesOfMilestone(project.id, milestone.number);
      const last = history.findLast(({ after }) => after)?.after;
      const isSame = last && differences(last, fieldsOf(milestone)).length === 0;
      if (!isSame) problems.push(`Milestone ${milestone.number} of ${channelId} is not what its history says`);
    }
    const boards = messages.filter((each) => each.channelId === channelId && messageIdOf(each)?.includes('@board'));
    const today = dayAt(new Date(), project.timeZone);
    const expected = boardMessage(project, milestones, today).text;
    const board = boards.find(({ ts }) => ts === project.boardTs);
    if (boards.length !== 1 && !may.repostBoards) problems.push(`${channelId} has ${boards.length} boards`);
    if (board?.text !== expected) problems.push(`The board of ${channelId} is not up to date`);

    for (const milestone of milestones.filter(({ remindedOn }) => remindedOn)) {
      reminded += 1;
      for (const userId of EXPERTS) {
        const key = `reminders:${userId}`;
        const naming = changes.filter(
          ({ projectId, audience, reminded: round }) =>
            projectId === project.id && audience.includes(key) && round?.experts.includes(milestone.number),
        );
        const told = sent.filter(
          (each) =>
            each.projectId === project.id &&
            each.key === key &&
            naming.some(({ seq }) => each.from < seq && seq <= each.upTo),
        ).length;
        const isOpen = milestone.state === 'open';
        if (told > 1)
          problems.push(`Milestone ${milestone.number} of ${channelId}: ${userId} was reminded ${told} times`);
        if (naming.length === 0 || (isOpen && told === 0)) {
          problems.push(`Milestone ${milestone.number} of ${channelId}: ${userId} was not reminded`);
        }
      }
    }
  }
  return {
    problems,
    counts: {
      deliveries: ledger.sent,
      unacknowledged: ledger.unacknowledged,
      'told as done': ledger.added.size + ledger.completed.size + ledger.edited.size,
      changes: changes.length,
      messages: messages.length,
      'reminded milestones': reminded,
    },
  };
}

function messageIdOf({ metadata }: Message): string | undefined {
  const payload = metadata?.['event_payload'] as { message_id?: string } | undefined;
  return payload?.message_id;
}

function countBy(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
