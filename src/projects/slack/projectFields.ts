import { ROLE_FIELDS } from '../../../blocks/projects/projectFields.ts';
import { ON_DAY, WEEKLY } from '../../../blocks/reminders/reminderFields.ts';
import type { Weekday } from '../../core/day.ts';
import type { fieldsOf } from '../../interactions/fields.ts';
import type { Services } from '../../interactions/services.ts';
import { PEOPLE_MAX, type Person } from '../project.ts';
import type { ProjectWords } from '../readForm.ts';
import type { SettingsWords } from '../settings.ts';

type Fields = ReturnType<typeof fieldsOf>;

/** Who was chosen, with their names: people of a shared channel cannot always be looked up later. */
export async function peopleOf(services: Services, fields: Fields): Promise<readonly Person[]> {
  const chosen = ROLE_FIELDS.flatMap(({ field, role }) =>
    oneTooMany(fields.users(field)).map((userId) => ({ userId, role })),
  );
  const teamId = await services.teamId();
  return Promise.all(
    chosen.map(async (person) => {
      const user = await services.directory.find(person.userId);
      // Whom Slack does not place is of the workspace in which they were chosen.
      return { ...person, name: user?.name ?? person.userId, teamId: user?.teamId ?? teamId };
    }),
  );
}

/** As many as are needed to see that they are too many: each is looked up. */
function oneTooMany(userIds: readonly string[]): readonly string[] {
  return userIds.slice(0, PEOPLE_MAX + 1);
}

export function projectWordsOf(fields: Fields): ProjectWords {
  return {
    name: fields.text('name'),
    startDate: fields.date('startDate'),
    completionDate: fields.date('completionDate'),
    timeZone: fields.text('timeZone').trim(),
    workingDays: fields.choices('workingDays').map(Number).filter(isWeekday),
  };
}

export function settingsWordsOf(fields: Fields): SettingsWords {
  const ticked = fields.choices('remindOn');
  return {
    quietSeconds: fields.text('quietSeconds'),
    reminders: {
      headsUp: fields.choice('headsUp'),
      onDay: ticked.includes(ON_DAY),
      weekly: ticked.includes(WEEKLY),
      overdueDays: fields.text('overdueDays'),
      at: fields.time('remindTime'),
      adminAfter: fields.choice('adminAfter'),
    },
  };
}

function isWeekday(day: number): day is Weekday {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}
