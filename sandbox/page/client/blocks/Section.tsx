import type { Json } from '../json.ts';
import { isJson, records, string } from '../json.ts';
import { Element } from './Element.tsx';
import { Words } from './Words.tsx';

export function Section({ block }: { readonly block: Json }) {
  const { text, accessory } = block;
  const fields = records(block.fields);
  return (
    <div className="section">
      <div className="section-text">
        {isJson(text) && <Words value={text} />}
        {fields.length > 0 && (
          <div className="section-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a field is its place
              <Words key={index} value={field} />
            ))}
          </div>
        )}
      </div>
      {isJson(accessory) &&
        (accessory.type === 'image' ? (
          <img className="accessory-image" src={string(accessory.image_url)} alt={string(accessory.alt_text)} />
        ) : (
          <Element block={block} element={accessory} />
        ))}
    </div>
  );
}
