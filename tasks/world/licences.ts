/** Under what terms the providers of the shipped programs give their data, by host. */
const LICENCES: Readonly<Record<string, string>> = {
  "archive-api.open-meteo.com":
    "CC BY 4.0, Open-Meteo.com; ERA5: contains modified Copernicus Climate Change Service information; free API for non-commercial use",
  "www.ncei.noaa.gov": "NOAA National Centers for Environmental Information, public domain in the United States",
  "cdn.cboe.com":
    "Terms of Cboe; index values are S&P Dow Jones Indices LLC's: not to be passed on without its licence",
  "query1.finance.yahoo.com":
    "Terms of Yahoo, personal use; index values are S&P Dow Jones Indices LLC's: not to be passed on",
  "fred.stlouisfed.org":
    "Terms of FRED; series SP500 is S&P Dow Jones Indices LLC's: not to be passed on without its licence",
  "api.exchange.coinbase.com": "Terms of Coinbase's market data: ask before passing it on",
  "api.kraken.com": "Terms of Kraken's API: ask before passing it on",
  "www.bitstamp.net": "Terms of Bitstamp's API: ask before passing it on",
  "hn.algolia.com":
    "Hacker News Search by Algolia, free within 10,000 requests an hour; titles are their authors', under Y Combinator's terms: ask before passing them on",
  "play.clickhouse.com":
    "ClickHouse's public playground, a demonstration without a promise of service; a count over Hacker News",
};

/** The terms of a host's data, or undefined where they are not known here. */
export function licenceOf(host: string): string | undefined {
  return Object.hasOwn(LICENCES, host) ? LICENCES[host] : undefined;
}
