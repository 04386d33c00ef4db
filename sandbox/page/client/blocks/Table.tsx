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
              <th key={column} scope="col" {...look(block, column)}>
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
                <td key={column} {...look(block, column)}>
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

/** Alignment of a column, and whether its words may go on in another line: in a table they may not, unless it says so. */
function look(block: Json, column: number) {
  // The list may hold null for columns without settings.
  const settings = Array.isArray(block.column_settings) ? record(block.column_settings[column]) : {};
  const { align } = settings;
  const staysInLine = block.type === 'table' && settings.is_wrapped !== true;
  return {
    className: staysInLine ? 'one-line' : undefined,
    style: align === 'center' || align === 'right' ? ({ textAlign: align } as const) : undefined,
  };
}
