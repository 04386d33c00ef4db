import { setupForm } from '../../../blocks/setupForm.ts';
import { dayAt, timeZoneNamed } from '../../domain/day.ts';
import { notAdmin } from '../../domain/permissions.ts';
import { refuse } from '../../domain/result.ts';
import { openForm } from '../openForm.ts';
import type { Subcommand } from '../subcommand.ts';

export const setup: Subcommand = {
  name: 'setup',
  usage: '',
  does: 'sets a project up in this channel, with a form',
  audience: 'admins',
  run: (call) =>
    openForm({ ...call, title: 'Set up a project' }, async () => {
      const { services, place, visitor } = call;
      if (!visitor.isAdmin) return refuse(notAdmin(visitor));
      const present = await services.store.projectInChannel(place.teamId, place.channelId);
      if (present && present.status !== 'closed') return refuse({ kind: 'project-exists', projectName: present.name });
      const timeZone = await timeZoneOf(services, visitor.userId);
      return { ok: true, value: setupForm(place.channelId, timeZone, dayAt(services.clock.now(), timeZone)) };
    }),
};

/** The admin's own, as Slack knows it. */
async function timeZoneOf(services: Parameters<Subcommand['run']>[0]['services'], userId: string): Promise<string> {
  const zone = (await services.directory.find(userId))?.timeZone;
  return timeZoneNamed(zone ?? '') ?? 'UTC';
}
