import { type Detail, isSameValue } from '../history/change.ts';
import { remindersOf } from '../reminders/policy.ts';
import { type Person, type Project, quietSecondsOf } from './project.ts';

/** What an admin's form changed of a project, in the order of the forms; empty when nothing. */
export function detailsBetween(before: Project, after: Project): readonly Detail[] {
  const all: readonly Detail[] = [
    { what: 'name', before: before.name, after: after.name },
    { what: 'start date', before: before.startDate, after: after.startDate },
    { what: 'completion date', before: before.completionDate, after: after.completionDate },
    { what: 'time zone', before: before.timeZone, after: after.timeZone },
    { what: 'working days', before: before.workingDays, after: after.workingDays },
    { what: 'quiet time', before: quietSecondsOf(before), after: quietSecondsOf(after) },
    { what: 'reminders', before: remindersOf(before), after: remindersOf(after) },
    ...peopleBetween(before.people, after.people),
  ];
  return all.filter((detail) => !isSameValue(detail.before, detail.after));
}

/** One entry for each person who came, went or got another role. */
function peopleBetween(before: readonly Person[], after: readonly Person[]): readonly Detail[] {
  const stayedOrGone = before.map((person): Detail => {
    const now = after.find(({ userId }) => userId === person.userId);
    return { ...personOf(person), before: person.role, after: now?.role ?? 'absent' };
  });
  const come = after
    .filter((person) => !before.some(({ userId }) => userId === person.userId))
    .map((person): Detail => ({ ...personOf(person), before: 'absent', after: person.role }));
  return [...stayedOrGone, ...come];
}

function personOf({ userId, name }: Person) {
  return { what: 'person', userId, name } as const;
}
