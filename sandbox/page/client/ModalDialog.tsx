import type { FormEvent, ReactNode } from 'react';
import { useEffect, useId, useState } from 'react';
import type { PageView } from '../pageState.ts';
import { Blocks } from './blocks/Blocks.tsx';
import { findMistakes } from './fields/validate.ts';
import { Icon } from './Icon.tsx';
import { JsonDetails } from './JsonDetails.tsx';
import { records, words } from './json.ts';
import { useShownModally } from './useShownModally.ts';
import { useWorkspace } from './workspace.ts';

type Edits = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

type Props = { readonly view: PageView; readonly children: ReactNode };

/** The modal on top. Those below it keep what was typed into them. */
export function ModalDialog({ view, children }: Props) {
  const { perform } = useWorkspace();
  const dialog = useShownModally();
  const titleId = useId();
  const [edits, setEdits] = useState<Edits>({});
  const [mistakes, setMistakes] = useState<Readonly<Record<string, string>>>({});
  /** Fields touched since the last refusal: what was wrong with them may be right by now. */
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [sending, setSending] = useState(false);
  const { payload } = view;
  const blocks = records(payload.blocks);
  const mine = edits[view.id] ?? {};
  const refused = Object.entries(view.errors).filter(([blockId]) => !touched.has(blockId));
  const errors = { ...Object.fromEntries(refused), ...mistakes };
  const wrong = Object.keys(errors).join();
  /** A view that only says "loading" becomes a form with the same id. */
  const hasForm = blocks.some(({ type }) => type === 'input');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the fields are there from when `hasForm` says so
  useEffect(() => {
    setMistakes({});
    setTouched(new Set());
    const form = dialog.current?.querySelector(`[data-view="${view.id}"]`);
    const wanted = [
      '[data-focus] :is(input, textarea, select)',
      '.dialog-body :is(input, textarea, select)',
      '.primary',
    ];
    const found = wanted.map((selector) => form?.querySelector<HTMLElement>(selector)).find((element) => element);
    found?.focus();
  }, [dialog, view.id, hasForm]);

  useEffect(() => {
    const [first] = wrong.split(',');
    if (!first) return;
    const field = dialog.current?.querySelector(`[data-block="${CSS.escape(first)}"]`);
    field?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, [dialog, wrong]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    const found = findMistakes(blocks, view.values, mine);
    setMistakes(found);
    if (Object.keys(found).length > 0) return;
    setSending(true);
    await perform({ do: 'submit', values: present(mine, blocks) });
    setTouched(new Set());
    setSending(false);
  };

  const edit = (blockId: string, value: unknown) => {
    setEdits((before) => ({ ...before, [view.id]: { ...before[view.id], [blockId]: value } }));
    setMistakes((before) => Object.fromEntries(Object.entries(before).filter(([other]) => other !== blockId)));
    setTouched((before) => new Set(before).add(blockId));
  };

  return (
    <dialog
      ref={dialog}
      className="dialog modal"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        void perform({ do: 'close' });
      }}
    >
      <form key={view.id} data-view={view.id} noValidate onSubmit={(event) => void submit(event)}>
        <div className="dialog-head">
          <h2 id={titleId}>{words(payload.title)}</h2>
          <button
            type="button"
            className="button icon"
            aria-label="Close"
            onClick={() => void perform({ do: 'close' })}
          >
            <Icon name="close" />
          </button>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, and has to by keyboard too */}
        <section className="dialog-body" tabIndex={0} aria-labelledby={titleId}>
          {view.trouble && (
            <p className="dialog-trouble" role="alert">
              {view.trouble}
            </p>
          )}
          <Blocks
            blocks={blocks}
            surface={{ kind: 'view', viewId: view.id, values: view.values, form: { edits: mine, errors, edit } }}
          />
          <JsonDetails summary="Block Kit JSON" value={payload} />
        </section>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={() => void perform({ do: 'close' })}>
            {words(payload.close) || 'Cancel'}
          </button>
          {words(payload.submit) && (
            <button type="submit" className="button primary" aria-disabled={sending}>
              {sending ? 'Sending …' : words(payload.submit)}
            </button>
          )}
        </div>
      </form>
      {children}
    </dialog>
  );
}

/** An update of the view may have taken away a field that something was typed into. */
function present(edits: Readonly<Record<string, unknown>>, blocks: readonly { readonly block_id?: unknown }[]) {
  const ids = new Set(blocks.map((block) => block.block_id));
  return Object.fromEntries(Object.entries(edits).filter(([blockId]) => ids.has(blockId)));
}
