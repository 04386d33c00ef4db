import { boardMessage } from '../../blocks/board.ts';
import type { Message } from '../../sandbox/types.ts';
import { differences, fieldsOf } from '../../src/domain/change.ts';
import { dayAt } from '../../src/domain/day.ts';
import { storeOn } from '../../src/store/store.ts';
import { ledgerOf } from './load.ts';
import { EXPERTS, type World } from './world.ts';

type OutboxRow = {
  _id: string;
  laneId: string;
  state: string;
  reason?: string;
  changeIds: string[];
  notice: { kind: string; to: unknown; numbers?: number[] };
  projectId: string;
};
type ChangeRow = { _id: string; projectId: string; milestoneNumber?: number; kind: string; after?: { title: string } };

/** Until no reminder is due and nothing is left to deliver. */
export async function quiet({ connection, apps }: World, withinMs = 150_000): Promise<void> {
  const due = () => ({ remindAt: { $exists: true, $lte: new Date() } });
  const left = async () => [
    ...(await connection.collection('milestones').find(due()).limit(5).toArray()),
    ...(await connection.collection('outbox').find({ unfinished: true }).limit(5).toArray()),
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
  const outbox = await connection.collection<OutboxRow>('outbox').find({}).toArray();
  const messages = slack.channels.flatMap(({ id }) => slack.messages(id)).filter(({ onlyFor }) => !onlyFor);
  const posted = countBy(messages.flatMap((message) => outboxIdOf(message) ?? []));

  const kindOf = new Map(outbox.map(({ _id, notice }) => [_id, notice.kind]));

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
  for (const row of outbox) {
    const times = posted.get(row._id) ?? 0;
    const isEdit = row.notice.kind === 'board';
    const wanted = row.state === 'sent' ? 1 : 0;
    if (isEdit ? times > 1 : times !== wanted) {
      problems.push(`${row.notice.kind} ${row._id} is ${row.state} (${row.reason}) and was posted ${times} times`);
    }
  }
  for (const id of posted.keys()) {
    if (!outbox.some(({ _id }) => _id === id)) problems.push(`A message carries the unknown entry ${id}`);
  }
  const told = countBy(
    outbox.filter(({ notice, state }) => notice.kind === 'update' && state === 'sent').flatMap((row) => row.changeIds),
  );
  for (const change of changes) {
    const times = told.get(change._id) ?? 0;
    const isTold = change.milestoneNumber !== undefined && change.kind !== 'snoozed';
    if (isTold && times !== 1) problems.push(`Change ${change._id} (${change.kind}) was told in ${times} updates`);
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
    const boards = messages.filter(
      (each) => each.channelId === channelId && kindOf.get(outboxIdOf(each) ?? '') === 'board',
    );
    const today = dayAt(new Date(), project.timeZone);
    const expected = boardMessage(project, milestones, today).text;
    const board = boards.find(({ ts }) => ts === project.boardTs);
    if (boards.length !== 1 && !may.repostBoards) problems.push(`${channelId} has ${boards.length} boards`);
    if (board?.text !== expected) problems.push(`The board of ${channelId} is not up to date`);

    for (const milestone of milestones.filter(({ remindedOn }) => remindedOn)) {
      reminded += 1;
      for (const userId of EXPERTS) {
        const naming = outbox.filter(
          ({ notice, projectId }) =>
            notice.kind === 'reminder' &&
            projectId === project.id &&
            (notice.to as { userId?: string }).userId === userId &&
            notice.numbers?.includes(milestone.number),
        );
        const sent = naming.filter(({ state }) => state === 'sent').length;
        const isOpen = milestone.state === 'open';
        if (sent > 1)
          problems.push(`Milestone ${milestone.number} of ${channelId}: ${userId} was reminded ${sent} times`);
        if (naming.length === 0 || (isOpen && sent === 0)) {
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

function outboxIdOf({ metadata }: Message): string | undefined {
  const payload = metadata?.['event_payload'] as { outbox_id?: string } | undefined;
  return payload?.outbox_id;
}

function countBy(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
