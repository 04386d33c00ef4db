import { ActionField } from '../fields/ActionField.tsx';
import type { Json } from '../json.ts';
import { isJson } from '../json.ts';
import { Button } from './Button.tsx';
import { OverflowMenu } from './OverflowMenu.tsx';

type Props = { readonly block: Json; readonly element: Json };

/** An element outside of a form: using it tells the app at once. */
export function Element({ block, element }: Props) {
  switch (element.type) {
    case 'button':
    case 'workflow_button':
    case 'icon_button':
      return <Button block={block} element={element} />;
    case 'feedback_buttons':
      return (
        <>
          {[element.positive_button, element.negative_button].filter(isJson).map((button) => (
            <Button key={String(button.value)} block={block} element={{ ...button, action_id: element.action_id }} />
          ))}
        </>
      );
    case 'overflow':
      return <OverflowMenu block={block} element={element} />;
    default:
      return <ActionField block={block} element={element} />;
  }
}
