import type { ReactNode } from 'react';
import type { GuideButtons } from '../../../page/client/guide.ts';
import { Icon } from '../../../page/client/Icon.tsx';
import { useWorkspace } from '../../../page/client/workspace.ts';
import { isClient, isExpert, STEPS } from './guide.ts';
import type { GuideProgress } from './useProgress.ts';

type Props = GuideButtons & { readonly progress: GuideProgress };
type Step = { readonly title: string; readonly words: ReactNode };

/** Five things to do; each is ticked when it was done, however it was done. */
export function GuidePanel({ progress, onClose, onTrouble }: Props) {
  const steps = useSteps();
  const { step, ended } = progress;
  return (
    <div className="panel-body">
      <ol className="steps">
        {steps.map(({ title, words }, index) => {
          const done = index < step;
          const current = index === step && !ended;
          return (
            <li key={title} className={done ? 'done' : ''} aria-current={current ? 'step' : undefined}>
              <span className="step-mark" aria-hidden="true">
                {done ? <Icon name="check" /> : index + 1}
              </span>
              <div>
                <strong>{title}</strong>
                {done && <span className="visually-hidden"> (done)</span>}
                {current && <p>{words}</p>}
              </div>
            </li>
          );
        })}
      </ol>
      <p className="visually-hidden" role="status">
        {ended ? 'The first minute is over.' : `Step ${step + 1} of ${STEPS}: ${steps[step]?.title}`}
      </p>
      {ended ? (
        <>
          <p>
            {step >= STEPS
              ? 'That was it. Now break something and watch the app cope.'
              : 'You can start it again at any time.'}
          </p>
          <div className="panel-buttons">
            <button type="button" className="button primary" onClick={onTrouble}>
              Make trouble
            </button>
            <button type="button" className="button" onClick={progress.restart}>
              Start again
            </button>
          </div>
        </>
      ) : (
        <div className="panel-buttons">
          <button type="button" className="link" onClick={progress.skipStep}>
            Skip this step
          </button>
          <button
            type="button"
            className="link"
            onClick={() => {
              progress.skipAll();
              onClose();
            }}
          >
            Skip the tour
          </button>
        </div>
      )}
    </div>
  );
}

function useSteps(): readonly Step[] {
  const { people, channels } = useWorkspace();
  const expert = people.find(({ note }) => isExpert(note));
  const client = people.find(({ note }) => isClient(note));
  const channel = channels.find(({ kind }) => kind !== 'im');
  return [
    {
      title: 'Be the expert',
      words: (
        <>
          Press your name, top right, and choose <strong>{expert?.name}</strong>. Experts agree what is delivered by
          when.
        </>
      ),
    },
    {
      title: 'Add a milestone',
      words: (
        <>
          In #{channel?.name} type <code>/milestone add</code> and press Enter. Fill in the form and send it: the pinned
          board shows it at once.
        </>
      ),
    },
    {
      title: 'See what the client sees',
      words: (
        <>
          Now be <strong>{client?.name}</strong>, the client. The board is the same, and the channel is told of the
          change some seconds later.
        </>
      ),
    },
    {
      title: 'Try to complete it as the client',
      words: (
        <>
          Type <code>/milestone complete 1</code>. Only experts may; the answer says so, to {client?.name} alone.
        </>
      ),
    },
    {
      title: 'Move the clock',
      words: (
        <>
          Press <strong>Next due date</strong> at the top. The reminder goes to the experts: be {expert?.name} again and
          open Direct messages.
        </>
      ),
    },
  ];
}
