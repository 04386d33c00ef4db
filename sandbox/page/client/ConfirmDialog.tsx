import { useCallback, useId, useRef, useState } from 'react';
import { Words } from './blocks/Words.tsx';
import type { Json } from './json.ts';
import { record, words } from './json.ts';
import { useShownModally } from './useShownModally.ts';

/** Answers the question of a Block Kit confirm object: at once with yes where there is none. */
export function useConfirm() {
  const [question, setQuestion] = useState<Json>();
  const resolveRef = useRef<(yes: boolean) => void>(undefined);
  const confirm = useCallback((asked: Json) => {
    setQuestion(asked);
    return new Promise<boolean>((resolve) => {
      resolveRef.current?.(false);
      resolveRef.current = resolve;
    });
  }, []);
  const answer = useCallback((yes: boolean) => {
    setQuestion(undefined);
    resolveRef.current?.(yes);
    resolveRef.current = undefined;
  }, []);
  return { question, confirm, answer };
}

type Props = { readonly question: Json; readonly onAnswer: (yes: boolean) => void };

export function ConfirmDialog({ question, onAnswer }: Props) {
  const dialog = useShownModally();
  const titleId = useId();
  const textId = useId();
  const danger = question.style === 'danger';
  return (
    <dialog
      ref={dialog}
      className="dialog confirm"
      aria-labelledby={titleId}
      aria-describedby={textId}
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <h2 id={titleId}>{words(question.title)}</h2>
      <div id={textId} className="dialog-body">
        <Words value={record(question.text)} />
      </div>
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {words(question.deny) || 'Cancel'}
        </button>
        <button type="button" className={`button ${danger ? 'danger' : 'primary'}`} onClick={() => onAnswer(true)}>
          {words(question.confirm) || 'Yes'}
        </button>
      </div>
    </dialog>
  );
}
