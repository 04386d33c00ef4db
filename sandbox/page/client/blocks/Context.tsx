import type { Json } from '../json.ts';
import { string } from '../json.ts';
import { Words } from './Words.tsx';

export function Context({ elements }: { readonly elements: readonly Json[] }) {
  return (
    <div className="context">
      {elements.map((element, index) =>
        element.type === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <img key={index} src={string(element.image_url)} alt={string(element.alt_text)} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <Words key={index} value={element} />
        ),
      )}
    </div>
  );
}
