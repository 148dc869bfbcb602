/** What things cost on the local network. Made up, of the size that they had on Ethereum; nothing is free. */
import { parseUnits } from "ethers";

/** Wei for one LINK: 0.006 ETH (LINK/native feed, 18 decimals). */
export const WEI_PER_LINK = parseUnits("0.006", 18);
/** US dollars for one LINK: 15 (LINK/USD feed, 8 decimals). */
export const USD_PER_LINK = parseUnits("15", 8);

/**
 * Seconds after which a contract no longer believes a feed. The feeds here are written once, and simulations last for years; then the
 * contracts fall back to the configured prices, which are the feeds' own. So nothing changes, and the production path is the one that runs.
 */
export const FEED_STALENESS_SECONDS = 90_000;

/** FunctionsCoordinator 1.3.0's `FunctionsBillingConfig`. */
export const functionsBilling = {
  /** 40 %, so that a fulfilment may cost more gas than the request did. */
  fulfillmentGasPriceOverEstimationBP: 4_000,
  feedStalenessSeconds: FEED_STALENESS_SECONDS,
  gasOverheadBeforeCallback: 105_000,
  gasOverheadAfterCallback: 93_942,
  minimumEstimateGasPriceWei: parseUnits("1", "gwei"),
  maxSupportedRequestDataVersion: 1,
  fallbackUsdPerUnitLink: USD_PER_LINK,
  fallbackUsdPerUnitLinkDecimals: 8,
  fallbackNativePerUnitLink: WEI_PER_LINK,
  requestTimeoutSeconds: 300,
  donFeeCentsUsd: 20,
  operationFeeCentsUsd: 10,
} as const;

/** FunctionsRouter 1.0.0's `Config`: the tiers are what `flags[0]` of a subscription selects from. */
export const functionsRouter = {
  maxConsumersPerSubscription: 100,
  /** Must be zero, or every fulfilment is an INVALID_COMMITMENT. */
  adminFee: 0,
  handleOracleFulfillmentSelector: "0x0ca76175",
  gasForCallExactCheck: 5_000,
  maxCallbackGasLimits: [300_000, 500_000, 1_000_000],
  subscriptionDepositMinimumRequests: 0,
  subscriptionDepositJuels: 0,
} as const;

/** KeeperRegistry 2.1's `OnchainConfigLegacy`, without registrars and manager; values of the Ethereum registry where it states them. */
export const automationRegistry = {
  /** 20 %. */
  paymentPremiumPPB: 200_000_000,
  flatFeeMicroLink: 0,
  checkGasLimit: 10_000_000,
  stalenessSeconds: FEED_STALENESS_SECONDS,
  gasCeilingMultiplier: 2,
  minUpkeepSpend: parseUnits("0.1", 18),
  maxPerformGas: 5_000_000,
  maxCheckDataSize: 5_000,
  maxPerformDataSize: 2_000,
  maxRevertDataSize: 5_000,
  fallbackLinkPrice: WEI_PER_LINK,
} as const;

/** Juels that a registration must bring. */
export const MINIMUM_UPKEEP_JUELS = parseUnits("0.1", 18);
