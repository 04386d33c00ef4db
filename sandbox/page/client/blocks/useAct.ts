import { useCallback, useRef, useState } from 'react';
import type { Json } from '../json.ts';
import { isJson, string } from '../json.ts';
import { useWorkspace } from '../workspace.ts';
import { useSurface, whereOf } from './surface.ts';

/** Tells the app that this element was used, after the question it may want asked first. One at a time. */
export function useAct(block: Json, element: Json) {
  const { perform, confirm } = useWorkspace();
  const surface = useSurface();
  const [busy, setBusy] = useState(false);
  const busyRef = useRef(false);
  const act = useCallback(
    async (value?: unknown): Promise<boolean> => {
      if (busyRef.current) return false;
      busyRef.current = true;
      try {
        if (isJson(element.confirm) && !(await confirm(element.confirm))) return false;
        setBusy(true);
        const where = whereOf(surface, string(block.block_id));
        const outcome = await perform({ do: 'act', where, actionId: string(element.action_id), value });
        return outcome !== undefined;
      } finally {
        busyRef.current = false;
        setBusy(false);
      }
    },
    [perform, confirm, surface, block, element],
  );
  return { act, busy };
}
