/** A struct that a contract returned, as a plain object with its fields' names. */
export function asObject<T>(result: T): T & Record<string, unknown> {
  return (result as unknown as { toObject(): T & Record<string, unknown> }).toObject();
}
