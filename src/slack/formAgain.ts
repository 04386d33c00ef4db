import type { ModalView } from '@slack/types';
import { failureText } from '../../blocks/failureText.ts';
import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Visitor } from '../domain/permissions.ts';
import type { Project } from '../domain/project.ts';
import { findFor, type Place } from '../projects/find.ts';
import { refusalAnswer } from './guard.ts';
import type { Services } from './services.ts';
import type { Outcome } from './submission.ts';

/** What a form that comes back says, and from which change on it counts as seen. */
export type Again = { readonly notice: string; readonly seenSeq: number };

/** Someone else was quicker: the same form, with what they did above what the person typed. */
export async function formAgain(
  services: Services,
  { place, visitor }: { readonly place: Place; readonly visitor: Visitor },
  failure: Extract<Failure, { kind: 'changed-meanwhile' }>,
  formOf: (project: Project, present: Milestone, again: Again) => ModalView,
): Promise<Outcome> {
  const found = await findFor(services.store, place, visitor, 'change-milestones');
  if (!found.ok) return { kind: 'refused', refused: found.failure };
  const { project } = found.value;
  const present = await services.store.milestone(project.id, failure.number);
  if (!present) return { kind: 'refused', refused: failure };
  const view = formOf(project, present, { notice: failureText(failure), seenSeq: failure.seq });
  return { kind: 'again', view, words: refusalAnswer(failure) };
}
