import type { Connection } from 'mongoose';

type Fields = { readonly title: string; readonly description: string; readonly due: string; readonly state: string };
type MilestoneRow = Fields & { readonly projectId: string; readonly number: number; readonly completedOn?: string };
type ChangeRow = {
  readonly projectId: string;
  readonly milestoneNumber?: number;
  readonly after?: Partial<MilestoneRow>;
};
type ProjectRow = { readonly _id: string; readonly teamId: string; readonly channelId: string } & {
  readonly name: string;
  readonly status: string;
  readonly nextNumber: number;
};

/** Every rule that something stored breaks, in words; read from the collections themselves, past the app's own reading. */
export async function brokenRules(connection: Connection): Promise<readonly string[]> {
  const projects = await connection.collection<ProjectRow>('projects').find({}).toArray();
  const milestones = await connection.collection<MilestoneRow>('milestones').find({}).toArray();
  const changes = await connection.collection<ChangeRow>('changes').find({}).sort({ projectId: 1, seq: 1 }).toArray();
  const newest = new Map<string, Partial<MilestoneRow>>();
  for (const { projectId, milestoneNumber, after } of changes) {
    if (after) newest.set(`${projectId} #${milestoneNumber}`, after);
  }
  const nextNumbers = new Map(projects.map(({ _id, nextNumber }) => [_id, nextNumber]));
  return [
    ...milestones.flatMap((milestone) => {
      const name = nameOf(milestone);
      const isBelow = milestone.number >= 1 && milestone.number < (nextNumbers.get(milestone.projectId) ?? 0);
      return [
        ...brokenBy(milestone).map((rule) => `${name}: ${rule}`),
        ...(isBelow ? [] : [`${name}: not below the next number`]),
        ...(inOrder(newest.get(name)) === inOrder(milestone) ? [] : [`${name}: not as its history says`]),
      ];
    }),
    ...twice(milestones.map(nameOf)).map((name) => `${name}: there twice`),
    ...twice(
      projects.filter(({ status }) => status !== 'closed').map(({ teamId, channelId }) => teamId + channelId),
    ).map((channel) => `${channel}: two live projects`),
    ...projects.filter(({ name }) => !isBetween(name, 1, 80)).map(({ name }) => `a project's name: ${name}`),
  ];
}

const nameOf = ({ projectId, number }: MilestoneRow) => `${projectId} #${number}`;
const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);
/** In code points, as Slack counts. */
const isBetween = (text: string, min: number, max: number) => {
  const { length } = Array.from(text);
  return length >= min && length <= max;
};

function brokenBy({ title, description, due, state }: MilestoneRow): readonly string[] {
  const day = new Date(`${due}T00:00:00Z`);
  const isDay = !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === due;
  return [
    ...(isBetween(title, 1, 150) ? [] : ['the length of its title']),
    ...(/[\p{L}\p{N}\p{P}\p{S}]/u.test(title) && !/[\r\n]/.test(title)
      ? []
      : ['nothing to see in its title, or lines']),
    ...(isBetween(description, 0, 500) ? [] : ['the length of its description']),
    ...(isDay ? [] : [`no such day: ${due}`]),
    ...(['open', 'completed', 'removed'].includes(state) ? [] : [`no such state: ${state}`]),
  ];
}

function inOrder(row: Partial<MilestoneRow> | undefined): string {
  return JSON.stringify([row?.title, row?.description, row?.due, row?.state, row?.completedOn]);
}
