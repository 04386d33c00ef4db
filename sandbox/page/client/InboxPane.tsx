import { useState } from 'react';
import type { PageMail } from '../pageState.ts';
import { Icon } from './Icon.tsx';
import { fullTime } from './time.ts';
import { useWorkspace } from './workspace.ts';

/** The e-mails that the app has sent, to whomever; none of them leaves this machine. */
export function InboxPane({ mails }: { readonly mails: readonly PageMail[] }) {
  const { app } = useWorkspace();
  return (
    <>
      <div className="pane-head">
        <h2>Inbox</h2>
        <span className="pane-note">E-mails that {app.name} sends, to anyone; none leaves this machine</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, and has to by keyboard too */}
      <section className="messages inbox" aria-label="E-mails, newest first" tabIndex={0}>
        {mails.length === 0 && (
          <p className="empty">No e-mails yet. Whatever {app.name} sends by e-mail will be listed here.</p>
        )}
        {mails.map((mail) => (
          <MailItem key={mail.id} mail={mail} />
        ))}
      </section>
    </>
  );
}

function MailItem({ mail }: { readonly mail: PageMail }) {
  const { zone, people, me } = useWorkspace();
  const [shown, setShown] = useState<'text' | 'html'>(mail.text || !mail.htmlPath ? 'text' : 'html');
  const { htmlPath } = mail;
  const names = mail.to.map((address) => {
    const person = people.find(({ email }) => email === address);
    return person ? `${person.name}${person.id === me ? ' (you)' : ''} <${address}>` : address;
  });
  const at = new Date(mail.at);
  return (
    <details className="mail">
      <summary>
        <Icon name="mail" />
        <strong>{mail.subject || 'No subject'}</strong>
        <span className="mail-to">to {names.join(', ')}</span>
        <time className="mail-at" dateTime={mail.at}>
          {fullTime(at, zone)}
        </time>
      </summary>
      <p className="mail-from">From {mail.from}</p>
      {htmlPath && mail.text && (
        <button type="button" className="link" onClick={() => setShown(shown === 'text' ? 'html' : 'text')}>
          {shown === 'text' ? 'Show it formatted' : 'Show its plain text'}
        </button>
      )}
      {shown === 'html' && htmlPath ? (
        <iframe className="mail-html" sandbox="" src={htmlPath} title={`E-mail: ${mail.subject}`} />
      ) : (
        <div className="mail-text">{mail.text}</div>
      )}
      {mail.attachments.map(({ name, type, size }) => (
        <p className="hint" key={name}>
          Attached: {name || 'without a name'} ({type}, {Math.ceil(size / 1024)} kB)
        </p>
      ))}
    </details>
  );
}
