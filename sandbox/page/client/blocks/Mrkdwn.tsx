import type { ReactNode } from 'react';
import { authorOf, useWorkspace } from '../workspace.ts';
import { emojiNamed } from './emoji.ts';
import { Link } from './Link.tsx';
import type { Paragraph, Span } from './mrkdwn.ts';
import { parseMrkdwn } from './mrkdwn.ts';
import { SlackDate } from './SlackDate.tsx';

export function Mrkdwn({ text, verbatim = false }: { readonly text: string; readonly verbatim?: boolean }) {
  return (
    <div className="mrkdwn">
      {parseMrkdwn(text, verbatim).map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part of a text is its place
        <Part key={index} paragraph={paragraph} />
      ))}
    </div>
  );
}

function Part({ paragraph }: { readonly paragraph: Paragraph }) {
  if (paragraph.kind === 'pre') return <pre>{paragraph.text}</pre>;
  if (paragraph.kind === 'quote') return <blockquote>{list(paragraph.spans)}</blockquote>;
  return <p>{list(paragraph.spans)}</p>;
}

function list(spans: readonly Span[]): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: a part of a text is its place
  return spans.map((span, index) => <Written key={index} span={span} />);
}

function Written({ span }: { readonly span: Span }) {
  const workspace = useWorkspace();
  switch (span.kind) {
    case 'text':
      return span.text;
    case 'code':
      return <code>{span.text}</code>;
    case 'emoji':
      return emojiNamed(span.text);
    case 'bold':
      return <strong>{list(span.spans)}</strong>;
    case 'italic':
      return <em>{list(span.spans)}</em>;
    case 'strike':
      return <s>{list(span.spans)}</s>;
    case 'link':
      return <Link href={span.url}>{span.text}</Link>;
    case 'user':
      return <span className="mention">@{authorOf(workspace, span.id).name}</span>;
    case 'channel':
      return (
        <span className="mention">
          #{workspace.channels.find(({ id }) => id === span.id)?.name ?? (span.text || 'private channel')}
        </span>
      );
    case 'broadcast':
      return <span className="mention">{span.text}</span>;
    default:
      return <SlackDate timestamp={span.timestamp} format={span.format} fallback={span.text} />;
  }
}
