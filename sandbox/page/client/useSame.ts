import { useRef } from 'react';

/** The object of the last time as long as it says the same: for what is made anew from every state. */
export function useSame<T>(value: T): T {
  const ref = useRef(value);
  if (JSON.stringify(ref.current) !== JSON.stringify(value)) ref.current = value;
  return ref.current;
}
