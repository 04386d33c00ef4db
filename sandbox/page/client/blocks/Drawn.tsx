import type { Block } from 'slack-blocks-to-jsx';
import { Message } from 'slack-blocks-to-jsx';
import type { Json } from '../json.ts';
import { authorOf, useWorkspace } from '../workspace.ts';
import { emojiNamed } from './emoji.ts';
import { Link } from './Link.tsx';
import { SlackDate } from './SlackDate.tsx';

/**
 * A block without Slack's markup in it and with nothing to press. (What the library makes of the markup is Markdown:
 * of "# 1" nothing is left, of "09:00: start" no colon.)
 */
export function Drawn({ block }: { readonly block: Json }) {
  const workspace = useWorkspace();
  return (
    <Message
      withoutWrapper
      theme={workspace.theme}
      name=""
      logo=""
      blocks={[block as unknown as Block]}
      hooks={{
        user: ({ id }) => <span className="mention">@{authorOf(workspace, id).name}</span>,
        channel: ({ id, name }) => (
          <span className="mention">#{workspace.channels.find((channel) => channel.id === id)?.name ?? name}</span>
        ),
        atHere: () => <span className="mention">@here</span>,
        atChannel: () => <span className="mention">@channel</span>,
        atEveryone: () => <span className="mention">@everyone</span>,
        emoji: (emoji, parse) => parse(emoji) || emojiNamed(emoji.name),
        date: (date) => <SlackDate {...date} />,
        link: ({ href, children }) => <Link href={href}>{children}</Link>,
      }}
    />
  );
}
