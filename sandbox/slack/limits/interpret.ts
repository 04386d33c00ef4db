/** Reads the tables out over a value. The wording is Slack's (samples in the error table of docs.slack.dev methods). */
import type { Json } from '../types.ts';
import type { Fields, Kind, Shape, Surface, Violation } from './schema.ts';
import { characters, isObject, shown } from './schema.ts';

export function check(value: unknown, kind: Kind, at: string, surface: Surface): readonly Violation[] {
  switch (kind.is) {
    case 'text':
      return checkText(value, kind, at);
    case 'choice':
      return (kind.values as readonly unknown[]).includes(value) ? [] : refuse(at, 'must be a valid enum value');
    case 'number':
      return checkNumber(value, kind, at);
    case 'flag':
      return typeof value === 'boolean' ? [] : refuse(at, 'must provide a boolean');
    case 'list':
      return checkList(value, kind, at, surface);
    case 'object':
      return isObject(value) ? checkShape(value, kind.shape, at, surface, false) : refuse(at, 'must provide an object');
    default:
      return checkTyped(value, kind, at, surface);
  }
}

const refuse = (pointer: string, message: string): readonly Violation[] => [{ pointer, message }];

function checkText(value: unknown, kind: Kind & { is: 'text' }, at: string): readonly Violation[] {
  if (typeof value !== 'string') return refuse(at, 'must provide a string');
  const length = characters(value);
  if (length < kind.min) return refuse(at, `must be more than ${kind.min - 1} characters`);
  if (length > kind.max) return refuse(at, `must be less than ${kind.max + 1} characters`);
  if (kind.format !== undefined && !kind.format.fits(value)) return refuse(at, kind.format.says);
  return [];
}

function checkNumber(value: unknown, kind: Kind & { is: 'number' }, at: string): readonly Violation[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return refuse(at, 'must provide a number');
  if (kind.whole && !Number.isInteger(value)) return refuse(at, 'must provide an integer');
  if (value < kind.min) return refuse(at, `must be greater than ${kind.min - 1}`);
  if (value > kind.max) return refuse(at, `must be less than ${kind.max + 1}`);
  return [];
}

function checkList(value: unknown, kind: Kind & { is: 'list' }, at: string, surface: Surface): readonly Violation[] {
  if (!Array.isArray(value)) return refuse(at, 'must provide an array');
  const found: Violation[] = [];
  if (value.length < kind.min) found.push({ pointer: at, message: `no less than ${kind.min} items allowed` });
  if (value.length > kind.max) found.push({ pointer: at, message: `no more than ${kind.max} items allowed` });
  for (const [index, item] of value.entries()) found.push(...check(item, kind.of, `${at}/${index}`, surface));
  return found;
}

function checkTyped(value: unknown, kind: Kind & { is: 'typed' }, at: string, surface: Surface): readonly Violation[] {
  if (!isObject(value)) return refuse(at, 'must provide an object');
  const type = value.type ?? kind.assumed;
  if (type === undefined) return refuse(at, 'missing required field: type');
  const shape = typeof type === 'string' && Object.hasOwn(kind.shapes, type) ? kind.shapes[type] : undefined;
  if (shape === undefined || (shape.on !== undefined && !shape.on.includes(surface))) {
    return refuse(`${at}/type`, `unsupported type: ${shown(type)}`);
  }
  return checkShape(value, shape, at, surface, true);
}

function checkShape(value: Json, shape: Shape, at: string, surface: Surface, hasType: boolean): readonly Violation[] {
  const needs: Fields = shape.needs ?? {};
  const fields: Fields = { ...needs, ...shape.may };
  const found: Violation[] = [];
  for (const name of Object.keys(needs)) {
    if (value[name] === undefined) found.push({ pointer: at, message: `missing required field: ${name}` });
  }
  for (const [name, part] of Object.entries(value)) {
    // What is undefined is not sent.
    if (part === undefined || (hasType && name === 'type')) continue;
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind === undefined) found.push({ pointer: at, message: `invalid additional property: ${name}` });
    else found.push(...check(part, kind, `${at}/${name}`, surface));
  }
  for (const rule of shape.rules ?? []) found.push(...rule(value, at));
  return found;
}
