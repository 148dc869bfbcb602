import type { Service } from "../service.ts";
import { algolia } from "./algolia.ts";
import { bitstamp } from "./bitstamp.ts";
import { cboe } from "./cboe.ts";
import { clickhouse } from "./clickhouse.ts";
import { coinbase } from "./coinbase.ts";
import { fred } from "./fred.ts";
import { kraken } from "./kraken.ts";
import { ncei } from "./ncei.ts";
import { openMeteo } from "./open-meteo.ts";
import { yahoo } from "./yahoo.ts";

/** Every data provider of the world. */
export const PROVIDERS: readonly Service[] = [
  openMeteo,
  ncei,
  cboe,
  yahoo,
  fred,
  coinbase,
  kraken,
  bitstamp,
  algolia,
  clickhouse,
];
