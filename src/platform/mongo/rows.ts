import type { Connection, Model, Schema } from 'mongoose';

/** Unknown fields are a mistake of ours, in what is written and in what is asked for. */
export const strictly = { strict: 'throw', strictQuery: 'throw', versionKey: false, minimize: false } as const;

/** The model of a collection on one connection; made once per connection. */
export function modelOf<Row>(connection: Connection, name: string, schema: Schema<Row>): Model<Row> {
  const existing = connection.models[name];
  return existing ? (existing as Model<Row>) : connection.model<Row>(name, schema, name);
}
