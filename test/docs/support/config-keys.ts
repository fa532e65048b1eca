import { z } from 'zod';
import { writtenSchema } from '../../../src/config/written.ts';

type Node = { readonly description?: string; readonly properties?: Readonly<Record<string, Node>>; readonly items?: Node };

const nodeSchema: z.ZodType<Node> = z.object({
  description: z.string().exactOptional(),
  properties: z
    .record(
      z.string(),
      z.lazy(() => nodeSchema),
    )
    .exactOptional(),
  items: z.lazy(() => nodeSchema).exactOptional(),
});

/** `inner`: it only holds other keys. */
export type ConfigKey = { readonly path: string; readonly inner: boolean; readonly description: string };

const keysBelow = (node: Node, path: string): ConfigKey[] =>
  Object.entries(node.properties ?? {}).flatMap(([name, child]) => keysOf(child, path === '' ? name : `${path}.${name}`));

const keysOf = (node: Node, path: string): ConfigKey[] => {
  const below = [...keysBelow(node, path), ...keysBelow(node.items ?? {}, `${path}[]`)];
  return [{ path, inner: below.length > 0, description: node.description ?? '' }, ...below];
};

/** Every key of the configuration, as `tenants[].auth.header`. A secret's `env` and `file` are a form, not keys. */
export const configKeys = (): ConfigKey[] => keysBelow(nodeSchema.parse(z.toJSONSchema(writtenSchema, { io: 'input' })), '');
