import { audienceOf } from '../../src/history/audience.ts';
import type { Change, LogEntry } from '../../src/history/change.ts';
import type { ChangeSet } from '../../src/history/changeSet.ts';
import { seqOf } from '../../src/history/seq.ts';
import type { Project } from '../../src/projects/project.ts';
import { lead } from './people.ts';

/** A Monday, 10:00 in Berlin. */
export const AT = new Date('2026-11-23T09:00:00Z');

let ids = 0;

/** One entry of a project's log, as the lead made it. */
export function anEntry(project: Project, fields: Partial<Change> & Pick<Change, 'kind'>, place = 0): LogEntry {
  const { userId, teamId, name } = lead;
  ids += 1;
  const id = `6600000000000000${ids.toString(16).padStart(8, '0')}`;
  const seq = seqOf(project.version, place);
  const change = { id, projectId: project.id, seq, by: { userId, teamId, name }, at: AT, ...fields };
  return { ...change, audience: audienceOf(change, project) };
}

/** A save that changes nothing but the log. */
export function aLogged(project: Project, ...entries: readonly LogEntry[]): ChangeSet {
  return { project, milestones: [], changes: entries, at: AT, idempotencyKey: `${project.id}:${project.version}` };
}

/** An entry that one person alone is told of. */
export function aNoticeTo(userId: string, project: Project, reason = 'is_archived'): LogEntry {
  const undelivered = { receiver: { channelId: project.channelId }, reason, adminUserId: userId };
  return anEntry(project, { kind: 'delivery-suspended', undelivered });
}
