import { useEffect, useRef, useState } from 'react';
import { useSurface } from '../blocks/surface.ts';
import { Icon } from '../Icon.tsx';
import type { Json } from '../json.ts';
import { isJson, records, string, words } from '../json.ts';
import { useListbox } from '../useListbox.ts';
import { useWorkspace } from '../workspace.ts';
import type { ControlProps } from './controlProps.ts';
import { controlAttributes } from './controlProps.ts';

const DEFAULT_MIN_QUERY_LENGTH = 3;
const ASK_AFTER_MS = 200;

/** A menu whose options the app offers for what is typed. */
export function ExternalControl(props: ControlProps) {
  const { block, element, value, onChange } = props;
  const { perform } = useWorkspace();
  const surface = useSurface();
  const many = element.type === 'multi_external_select';
  const picked = many ? records(value) : isJson(value) ? [value] : [];
  const single = many ? '' : words(picked[0]?.text);
  const [typed, setTyped] = useState<string>();
  const [options, setOptions] = useState<readonly Json[]>([]);
  const [told, setTold] = useState('');
  const askedRef = useRef(0);
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : DEFAULT_MIN_QUERY_LENGTH;

  const close = () => {
    askedRef.current += 1;
    setTyped(undefined);
    setOptions([]);
    setTold('');
  };
  const choose = (option: Json) => {
    onChange(many ? [...picked.filter((other) => other.value !== option.value), option] : option);
    close();
  };
  const listbox = useListbox(options, choose, close);

  const viewId = surface.kind === 'view' ? surface.viewId : undefined;
  const blockId = string(block.block_id);
  const actionId = string(element.action_id);
  useEffect(() => {
    if (typed === undefined || viewId === undefined) return undefined;
    if (Array.from(typed).length < least) {
      setOptions([]);
      return undefined;
    }
    askedRef.current += 1;
    const mine = askedRef.current;
    const ask = async () => {
      const outcome = await perform({ do: 'suggest', viewId, blockId, actionId, typed });
      if (mine !== askedRef.current) return;
      setOptions(outcome?.options ?? []);
      setTold(outcome?.options?.length ? `${outcome.options.length} options` : 'No results');
    };
    const timer = setTimeout(() => void ask(), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed, least, perform, viewId, blockId, actionId]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches where the focus goes
    <div
      className="external"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) close();
      }}
    >
      {many && picked.length > 0 && (
        <ul className="chips">
          {picked.map((option) => (
            <li key={string(option.value)}>
              {words(option.text)}{' '}
              <button
                type="button"
                aria-label={`Remove ${words(option.text)}`}
                onClick={() => onChange(picked.filter((other) => other.value !== option.value))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        {...controlAttributes(props)}
        {...listbox.inputProps}
        type="text"
        placeholder={words(element.placeholder) || 'Type to search'}
        value={typed ?? single}
        onFocus={() => {
          if (least === 0) setTyped(typed ?? '');
        }}
        onChange={({ target }) => {
          setTyped(target.value);
          if (!many && target.value === '') onChange('');
        }}
        onKeyDown={(event) => listbox.onKey(event, ['Enter'])}
      />
      <span className="visually-hidden" role="status">
        {told}
      </span>
      {options.length > 0 && (
        <ul className="suggestions" aria-label="Options" {...listbox.listProps}>
          {options.map((option, index) => (
            <li
              key={string(option.value)}
              {...listbox.optionProps(index)}
              onMouseDown={(event) => {
                // Before the field loses the focus, and the list with it.
                event.preventDefault();
                choose(option);
              }}
            >
              {words(option.text)}
              {words(option.description) && <small>{words(option.description)}</small>}
            </li>
          ))}
        </ul>
      )}
      {options.length === 0 && told && <p className="hint">{told}</p>}
    </div>
  );
}
