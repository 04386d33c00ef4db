import type { ReactNode } from 'react';
import { InputField } from '../fields/InputField.tsx';
import type { Json } from '../json.ts';
import { isJson, records, string, words } from '../json.ts';
import { Context } from './Context.tsx';
import { Drawn } from './Drawn.tsx';
import { Element } from './Element.tsx';
import { withEmoji } from './emoji.ts';
import { Section } from './Section.tsx';
import type { Surface } from './surface.ts';
import { SurfaceContext } from './surface.ts';
import { Table } from './Table.tsx';

type Props = { readonly blocks: readonly Json[]; readonly surface: Surface };

export function Blocks({ blocks, surface }: Props) {
  return (
    <SurfaceContext value={surface}>
      <div className="blocks">{list(blocks)}</div>
    </SurfaceContext>
  );
}

function list(blocks: readonly Json[]): ReactNode[] {
  return blocks.map((block, index) => (
    <div key={`${string(block.block_id) || index} ${string(block.type)}`} className={`block-${string(block.type)}`}>
      <Shown block={block} />
    </div>
  ));
}

function Shown({ block }: { readonly block: Json }): ReactNode {
  switch (block.type) {
    case 'header':
      return <h3 className="header">{withEmoji(words(block.text))}</h3>;
    case 'section':
      return <Section block={block} />;
    case 'context':
      return <Context elements={records(block.elements)} />;
    case 'divider':
      return <hr />;
    case 'actions':
    case 'context_actions':
      return <Elements block={block} elements={records(block.elements)} />;
    case 'input':
      return isJson(block.element) && <InputField block={block} element={block.element} />;
    case 'table':
    case 'data_table':
      return <Table block={block} />;
    case 'card': {
      const { actions, ...rest } = block;
      return (
        <>
          <Drawn block={rest} />
          <Elements block={block} elements={records(actions)} />
        </>
      );
    }
    case 'carousel':
      return list(records(block.elements));
    case 'container':
      return <Container block={block} />;
    case 'alert':
    case 'data_visualization':
    case 'file':
    case 'image':
    case 'markdown':
    case 'plan':
    case 'rich_text':
    case 'task_card':
    case 'video':
      return <Drawn block={block} />;
    default:
      return <p className="hint">The sandbox cannot show a block of type {string(block.type)}.</p>;
  }
}

function Elements({ block, elements }: { readonly block: Json; readonly elements: readonly Json[] }) {
  return (
    <div className="actions">
      {elements.map((element, index) => (
        <Element key={string(element.action_id) || index} block={block} element={element} />
      ))}
    </div>
  );
}

function Container({ block }: { readonly block: Json }) {
  const children = <div className="blocks">{list(records(block.child_blocks))}</div>;
  const title = words(block.title);
  if (block.is_collapsible === true) {
    return (
      <details className="container" open={block.default_collapsed !== true}>
        <summary>{title}</summary>
        {children}
      </details>
    );
  }
  return (
    <div className="container">
      {title && <strong>{title}</strong>}
      {children}
    </div>
  );
}
