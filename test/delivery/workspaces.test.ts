import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { workspacesOn } from '../../src/delivery/mongo/workspaces.ts';
import { freshConnection } from '../support/database.ts';

let connection: Connection;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ connection, drop } = await freshConnection());
});
afterAll(() => drop());

const NOW = new Date('2026-11-23T09:00:00Z');

describe('what a workspace takes for a board', () => {
  it.each([
    ['a table that it refused', { boardTier: 'sections', refusedAt: NOW }, 'sections'],
    ['a moment that cannot be read', { boardTier: 'sections', refusedAt: 'once' }, 'table'],
    ['a form that nobody knows', { boardTier: 7, refusedAt: NOW }, 'table'],
    ['nothing', {}, 'table'],
  ])('%s', async (name, known, tier) => {
    await connection.collection('workspaces').insertOne({ _id: name as never, ...known });
    expect(await workspacesOn(connection).boardTierOf(name, NOW)).toBe(tier);
  });
});
