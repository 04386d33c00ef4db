import type { Json } from '../json.ts';
import { record, records, string } from '../json.ts';
import { Drawn } from './Drawn.tsx';

/** Both kinds of table; the first row is the head. */
export function Table({ block }: { readonly block: Json }) {
  const [head, ...rows] = Array.isArray(block.rows) ? block.rows.map(records) : [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, and has to by keyboard too
    <section className="table-scroll" tabIndex={0} aria-label={string(block.caption) || 'Table'}>
      <table>
        {string(block.caption) && <caption>{string(block.caption)}</caption>}
        <thead>
          <tr>
            {head?.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              <th key={column} scope="col" style={alignment(block, column)}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={index}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                <td key={column} style={alignment(block, column)}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ cell }: { readonly cell: Json }) {
  if (cell.type === 'rich_text') return <Drawn block={cell} />;
  return <>{string(cell.text) || (typeof cell.value === 'number' ? cell.value : '')}</>;
}

function alignment(block: Json, column: number): { textAlign?: 'left' | 'center' | 'right' } {
  // The list may hold null for columns without settings.
  const settings = Array.isArray(block.column_settings) ? record(block.column_settings[column]) : {};
  const { align } = settings;
  return align === 'center' || align === 'right' ? { textAlign: align } : {};
}
