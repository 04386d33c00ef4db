import type { Connection } from 'mongoose';

/** Calls back once when the database goes away and once when it is back. Returns what ends that. */
export function onOutage(connection: Connection, heard: { readonly began: () => void; readonly ended: () => void }) {
  let isAway = false;
  const change = (to: boolean, tell: () => void) => () => {
    if (isAway === to) return;
    isAway = to;
    tell();
  };
  const began = change(true, heard.began);
  const ended = change(false, heard.ended);
  connection.on('disconnected', began).on('connected', ended);
  return () => {
    connection.off('disconnected', began).off('connected', ended);
  };
}
