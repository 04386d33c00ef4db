import type { ModalView } from '@slack/types';
import { failureText } from '../../blocks/shared/failureText.ts';
import type { Failure } from '../core/failure.ts';
import type { Milestone } from '../milestones/milestone.ts';
import { loadAuthorised, type Place } from '../projects/find.ts';
import type { Actor } from '../projects/permissions.ts';
import type { Project } from '../projects/project.ts';
import { refusalAnswer } from './errorBoundary.ts';
import type { Services } from './services.ts';
import type { Outcome } from './submission.ts';

/** What a form that comes back says, and from which change on it counts as seen. */
export type Again = { readonly notice: string; readonly seenSeq: number };

/** Someone else was quicker: the same form, with what they did above what the person typed. */
export async function formAgain(
  services: Services,
  { place, actor }: { readonly place: Place; readonly actor: Actor },
  failure: Extract<Failure, { kind: 'changed-meanwhile' }>,
  formOf: (project: Project, present: Milestone, again: Again) => ModalView,
): Promise<Outcome> {
  const found = await loadAuthorised(services.store, place, actor, 'change-milestones');
  if (!found.ok) return { kind: 'refused', refused: found.failure };
  const { project } = found.value;
  const present = await services.store.milestone(project.id, failure.number);
  if (!present) return { kind: 'refused', refused: failure };
  const view = formOf(project, present, { notice: failureText(failure), seenSeq: failure.seq });
  return { kind: 'again', view, words: refusalAnswer(failure) };
}
