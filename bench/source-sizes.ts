/** What a request costs against the length of its source, in four ways to build it. */
import { encodedRequestGas, exampleRequestGas, requestGas, storedRequestGas } from "./requests.ts";
import type { Stage } from "./stage.ts";
import type { Figures } from "./table.ts";

/** Bytes of source, from half a kilobyte to 24. */
export const SOURCE_SIZES: readonly number[] = [512, 1_024, 2_048, 4_096, 8_192, 16_384, 24_576];

/** Figures `<bytes>` (ours), `<bytes>.starterKit`, `<bytes>.encoder`, `<bytes>.example`. */
export async function requestsBySize(stage: Stage): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const bytes of SOURCE_SIZES) {
    figures[bytes] = await requestGas(stage, bytes);
    figures[`${bytes}.starterKit`] = await storedRequestGas(stage);
    figures[`${bytes}.encoder`] = await encodedRequestGas(stage, bytes);
    figures[`${bytes}.example`] = await exampleRequestGas(stage, bytes);
  }
  return figures;
}
